"""The phrases that share most telling words with a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import log, sqrt
from operator import neg, truediv

from bot.reading.lexicon import COMMON, frequency
from bot.reading.repair import Word

_BUSY = 600
"""A stem in more phrases than this tells too little to be looked up, unless it stands alone."""


@dataclass(frozen=True)
class AlikePhrases:
    """Phrases by their stems, found by cosine. They are numbered in the order given."""

    postings: dict[str, list[int]]
    lengths: list[float]

    @classmethod
    def of(cls, phrases: Iterable[Sequence[Word]]) -> AlikePhrases:
        """The phrases of these words."""
        stems = [_stems(words) for words in phrases]
        postings: dict[str, list[int]] = defaultdict(list)
        for number, found in enumerate(stems):
            for stem in found:
                postings[stem].append(number)
        unmeasured = cls(dict(postings), [1.0] * len(stems))
        return replace(unmeasured, lengths=[unmeasured.length(found) for found in stems])

    def length(self, stems: dict[str, float]) -> float:
        """The length of a text of these stems, by their weights."""
        squares = (self._weight(stem, share) ** 2 for stem, share in stems.items())
        return sqrt(sum(squares)) or 1.0

    def _weight(self, stem: str, share: float) -> float:
        holders = len(self.postings.get(stem, ()))
        return share * (log((1 + len(self.lengths)) / (1 + holders)) + 1)

    def nearest(
        self, words: Sequence[Word], count: int = 3, without: int = -1
    ) -> list[tuple[int, float]]:
        """Numbers of the nearest phrases with their cosine, best first; never `without`."""
        products = self._products(words, without)
        found = zip(self._cosines(products), map(neg, products), strict=True)
        return [(-number, cosine) for cosine, number in nlargest(count, found)]

    def closeness(self, words: Sequence[Word], count: int = 3, without: int = -1) -> list[float]:
        """The cosines of the nearest phrases, greatest first: `nearest` without their numbers."""
        return nlargest(count, self._cosines(self._products(words, without)))

    def _cosines(self, products: dict[int, float]) -> Iterator[float]:
        return map(truediv, products.values(), map(self.lengths.__getitem__, products))

    def _products(self, words: Sequence[Word], without: int) -> dict[int, float]:
        """For each phrase that shares a stem what both weigh there, of the text's own length."""
        weights = {stem: self._weight(stem, share) for stem, share in _stems(words).items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        products: dict[int, float] = defaultdict(float)
        for stem, weight in weights.items():
            holders = self.postings.get(stem, ())
            if len(holders) <= _BUSY or len(weights) == 1:
                square = weight * weight / length
                for number in holders:
                    products[number] += square
        products.pop(without, None)
        return products


def _stems(words: Sequence[Word]) -> dict[str, float]:
    """Stems with 1 for a telling word, less for a common one, and less where a repair may err."""
    return {
        word.stem: (0.3 if frequency(word.text) >= COMMON else 1.0) * (0.5 + 0.5 * word.trust)
        for word in words
    }
