"""Knows words: those of the phrases, those of the archive, and those that are simply real."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import log

from bot.reading.lexicon import frequency, frequent_neighbours, real_words
from bot.reading.neighbours import Neighbours
from bot.reading.normalise import is_cyrillic, stem, words
from bot.reading.scripts import cyrillic_key, latin_key
from bot.reading.slips import slip_cost

MOST_OF_ARCHIVE = 20_000
"""Words taken from the archive, the most used first."""
_FREQUENT = 3.0
_LEAST_REAL = 4
_KNOWN, _COUNT, _ZIPF = 0.35, 0.08, 0.1
"""What speaks for a word of the phrases, for each time it is used, for a real word's frequency."""
_OTHER = 0.9
"""What speaks against a word in the letters that the text is not written in."""
_BY_STEM = 0.95
_HELD = re.compile(r"(.)\1{2,}")


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

    def _repaired(self, word: str, in_latin: bool = False) -> Repair | None:
        """The best word for an unknown one, or None. Cached: `repaired`.

        `in_latin`: the text is Russian in Latin letters, so its words are sought there first.
        """
        calm = _calm(word)
        if calm != word and self.standing(calm):
            return Repair(calm, 0.9, "spelling")
        offers = [*self._known_offers(calm, in_latin), *self._real_offers(calm)]
        if offers:
            _, _, repair = min(offers, key=lambda offer: (offer[0], offer[1]))
            return repair
        return self._split(calm)

    def _known_offers(self, word: str, in_latin: bool) -> Iterator[tuple[float, str, Repair]]:
        for other, edits in self._near.near(word):
            cost = slip_cost(word, other, edits) - self._prior(other)
            yield cost + _OTHER * in_latin, other, _repair(word, other, edits, "spelling")
        if is_cyrillic(word):
            return
        key = latin_key(word)
        for other, edits in self._near_keys.near(key):
            meant = self._keys[other]
            cost = slip_cost(key, other, edits) - self._prior(meant)
            yield cost + _OTHER * (not in_latin), meant, _repair(key, meant, edits, "letters")

    def _real_offers(self, word: str) -> Iterator[tuple[float, str, Repair]]:
        """Real words are offered beside: they serve meaning, and keep a slip from a topic."""
        language = "ru" if is_cyrillic(word) else "en"
        if len(word) < _LEAST_REAL or not self._plausible(word, language):
            return
        for other, edits in frequent_neighbours(language).near(word):
            cost = slip_cost(word, other, edits) - _ZIPF * (frequency(other) - _FREQUENT)
            known = self.standing(other) >= _BY_STEM
            repair = _repair(word, other, edits, "spelling")
            yield cost, other, repair if known else replace(repair, trust=0.0)

    def _prior(self, word: str) -> float:
        return _KNOWN + _COUNT * log(1 + self.counts.get(word, 0))

    def _split(self, word: str) -> Repair | None:
        """Two known words that were typed as one."""
        for at in range(3, len(word) - 2):
            left, right = word[:at], word[at:]
            if self.standing(left) >= _BY_STEM and self.standing(right) >= _BY_STEM:
                return Repair(f"{left} {right}", 0.8, "spelling")
        return None

    def _plausible(self, word: str, language: str) -> bool:
        return language == "ru" or word.isascii()

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


def _calm(word: str) -> str:
    """The word without letters held down: `heeelp` is `help`, `аллло` is `алло`."""
    return _HELD.sub(r"\1", word)


def _repair(word: str, other: str, edits: int, how: str) -> Repair:
    return Repair(other, 1 - edits / max(len(word), len(other)), how)


@lru_cache(maxsize=1)
def _real_keys() -> dict[str, str]:
    """Keys of the frequent Russian words, the more frequent word winning."""
    known = real_words("ru")
    return {cyrillic_key(word): word for word in reversed(known) if known[word] >= _FREQUENT}
