"""Learns the index of words, and scores its own phrases as if each had not been learned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log, sqrt

from bot.reading.repair import Word
from bot.understanding.words import RUN, Vector, WordIndex, WordScores, features_of, weighted

_SPREAD, _FEW_TOPICS = 0.3, 8
"""Runs of letters in more than this share of the topics tell nothing and cost time."""

Taught = Sequence[tuple[str, Sequence[Word]]]
"""The label and the words of each phrase."""


class WordLessons:
    """The index of words with what it was learned from."""

    def __init__(self, phrases: Taught) -> None:
        blocks = [features_of(words) for _, words in phrases]
        labels = tuple(dict.fromkeys(label for label, _ in phrases))
        self._places = {label: place for place, label in enumerate(labels)}
        places = [self._places[label] for label, _ in phrases]
        within: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for place, features in zip(places, blocks, strict=True):
            for block in features:
                for feature in block:
                    within[feature][place] += 1
        self._weights = {
            feature: log((1 + len(labels)) / (1 + len(used))) + 1
            for feature, used in within.items()
        }
        self._within = within
        self._sums: list[Vector] = [defaultdict(float) for _ in labels]
        for place, features in zip(places, blocks, strict=True):
            for feature, value in weighted(features, self._weights).items():
                self._sums[place][feature] += value
        self._lengths = [_length(sums) or 1.0 for sums in self._sums]
        stems = {stem for features in blocks for stem in features[0]}
        self.index = WordIndex(
            labels,
            len(blocks),
            {stem: sum(within[stem].values()) for stem in stems},
            {stem: dict(within[stem]) for stem in stems},
            self._weights,
            self._posted(),
        )

    def _posted(self) -> dict[str, list[tuple[int, float]]]:
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, (sums, length) in enumerate(zip(self._sums, self._lengths, strict=True)):
            for feature, value in sums.items():
                postings[feature].append((place, value / length))
        most = max(_FEW_TOPICS, _SPREAD * len(self._sums))
        return {
            feature: topics
            for feature, topics in postings.items()
            if not feature.endswith(RUN) or len(topics) <= most
        }

    def left_out(self, label: str, words: Sequence[Word]) -> WordScores:
        """The scores of one of the phrases, as if it had not been learned."""
        own = self._places[label]
        blocks = features_of(words)
        others = {
            feature: self._weights[feature]
            for block in blocks
            for feature in block
            if not self._only(feature, own)
        }
        vector = weighted(blocks, others)
        fits = self.index.fits(vector)
        fits[own] = self._fit_without(own, vector, weighted(blocks, self._weights))
        coverage = self.index.coverage(words, without=1)
        return WordScores([fit * coverage for fit in fits], coverage)

    def _only(self, feature: str, place: int) -> bool:
        used = self._within[feature]
        return len(used) == 1 and used[place] == 1

    def _fit_without(self, place: int, vector: Vector, phrase: Vector) -> float:
        sums = self._sums[place]
        shared = sum(
            value * (sums[feature] - phrase[feature])
            for feature, value in vector.items()
            if feature in self.index.postings
        )
        length = (
            self._lengths[place] ** 2
            - 2 * sum(sums[feature] * value for feature, value in phrase.items())
            + sum(value * value for value in phrase.values())
        )
        return shared / sqrt(length) if length > 1e-9 else 0.0


def _length(vector: Vector) -> float:
    return sqrt(sum(value * value for value in vector.values()))
