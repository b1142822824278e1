"""The evidence of words: an index of all phrases together, in which telling words weigh more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from math import log, sqrt

from bot.reading.lexicon import COMMON, frequency
from bot.reading.repair import Word

_COMMON_SHARE = 0.3
_RAREST = 8.0
_BLOCK = 1 / sqrt(3)
RUN = "~"
"""The last character of a run of letters, which tells it from a stem."""

Blocks = tuple[Counter[str], Counter[str], Counter[str]]
Vector = dict[str, float]


def features_of(words: Sequence[Word]) -> Blocks:
    """Stems, pairs of neighbouring stems, and runs of three letters, each counted."""
    stems = [word.stem for word in words]
    pairs = (f"{left} {right}" for left, right in pairwise(["<", *stems, ">"]))
    runs = chain.from_iterable(_runs_of(word.text) for word in words)
    return Counter(stems), Counter(pairs), Counter(runs)


@lru_cache(maxsize=5_000)
def _runs_of(word: str) -> tuple[str, ...]:
    bordered = f"<{word}>"
    return tuple(f"{bordered[at : at + 3]}{RUN}" for at in range(len(bordered) - 2))


@dataclass(frozen=True)
class WordScores:
    """How well a question's words fit each topic, in the index's order, and the share known."""

    fits: list[float]
    coverage: float


@dataclass(frozen=True)
class WordIndex:
    """Topics as weighted features of all their phrases."""

    labels: tuple[str, ...]
    phrases: int
    uses: dict[str, int]
    """Phrases in which each stem stands."""
    held: dict[str, dict[int, int]]
    """For each stem the topics, by place, whose phrases hold it, and in how many."""
    weights: dict[str, float]
    """For each feature how well it tells topics apart."""
    postings: dict[str, list[tuple[int, float]]]
    """For each feature the topics that use it, and its part of their length."""

    def vector(self, words: Sequence[Word]) -> Vector:
        """A text's weighted features that some topic uses; of length 1 when all blocks have any."""
        return weighted(features_of(words), self.weights)

    def score(self, words: Sequence[Word]) -> WordScores:
        """Cosine to every topic times the share of the words that the phrases explain."""
        fits = self.fits(self.vector(words))
        coverage = self.coverage(words)
        return WordScores([fit * coverage for fit in fits], coverage)

    def fits(self, vector: Vector) -> list[float]:
        """Cosine of a weighted text to every topic."""
        fits = [0.0] * len(self.labels)
        for feature, value in vector.items():
            for place, share in self.postings.get(feature, ()):
                fits[place] += value * share
        return fits

    def coverage(self, words: Sequence[Word], without: int = 0) -> float:
        """Share of the words, by weight, that phrases explain; `without` one that holds them."""
        known = total = 0.0
        for word in words:
            uses = max(self.uses.get(word.stem, 0) - without, 0)
            weight = log((1 + self.phrases) / (1 + uses)) + 1
            if frequency(word.text) >= COMMON:
                if not uses:
                    continue
                weight *= _COMMON_SHARE
            total += weight
            known += weight * word.trust if uses else 0.0
        return known / total if total else 0.0

    def explained(self, place: int, words: Sequence[Word], without: int = 0) -> float:
        """Share of the words, rare ones counting more, that one topic's own phrases hold."""
        held = total = 0.0
        for word in words:
            weight = max(_RAREST - frequency(word.text), 0.0)
            total += weight
            if self.held.get(word.stem, {}).get(place, 0) > without:
                held += weight * word.trust
        return held / total if total else 0.0

    def kin(self, place: int) -> list[float]:
        """Cosine of every topic to one."""
        own = {
            feature: share
            for feature, topics in self.postings.items()
            for topic, share in topics
            if topic == place
        }
        return self.fits(own)

    def parts(self, words: Sequence[Word]) -> list[list[tuple[str, float]]]:
        """For each word the topics that its stem speaks for, with its part of their fit."""
        vector = self.vector(words)
        return [
            sorted(
                (
                    (self.labels[place], vector.get(word.stem, 0.0) * share)
                    for place, share in self.postings.get(word.stem, ())
                ),
                key=lambda pair: -pair[1],
            )
            for word in words
        ]

    def without(self, place: int, words: Sequence[Word]) -> list[Word]:
        """The words that some other topic, or none, uses more than this one does."""
        return [word for word in words if self._owner(word.stem) != place]

    def _owner(self, stem: str) -> int | None:
        holders = self.postings.get(stem)
        return max(holders, key=lambda holder: holder[1])[0] if holders else None


def weighted(blocks: Blocks, weights: dict[str, float]) -> Vector:
    """Counted features with their weights, those without one dropped, each block of one length."""
    vector: Vector = {}
    for block in blocks:
        part = {
            feature: weights[feature] * (1 + log(count) if count > 1 else 1.0)
            for feature, count in block.items()
            if feature in weights
        }
        length = sqrt(sum(value * value for value in part.values()))
        vector.update({feature: _BLOCK * value / length for feature, value in part.items()})
    return vector
