"""Knows words: those of the phrases, those of the archive, and those that are simply real."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from math import log
from typing import Any, TypeVar

from bot.pace import breathing
from bot.reading.lexicon import COMMON, common_neighbours, frequency, is_form, once, real_words
from bot.reading.neighbours import ByStart, Neighbours
from bot.reading.normalise import is_cyrillic, language_of, stem, words
from bot.reading.offers import (
    Offer,
    Repair,
    far_words,
    farther_real_offers,
    likeliest,
    real_offers,
)
from bot.reading.scripts import cyrillic_key, latin_key
from bot.reading.slips import is_easy, starts_of

MOST_OF_ARCHIVE = 20_000
"""Words taken from the archive, the most used first."""
_FREQUENT = 3.0
_LEAST_FAR = 3
_LEAST_STEM = 3
"""Letters of a stem by which another form of a word is known: `нуы` is no form of `ну`."""
_KNOWN, _COUNT = 0.35, 0.08
"""What speaks for a word of the phrases, and for each time it is used."""
_DOUBTED, _FAR_RARER = 4.5, 2.5
"""A real word this rare may be a slip from a common word that is so much more frequent."""
_OTHER = 0.9
"""What speaks against a word in the letters that the text is not written in."""
_BY_STEM, _ONLY_REAL = 0.95, 0.6
_MOST_KEPT, _LONGEST_KEPT = 20_000, 40
_HELD = re.compile(r"(.)\1{2,}")

Made = TypeVar("Made")


class Vocabulary:
    """The words that a desk knows. It never changes; `with_archive` gives a larger one."""

    def __init__(self, phrases: Iterable[str], archive: Mapping[str, int] | None = None) -> None:
        self.counts = Counter(phrases)
        self.archive = dict(Counter(archive or {}).most_common(MOST_OF_ARCHIVE))
        self.stems = frozenset(map(stem, self.counts))
        self.archive_stems = frozenset(map(stem, self.archive))
        self.repaired = lru_cache(maxsize=20_000)(self._repaired)
        self._near_offers = lru_cache(maxsize=4_000)(self._offers)
        self.slipped = lru_cache(maxsize=20_000)(self._slipped)
        self._kept: dict[tuple[str, str], Any] = {}

    @classmethod
    def of_phrases(cls, texts: Iterable[str]) -> Vocabulary:
        """The words of staff's phrases."""
        return cls(word for text in breathing(texts) for word in words(text))

    def with_archive(self, words: Mapping[str, int]) -> Vocabulary:
        """The same vocabulary that also knows an archive's words and their counts."""
        return Vocabulary(self.counts.elements(), words)

    def kept(self, key: tuple[str, str], make: Callable[[], Made]) -> Made:
        """What was made of a piece of a text; of the pieces met last it is not made again.

        The key says what for, and which piece.
        """
        found: Made | None = self._kept.get(key)
        if found is None:
            found = make()
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            if len(key[1]) <= _LONGEST_KEPT:
                self._kept[key] = found
        return found

    def standing(self, word: str) -> float:
        """How well a word is known as written: to phrases 1, the archive .8, the language .6."""
        if word in self.counts:
            return 1.0
        if len(stem(word)) >= _LEAST_STEM and stem(word) in self.stems:
            return 0.95
        if word in self.archive or stem(word) in self.archive_stems:
            return 0.8
        return 0.6 if frequency(word) or word.isdecimal() else 0.0

    def from_latin(self, word: str) -> str | None:
        """The Cyrillic word that was meant by one in Latin letters, if there is any."""
        key = latin_key(word)
        return self._keys.get(key) or _real_keys("ru").get(key)

    def _repaired(self, word: str, in_latin: bool = False, far: bool = True) -> Repair | None:
        """The best word for an unknown one, or None. Cached: `repaired`.

        `in_latin`: the text is Russian in Latin letters, so its words are sought there first.
        `far`: where no word is near, words through more slips are looked through, which takes
        some tenths of a millisecond.
        """
        for calm in _calm(word):
            if self.standing(calm):
                return Repair(calm, 0.9, "spelling")
            word = calm
        offers = self._near_offers(word, in_latin)
        if is_form(word):
            offers = tuple(each for each in offers if not each.real and each.edits <= 1)
        elif far and not any(offer.edits <= 1 for offer in offers):
            offers = (*offers, *self._far_offers(word), *farther_real_offers(word))
        meant = likeliest(offers)
        if meant is None:
            return None if is_form(word) else self._split(word)
        trusted = not meant.real or self.standing(meant.word) >= _BY_STEM
        return meant.repair() if trusted else replace(meant.repair(), trust=0.0)

    def _slipped(self, word: str) -> str | None:
        """The common word that a rarer one is a slip from: `teh`, `fro`, `ot`. Cached: `slipped`.

        A common word says nothing of a matter, so this never leads a question to a topic.
        """
        value = frequency(word)
        if self.standing(word) > _ONLY_REAL or value >= _DOUBTED:
            return None
        if len(word) == 2:
            near = [word[::-1]]
        else:
            common = common_neighbours(language_of(word)).near(word)
            near = [other for other, _ in common if is_easy(word, other)]
        least = max(COMMON, value + _FAR_RARER)
        meant = [(-frequency(other), other) for other in near if frequency(other) >= least]
        return min(meant)[1] if meant else None

    def _offers(self, word: str, in_latin: bool) -> tuple[Offer, ...]:
        """Words within the edits allowed. Cached: `_near_offers`."""
        return (*self._known_offers(word, in_latin), *real_offers(word))

    def _known_offers(self, word: str, in_latin: bool) -> Iterator[Offer]:
        for other, edits in self._near.near(word):
            against = _OTHER * in_latin - self._prior(other)
            yield Offer(other, edits, against, word, other)
        if is_cyrillic(word):
            return
        key = latin_key(word)
        for other, edits in self._near_keys.near(key):
            meant = self._keys[other]
            against = _OTHER * (not in_latin) - self._prior(meant)
            yield Offer(meant, edits, against, key, other, "letters")

    def _far_offers(self, word: str) -> Iterator[Offer]:
        """Words of the phrases, through more slips than are allowed else: `xcrad` is `card`."""
        if len(word) >= _LEAST_FAR:
            for other, edits in far_words(word, self._by_start, starts_of(word)):
                yield Offer(other, edits, -self._prior(other), word, other, farther=0.0)

    def _prior(self, word: str) -> float:
        """What speaks for a word."""
        return _KNOWN + _COUNT * log(1 + self.counts.get(word, 0))

    def _split(self, word: str) -> Repair | None:
        """Two known words that were typed as one."""
        for at in range(3, len(word) - 2):
            left, right = word[:at], word[at:]
            if self.standing(left) >= _BY_STEM and self.standing(right) >= _BY_STEM:
                return Repair(f"{left} {right}", 0.8, "spelling")
        return None

    @cached_property
    def _keys(self) -> dict[str, str]:
        ordered = sorted(self.counts, key=self.counts.__getitem__)
        return {cyrillic_key(word): word for word in ordered if is_cyrillic(word)}

    @cached_property
    def _by_start(self) -> ByStart:
        return ByStart(word for word in self.counts if len(word) >= _LEAST_FAR)

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


@once
def _real_keys(language: str) -> dict[str, str]:
    """Keys of a language's frequent words, the more frequent word winning."""
    known = real_words(language)
    return {cyrillic_key(word): word for word in reversed(known) if known[word] >= _FREQUENT}
