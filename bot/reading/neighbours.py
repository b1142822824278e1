"""Finds the words that a mistyped one is nearest to, by an index of words with letters left out."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.distance import OSA

_PREFIX = 7
"""Letters from the beginning that are indexed; what follows is compared afterwards."""
_BITS = 24
_MOST = 20


def allowed_edits(word: str) -> int:
    """How many slips a word may hold: none in two letters, one below six, else two."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


class ByStart:
    """Words by first letter and length, to be compared one by one: slower, without an index."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(words, key=len):
            self._words[word[:1]].append(word)
        self._between = lru_cache(maxsize=None)(self._of_length)

    def near(self, word: str, edits: int, starts: Iterable[str]) -> list[tuple[str, int]]:
        """The nearest words with one of these first letters within so many edits, and how far."""
        found = [
            (int(distance), other)
            for start in starts
            for other, distance, _ in process.extract(
                word,
                self._between(start, max(len(word) - edits, 0), len(word) + edits),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=_MOST,
            )
        ]
        return [(other, distance) for distance, other in sorted(found)[:_MOST]]

    def _of_length(self, start: str, least: int, most: int) -> list[str]:
        held = self._words.get(start, [])
        return held[bisect_left(held, least, key=len) : bisect_left(held, most + 1, key=len)]


class Neighbours:
    """Words by their spelling with up to two letters left out, as SymSpell does, in flat arrays."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)[: 1 << _BITS]
        entries = [
            crc32(left.encode()) << _BITS | place
            for place, word in enumerate(self._words)
            for left in _left_out(word, 2 if len(word) > 4 else 1)
        ]
        entries.sort()
        self._entries = array("Q", entries)

    def near(self, word: str) -> list[tuple[str, int]]:
        """Every word within the allowed edits, with its optimal string alignment distance."""
        edits = allowed_edits(word)
        found = []
        for place in self._candidates(word, edits):
            other = self._words[place]
            distance = OSA.distance(word, other, score_cutoff=edits)
            if distance <= edits and 2 * distance < max(len(word), len(other)):
                found.append((other, distance))
        return found

    def _candidates(self, word: str, edits: int) -> set[int]:
        entries, found = self._entries, set()
        mask = (1 << _BITS) - 1
        for left in _left_out(word, edits):
            low = crc32(left.encode()) << _BITS
            at = bisect_left(entries, low)
            while at < len(entries) and entries[at] <= low | mask:
                found.add(entries[at] & mask)
                at += 1
        return found


def _left_out(word: str, edits: int) -> Iterator[str]:
    """The word's beginning with nothing, one letter, and so on up to `edits` letters left out."""
    start = word[:_PREFIX]
    seen = {start}
    for count in range(1, edits + 1):
        for kept in combinations(start, max(len(start) - count, 0)):
            seen.add("".join(kept))
    return iter(seen)
