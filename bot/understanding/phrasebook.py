"""All sample phrases of a folder, learned: reads a question and weighs it against every topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.embedding import Embedder
from bot.reading.normalise import stem, words
from bot.reading.repair import Reading, Vocabulary, Word, read
from bot.understanding.evidence import Evidence, Limits
from bot.understanding.phrases import Samples
from bot.understanding.words import WordIndex

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Phrasebook:
    """What was learned from the phrases. It never changes; a changed folder makes another."""

    samples: Samples
    vocabulary: Vocabulary
    index: WordIndex
    limits: Limits

    @classmethod
    def learn(
        cls,
        samples: Samples,
        embedder: Embedder | None = None,
        cache: Path | None = None,
        progress: Progress | None = None,
    ) -> Phrasebook:
        """Learn topics from their phrases, and what is none of them from the refused samples."""
        spoken = [(phrase.label, words(phrase.text)) for phrase in samples.phrases]
        vocabulary = Vocabulary(word for _, said in spoken for word in said)
        index = WordIndex((label, _as_words(said)) for label, said in spoken)
        return cls(samples, vocabulary, index, Limits())

    def with_archive(self, counts: Mapping[str, int]) -> Phrasebook:
        """The same phrasebook, that also knows an archive's words when it reads."""
        return Phrasebook(
            self.samples, self.vocabulary.with_archive(counts), self.index, self.limits
        )

    def read(self, text: str) -> Reading:
        """What was typed, read as words that the phrases know where that is possible."""
        return read(text, self.vocabulary)

    def weigh(self, reading: Reading) -> Evidence:
        """How well each topic fits a question."""
        scores = self.index.score(reading.words)
        return Evidence(reading, scores.by_label, scores.coverage, self.limits)


def _as_words(said: list[str]) -> list[Word]:
    return [Word(word, word, stem(word), 1.0) for word in said]
