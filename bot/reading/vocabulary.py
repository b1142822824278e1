"""Knows words: those of the phrases, those of the archive, and those that are simply real."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from bot.reading.lexicon import frequency, real_words
from bot.reading.neighbours import Neighbours
from bot.reading.normalise import is_cyrillic, stem, words
from bot.reading.scripts import cyrillic_key, latin_key

MOST_OF_ARCHIVE = 20_000
"""Words taken from the archive, the most used first."""
_FREQUENT = 3.0


@dataclass(frozen=True)
class Repair:
    """What a word was taken for, and how far that can be trusted: 1 is as good as typed."""

    text: str
    trust: float
    how: str


class Vocabulary:
    """The words that a desk knows. It never changes; `with_archive` gives a larger one."""

    def __init__(self, phrases: Iterable[str], archive: Mapping[str, int] | None = None) -> None:
        self.counts = Counter(phrases)
        self.archive = dict(Counter(archive or {}).most_common(MOST_OF_ARCHIVE))
        self.stems = frozenset(map(stem, self.counts))
        self.archive_stems = frozenset(map(stem, self.archive))
        self.repaired = lru_cache(maxsize=20_000)(self._repaired)

    @classmethod
    def of_phrases(cls, texts: Iterable[str]) -> Vocabulary:
        """The words of staff's phrases."""
        return cls(word for text in texts for word in words(text))

    def with_archive(self, words: Mapping[str, int]) -> Vocabulary:
        """The same vocabulary that also knows an archive's words and their counts."""
        return Vocabulary(self.counts.elements(), words)

    def standing(self, word: str) -> float:
        """How well a word is known as written: to phrases 1, the archive .8, the language .6."""
        if word in self.counts:
            return 1.0
        if stem(word) in self.stems:
            return 0.95
        if word in self.archive or stem(word) in self.archive_stems:
            return 0.8
        return 0.6 if frequency(word) or word.isdecimal() else 0.0

    def from_latin(self, word: str) -> str | None:
        """The Cyrillic word that was meant by one in Latin letters, if there is any."""
        key = latin_key(word)
        return self._keys.get(key) or _real_keys().get(key)

    def _repaired(self, word: str) -> Repair | None:
        """The best word for an unknown one, or None. Cached: `repaired`."""
        near = [(self._cost(word, other, edits), other) for other, edits in self._near.near(word)]
        if not is_cyrillic(word):
            near += [
                (self._cost(latin_key(word), key, edits), self._keys[key])
                for key, edits in self._near_keys.near(latin_key(word))
            ]
        if not near:
            return None
        cost, best = min(near)
        return Repair(best, max(0.1, 1 - cost / max(len(word), len(best))), "spelling")

    def _cost(self, word: str, other: str, edits: int) -> float:
        first = 0.3 if word[:1] == other[:1] else 0.0
        count = self.counts.get(other, 0)
        return max(0.0, edits - first - 0.1 * log(1 + count) + 0.3)

    @cached_property
    def _keys(self) -> dict[str, str]:
        ordered = sorted(self.counts, key=self.counts.__getitem__)
        return {cyrillic_key(word): word for word in ordered if is_cyrillic(word)}

    @cached_property
    def _near(self) -> Neighbours:
        return Neighbours((*self.counts, *self.archive))

    @cached_property
    def _near_keys(self) -> Neighbours:
        return Neighbours(self._keys)


@lru_cache(maxsize=1)
def _real_keys() -> dict[str, str]:
    """Keys of the frequent Russian words, the more frequent word winning."""
    known = real_words("ru")
    return {cyrillic_key(word): word for word in reversed(known) if known[word] >= _FREQUENT}
