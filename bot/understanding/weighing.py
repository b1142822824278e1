"""Measures a question, or a folder's own phrases as if unseen, by words alone and with meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.repair import Word
from bot.understanding.alike import AlikePhrases
from bot.understanding.evidence import MEANING, Measures, agreement, lead_of
from bot.understanding.words import WordIndex, WordScores

Words = Sequence[Word]
Fits = Sequence[float]
Meant = tuple[Fits, float, tuple[float, ...]]
"""Fits by meaning, nearness to any phrases, closeness to the refused."""


@dataclass(frozen=True)
class WordSide:
    """Everything that words tell: of topics, of single phrases, of refused samples."""

    index: WordIndex
    alike: AlikePhrases
    refused: AlikePhrases
    has_refused: bool

    def measured(self, words: Words) -> tuple[WordScores, Measures]:
        """A question's fits by words and what tells sense from nonsense."""
        scores = self.index.score(words)
        near = mean_of([cosine for _, cosine in self.alike.nearest(words)])
        refused = self._refused(words, -1)
        return scores, measures(scores.fits, scores, near, refused)

    def known(self, number: int, label: str, words: Words) -> tuple[WordScores, Measures]:
        """The same for the phrase of that number, unseen."""
        scores = self.index.left_out(label, words)
        near = mean_of([cosine for _, cosine in self.alike.nearest(words, without=number)])
        return scores, measures(scores.fits, scores, near, self._refused(words, -1))

    def strange(self, number: int, words: Words) -> tuple[WordScores, Measures]:
        """The same for the refused sample of that number, unseen."""
        scores = self.index.score(words)
        near = mean_of([cosine for _, cosine in self.alike.nearest(words)])
        return scores, measures(scores.fits, scores, near, self._refused(words, number))

    def _refused(self, words: Words, without: int) -> tuple[float, ...]:
        if not self.has_refused:
            return ()
        found = self.refused.nearest(words, 1, without)
        return (found[0][1] if found else 0.0,)


def measures(fits: Fits, scores: WordScores, near: float, refused: tuple[float, ...]) -> Measures:
    """The numbers that a judgement rests on."""
    best, fit, lead = lead_of(fits)
    return Measures(fit, lead, near, scores.coverage, agreement(scores.fits, best), refused)


def joined(scores: WordScores, meant: Meant, has_refused: bool) -> tuple[list[float], Measures]:
    """Fits by words and by meaning together, and their measures."""
    by_meaning, near, refused = meant
    pairs = zip(by_meaning, scores.fits, strict=True)
    fits = [MEANING * meaning + (1 - MEANING) * words for meaning, words in pairs]
    return fits, measures(fits, scores, near, refused if has_refused else ())


def mean_of(values: Sequence[float]) -> float:
    """The mean of three values, missing ones being 0."""
    return sum(values[:3]) / 3
