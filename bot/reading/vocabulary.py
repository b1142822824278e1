"""Knows words: those of the phrases, those of the archive, and those that are simply real."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple

from bot.reading.lexicon import (
    common_neighbours,
    frequency,
    frequent_neighbours,
    once,
    rarer_words,
    real_words,
)
from bot.reading.neighbours import Neighbours, SameStart, allowed_edits
from bot.reading.normalise import is_cyrillic, stem, words
from bot.reading.scripts import cyrillic_key, latin_key
from bot.reading.slips import is_natural, slip_cost

MOST_OF_ARCHIVE = 20_000
"""Words taken from the archive, the most used first."""
_FREQUENT = 3.0
_LEAST_REAL = 3
_LEAST_RARER, _LEAST_FARTHER, _LEAST_FARTHEST = 5, 4, 10
_KNOWN, _COUNT, _ZIPF = 0.35, 0.08, 0.05
"""What speaks for a word of the phrases, for each time it is used, for a real word's frequency."""
_USUAL = 3.5
_DOUBTED, _FAR_RARER = 4.5, 2.5
"""A real word this rare may be a slip from a common word that is so much more frequent."""
_OTHER = 0.9
"""What speaks against a word in the letters that the text is not written in."""
_BY_STEM, _ONLY_REAL = 0.95, 0.6
_HELD = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class Repair:
    """What a word was taken for, and how far that can be trusted: 1 is as good as typed."""

    text: str
    trust: float
    how: str


class Offer(NamedTuple):
    """A word that may have been meant; the least cost wins, of equals the first by alphabet."""

    cost: float
    word: str
    repair: Repair
    edits: int


class Vocabulary:
    """The words that a desk knows. It never changes; `with_archive` gives a larger one."""

    def __init__(self, phrases: Iterable[str], archive: Mapping[str, int] | None = None) -> None:
        self.counts = Counter(phrases)
        self.archive = dict(Counter(archive or {}).most_common(MOST_OF_ARCHIVE))
        self.stems = frozenset(map(stem, self.counts))
        self.archive_stems = frozenset(map(stem, self.archive))
        self.repaired = lru_cache(maxsize=20_000)(self._repaired)
        self.slipped = lru_cache(maxsize=20_000)(self._slipped)
        self.offers: dict[str, dict[str, float]] = {}
        """How pieces met before read in each way, kept by whoever chooses the ways."""

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
        return self._keys.get(key) or _real_keys("ru").get(key)

    def _repaired(self, word: str, in_latin: bool = False) -> Repair | None:
        """The best word for an unknown one, or None. Cached: `repaired`.

        `in_latin`: the text is Russian in Latin letters, so its words are sought there first.
        """
        for calm in _calm(word):
            if self.standing(calm):
                return Repair(calm, 0.9, "spelling")
            word = calm
        offers = [*self._known_offers(word, in_latin), *self._real_offers(word)]
        if not any(offer.edits <= 1 for offer in offers):
            offers += [*self._farther_offers(word), *self._rarer_offers(word)]
        return min(offers, key=lambda offer: offer[:2]).repair if offers else self._split(word)

    def _slipped(self, word: str) -> str | None:
        """The common word that a rare real one is a slip from: `teh`, `fro`. Cached: `slipped`.

        A common word says nothing of a matter, so this never leads a question to a topic.
        """
        value = frequency(word)
        if self.standing(word) > _ONLY_REAL or value >= _DOUBTED:
            return None
        common = common_neighbours("ru" if is_cyrillic(word) else "en").near(word)
        near = [
            (-frequency(other), other)
            for other, edits in common
            if edits == 1 and is_natural(word, other) and frequency(other) - value >= _FAR_RARER
        ]
        return min(near)[1] if near else None

    def _known_offers(self, word: str, in_latin: bool) -> Iterator[Offer]:
        for other, edits in self._near.near(word):
            cost = slip_cost(word, other, edits) - self._prior(other)
            repair = _repair(word, other, edits, "spelling")
            yield Offer(cost + _OTHER * in_latin, other, repair, edits)
        if is_cyrillic(word):
            return
        key = latin_key(word)
        for other, edits in self._near_keys.near(key):
            meant = self._keys[other]
            cost = slip_cost(key, other, edits) - self._prior(meant)
            repair = _repair(key, meant, edits, "letters")
            yield Offer(cost + _OTHER * (not in_latin), meant, repair, edits)

    def _farther_offers(self, word: str) -> Iterator[Offer]:
        """Words of the phrases that begin alike, with one more slip than is allowed else.

        Three slips only in a long word: `талончик` is no `телефончик`.
        """
        edits = allowed_edits(word) + 1
        if len(word) < (_LEAST_FARTHEST if edits > 2 else _LEAST_FARTHER):
            return
        for other, distance in self._far.near(word, edits):
            cost = slip_cost(word, other, distance) - self._prior(other)
            yield Offer(cost, other, _repair(word, other, distance, "spelling"), distance)

    def _real_offers(self, word: str) -> Iterator[Offer]:
        """Real words are offered beside: they serve meaning, and keep a slip from a topic."""
        language = "ru" if is_cyrillic(word) else "en"
        if len(word) >= _LEAST_REAL and self._plausible(word, language):
            offered = frequent_neighbours if len(word) > _LEAST_REAL else common_neighbours
            for other, edits in offered(language).near(word):
                yield self._real_offer(word, other, edits)

    def _rarer_offers(self, word: str) -> Iterator[Offer]:
        language = "ru" if is_cyrillic(word) else "en"
        if len(word) >= _LEAST_RARER and self._plausible(word, language):
            for other, edits in rarer_words(language).near(word, allowed_edits(word)):
                yield self._real_offer(word, other, edits)

    def _real_offer(self, word: str, other: str, edits: int) -> Offer:
        cost = slip_cost(word, other, edits) - _ZIPF * (frequency(other) - _USUAL)
        repair = _repair(word, other, edits, "spelling")
        known = self.standing(other) >= _BY_STEM
        return Offer(cost, other, repair if known else replace(repair, trust=0.0), edits)

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
    def _far(self) -> SameStart:
        return SameStart(self.counts)

    @cached_property
    def _near(self) -> Neighbours:
        return Neighbours((*self.counts, *self.archive))

    @cached_property
    def _near_keys(self) -> Neighbours:
        return Neighbours(self._keys)


def _calm(word: str) -> list[str]:
    """The word without letters held down: `neeed` is `need` and `heeelp` is `help`."""
    calm = (_HELD.sub(r"\1\1", word), _HELD.sub(r"\1", word))
    return [each for each in calm if each != word]


def _repair(word: str, other: str, edits: int, how: str) -> Repair:
    return Repair(other, 1 - edits / max(len(word), len(other)), how)


@once
def _real_keys(language: str) -> dict[str, str]:
    """Keys of a language's frequent words, the more frequent word winning."""
    known = real_words(language)
    return {cyrillic_key(word): word for word in reversed(known) if known[word] >= _FREQUENT}
