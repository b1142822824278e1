"""Scores a phrase by words as if it had not been learned, from what its own topic holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from bot.reading.repair import Word
from bot.understanding.words import Vector, WordIndex, WordScores, features_of, weighted


@dataclass(frozen=True)
class OwnTopic:
    """What one topic's phrases hold together; from it each of them can be taken away."""

    index: WordIndex
    place: int
    uses: Callable[[str], int]
    """In how many of its phrases a feature stands."""
    sums: Vector
    length: float

    @classmethod
    def of(cls, index: WordIndex, place: int, phrases: Iterable[Sequence[Word]]) -> OwnTopic:
        """The topic at a place of the index, from all of its phrases."""
        uses: Counter[str] = Counter()
        sums: Vector = defaultdict(float)
        for words in phrases:
            blocks = features_of(words)
            uses.update(feature for block in blocks for feature in block)
            for feature, value in weighted(blocks, index.weights).items():
                sums[feature] += value
        return cls(index, place, uses.__getitem__, sums, length_of(sums))

    def left_out(self, words: Sequence[Word]) -> WordScores:
        """The scores of one of its phrases, as if it had not been learned."""
        blocks, weights = features_of(words), self.index.weights
        others = {
            feature: weights[feature]
            for block in blocks
            for feature in block
            if not self._only(feature)
        }
        vector = weighted(blocks, others)
        fits = self.index.fits(vector)
        fits[self.place] = self._fit_without(vector, weighted(blocks, weights))
        coverage = self.index.coverage(words, without=1)
        return WordScores([fit * coverage for fit in fits], coverage)

    def _only(self, feature: str) -> bool:
        return self.uses(feature) == 1 and len(self.index.postings.get(feature, ())) == 1

    def _fit_without(self, vector: Vector, phrase: Vector) -> float:
        shared = sum(
            value * (self.sums[feature] - phrase[feature])
            for feature, value in vector.items()
            if feature in self.index.postings
        )
        squared = (
            self.length**2
            - 2 * sum(self.sums[feature] * value for feature, value in phrase.items())
            + sum(value * value for value in phrase.values())
        )
        return shared / sqrt(squared) if squared > 1e-9 else 0.0


def length_of(vector: Vector) -> float:
    """The length of a vector; 1 for one that is empty."""
    return sqrt(sum(value * value for value in vector.values())) or 1.0
