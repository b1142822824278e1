"""The evidence of words: an index of all phrases together, in which telling words weigh more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from bot.reading.lexicon import frequency
from bot.reading.repair import Word

COMMON = 5.9
"""Zipf value from which a word says little about the matter: the, how, что, как."""
_COMMON_SHARE = 0.3
_RAREST = 8.0
_BLOCK = 1 / sqrt(3)

Blocks = tuple[Counter[str], Counter[str], Counter[str]]
Vector = dict[str, float]


def features_of(words: Sequence[Word]) -> Blocks:
    """Stems, pairs of neighbouring stems, and runs of three letters, each counted."""
    stems = [word.stem for word in words]
    pairs = (f"{left} {right}" for left, right in pairwise(["<", *stems, ">"]))
    runs = (
        f"{bordered[at : at + 3]}~"
        for bordered in (f"<{word.text}>" for word in words)
        for at in range(len(bordered) - 2)
    )
    return Counter(stems), Counter(pairs), Counter(runs)


@dataclass(frozen=True)
class WordScores:
    """How well a question's words fit each topic, in the index's order, and the share known."""

    fits: list[float]
    coverage: float


class WordIndex:
    """Topics as weighted features of all their phrases. It never changes once made."""

    def __init__(self, phrases: Iterable[tuple[str, Sequence[Word]]]) -> None:
        counted = [(label, features_of(words)) for label, words in phrases]
        self.labels = tuple(dict.fromkeys(label for label, _ in counted))
        self.phrases = len(counted)
        self._places = {label: place for place, label in enumerate(self.labels)}
        self._uses: Counter[str] = Counter()
        within: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for label, blocks in counted:
            self._uses.update(blocks[0].keys())
            place = self._places[label]
            for block in blocks:
                for feature in block:
                    within[feature][place] += 1
        self._within = dict(within)
        spread = len(self.labels)
        self._weights = {
            feature: log((1 + spread) / (1 + len(used))) + 1 for feature, used in within.items()
        }
        self._sums = self._summed(counted)
        self._lengths = [
            sqrt(sum(value * value for value in sums.values())) or 1.0 for sums in self._sums
        ]
        self._postings = self._posted()

    def _summed(self, counted: Sequence[tuple[str, Blocks]]) -> list[Vector]:
        sums: list[Vector] = [defaultdict(float) for _ in self.labels]
        for label, blocks in counted:
            topic = sums[self._places[label]]
            for feature, value in self._vector(blocks).items():
                topic[feature] += value
        return sums

    def _posted(self) -> dict[str, list[tuple[int, float]]]:
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, (sums, length) in enumerate(zip(self._sums, self._lengths, strict=True)):
            for feature, value in sums.items():
                postings[feature].append((place, value / length))
        return dict(postings)

    def _vector(self, blocks: Blocks, alone: int | None = None) -> Vector:
        """A text's weighted features that some topic uses; without those that only `alone` has."""
        vector: Vector = {}
        for block in blocks:
            part = {
                feature: (1 + log(count)) * self._weights[feature]
                for feature, count in block.items()
                if feature in self._weights and (alone is None or not self._only(feature, alone))
            }
            length = sqrt(sum(value * value for value in part.values()))
            vector.update({feature: _BLOCK * value / length for feature, value in part.items()})
        return vector

    def _only(self, feature: str, place: int) -> bool:
        used = self._within[feature]
        return len(used) == 1 and used[place] == 1

    def score(self, words: Sequence[Word]) -> WordScores:
        """Cosine to every topic times the share of the words that the phrases explain."""
        fits = self._fits(self._vector(features_of(words)))
        coverage = self.coverage(words)
        return WordScores([fit * coverage for fit in fits], coverage)

    def left_out(self, label: str, words: Sequence[Word]) -> WordScores:
        """The scores of one of the index's own phrases, as if it had not been learned."""
        own = self._places[label]
        blocks = features_of(words)
        vector = self._vector(blocks, alone=own)
        fits = self._fits(vector)
        fits[own] = self._fit_without(own, vector, self._vector(blocks))
        coverage = self.coverage(words, without=1)
        return WordScores([fit * coverage for fit in fits], coverage)

    def _fits(self, vector: Vector) -> list[float]:
        fits = [0.0] * len(self.labels)
        for feature, value in vector.items():
            for place, share in self._postings[feature]:
                fits[place] += value * share
        return fits

    def _fit_without(self, place: int, vector: Vector, phrase: Vector) -> float:
        sums = self._sums[place]
        shared = sum(value * (sums[feature] - phrase[feature]) for feature, value in vector.items())
        length = (
            self._lengths[place] ** 2
            - 2 * sum(sums[feature] * value for feature, value in phrase.items())
            + sum(value * value for value in phrase.values())
        )
        return shared / sqrt(length) if length > 1e-9 else 0.0

    def coverage(self, words: Sequence[Word], without: int = 0) -> float:
        """Share of the words, by weight, that phrases explain; `without` one that holds them."""
        known = total = 0.0
        for word in words:
            uses = self._uses.get(word.stem, 0) - without
            weight = log((1 + self.phrases) / (1 + uses)) + 1
            if frequency(word.text) >= COMMON:
                if uses <= 0:
                    continue
                weight *= _COMMON_SHARE
            total += weight
            known += weight * word.trust if uses > 0 else 0.0
        return known / total if total else 0.0

    def explained(self, place: int, words: Sequence[Word], without: int = 0) -> float:
        """Share of the words, rare ones counting more, that one topic's own phrases hold."""
        held = total = 0.0
        for word in words:
            weight = max(_RAREST - frequency(word.text), 0.0)
            total += weight
            used = self._within.get(word.stem)
            if used is not None and used[place] > without:
                held += weight * word.trust
        return held / total if total else 0.0

    def kin(self, place: int) -> list[float]:
        """Cosine of every topic to one."""
        length = self._lengths[place]
        return self._fits({feature: value / length for feature, value in self._sums[place].items()})

    def parts(self, words: Sequence[Word]) -> list[list[tuple[str, float]]]:
        """For each word the topics that its stem speaks for, with its part of their fit."""
        vector = self._vector(features_of(words))
        return [
            sorted(
                (
                    (self.labels[place], vector.get(word.stem, 0.0) * share)
                    for place, share in self._postings.get(word.stem, ())
                ),
                key=lambda pair: -pair[1],
            )
            for word in words
        ]

    def without(self, place: int, words: Sequence[Word]) -> list[Word]:
        """The words that some other topic, or none, uses more than this one does."""
        return [word for word in words if self._owner(word.stem) != place]

    def _owner(self, stem: str) -> int | None:
        holders = self._postings.get(stem)
        return max(holders, key=lambda holder: holder[1])[0] if holders else None
