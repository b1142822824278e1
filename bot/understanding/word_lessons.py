"""Learns the index of words, and scores its own phrases as if each had not been learned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

from bot.reading.repair import Word
from bot.understanding.left_out import OwnTopic, length_of
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
        self._lengths = [length_of(sums) for sums in self._sums]
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
        topic = OwnTopic(
            self.index,
            own,
            lambda feature: self._within[feature][own],
            self._sums[own],
            self._lengths[own],
        )
        return topic.left_out(words)
