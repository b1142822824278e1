"""Measures a question, or a folder's own phrases as if unseen, by words alone and with meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
class Weighed:
    """A text's evidence by words, to be measured alone or with its meaning."""

    fits: Fits
    coverage: float
    near: float
    refused: tuple[float, ...]
    explained: Callable[[int], float]
    """Share of the words that a topic, by its place, explains."""

    def measures(self) -> Measures:
        """The numbers that a judgement by words rests on."""
        return self._measures(self.fits, self.near, self.refused)

    def joined(self, meant: Meant) -> tuple[list[float], Measures]:
        """Fits by words and by meaning together, and their measures."""
        by_meaning, near, refused = meant
        pairs = zip(by_meaning, self.fits, strict=True)
        fits = [MEANING * meaning + (1 - MEANING) * words for meaning, words in pairs]
        return fits, self._measures(fits, near, refused if self.refused else ())

    def _measures(self, fits: Fits, near: float, refused: tuple[float, ...]) -> Measures:
        best, fit, lead = lead_of(fits)
        agreed = agreement(self.fits, best)
        return Measures(fit, lead, near, self.coverage, agreed, self.explained(best), refused)


@dataclass(frozen=True)
class WordSide:
    """Everything that words tell: of topics, of single phrases, of refused samples."""

    index: WordIndex
    alike: AlikePhrases
    refused: AlikePhrases
    has_refused: bool

    def weighed(self, words: Words, refused: int = -1, scores: WordScores | None = None) -> Weighed:
        """A question's evidence; that of a `refused` sample leaves this sample out.

        `scores` are the index's, where they are known already.
        """
        scores = scores or self.index.score(words)
        return self._weighed(scores, words, (-1, refused), lambda _: 0)

    def unseen(self, number: int, scores: WordScores, lines: tuple[str, Words]) -> Weighed:
        """The evidence of the phrase of that number, with scores as if it had not been learned."""
        label, words = lines
        own = self.index.labels.index(label)
        return self._weighed(scores, words, (number, -1), lambda place: int(place == own))

    def _weighed(
        self,
        scores: WordScores,
        words: Words,
        without: tuple[int, int],
        own: Callable[[int], int],
    ) -> Weighed:
        phrase, sample = without
        nearest = self.alike.closeness(words, without=phrase)
        refused: tuple[float, ...] = ()
        if self.has_refused:
            refused = tuple(self.refused.closeness(words, 1, sample)) or (0.0,)
        return Weighed(
            scores.fits,
            scores.coverage,
            sum(nearest) / 3,
            refused,
            lambda place: self.index.explained(place, words, own(place)),
        )


def meant_alone(meant: Meant, has_refused: bool) -> tuple[Fits, Measures]:
    """Fits by meaning alone, and their measures: for a language of which no word is known."""
    fits, near, refused = meant
    _, fit, lead = lead_of(fits)
    return fits, Measures(fit, lead, near, 0.0, 0.0, 0.0, refused if has_refused else ())
