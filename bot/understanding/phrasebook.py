"""All sample phrases of a folder, learned: reads a question and weighs it against every topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.embedding import Embedder
from bot.reading.repair import Reading, Vocabulary, read
from bot.understanding.evidence import Evidence
from bot.understanding.judges import Judge
from bot.understanding.learning import Lines, Taught, learn_meaning, learn_words
from bot.understanding.phrases import Samples
from bot.understanding.weighing import WordSide, meant_alone

Progress = Callable[[int, int], None]

_DECISIVE_COVERAGE = 0.9
_DECISIVE_LEAD = 0.2
"""Words that explain so much and put one topic so far ahead need no model beside them."""


@dataclass(frozen=True)
class Phrasebook:
    """What was learned from the phrases. It never changes; a changed folder makes another."""

    samples: Samples
    vocabulary: Vocabulary
    words: WordSide
    judge: Judge
    """Judges where words stand alone."""
    embedder: Embedder | None = None
    taught: Taught | None = None
    """What the model was taught; None where there is no model."""

    @classmethod
    def learn(
        cls,
        samples: Samples,
        embedder: Embedder | None = None,
        cache: Path | None = None,
        progress: Progress | None = None,
    ) -> Phrasebook:
        """Learn topics from their phrases, and what is none of them from the refused samples."""
        vocabulary = Vocabulary.of_phrases(phrase.text for phrase in samples.phrases)
        lines = Lines.of(samples, vocabulary)
        words, judge = learn_words(lines)
        book = cls(samples, vocabulary, words, judge)
        if embedder is None or not samples.phrases:
            return book
        taught = learn_meaning(words, lines, embedder.phrases(lines.texts(), progress))
        return replace(book, embedder=embedder, taught=taught)

    def with_archive(self, counts: Mapping[str, int]) -> Phrasebook:
        """The same phrasebook, that also knows an archive's words when it reads."""
        return replace(self, vocabulary=self.vocabulary.with_archive(counts))

    def on_words_alone(self) -> Phrasebook:
        """The same phrasebook where there is no model."""
        return replace(self, embedder=None, taught=None)

    def read(self, text: str) -> Reading:
        """What was typed, read as words that the phrases know where that is possible."""
        return read(text, self.vocabulary)

    def weigh(self, reading: Reading) -> Evidence:
        """How well each topic fits a question. Takes a hundredth of a second with the model."""
        weighed = self.words.weighed(reading.words)
        by_words = Evidence(
            reading,
            self.words.index.labels,
            tuple(weighed.fits),
            tuple(weighed.fits),
            weighed.measures(),
            self.judge,
            self.samples.smalltalk,
        )
        if self.embedder is None or self.taught is None or _decisive(by_words):
            return by_words
        vectors = self.embedder.questions([reading.text])
        meant = self.taught.index.score(vectors).row(0)
        if reading.foreign:
            fits, measures = meant_alone(meant, self.words.has_refused)
            judge = self.taught.abroad
        else:
            fits, measures = weighed.joined(meant)
            judge = self.taught.joined
        return replace(by_words, fits=tuple(fits), measures=measures, judge=judge)


def _decisive(evidence: Evidence) -> bool:
    measures = evidence.measures
    return measures.coverage >= _DECISIVE_COVERAGE and measures.lead >= _DECISIVE_LEAD
