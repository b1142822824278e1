"""Spelling: the words nearest to one that nobody knows, the archive's own and a language's."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.reading.lexicon import once, real_words
from bot.reading.normalise import language_of, stem
from bot.reading.translations import translations
from bot.sqlite import Connection

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

ALTERNATIVES = 6
AT_ONCE = 10_000
"""Words that are read in one piece."""
REAL = 3.0
"""Zipf value from which on a word that the archive lacks is meant as it stands: 1 in a million."""
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_BESIDE = {frozenset(pair) for row in _KEYS for pair in pairwise(row)}


@dataclass(frozen=True)
class Near:
    """A word that may have been meant, and the logarithm of how likely it is."""

    word: str
    weight: float
    slips: int
    """How many letters differ."""
    own: bool = False
    """It is the archive's."""


class Spelling:
    """Many words with the letters that each has, as bits.

    A slip changes at most two letters of a word's set, so that one pass over an array leaves
    some hundred of 200,000 words to be compared letter by letter, wherever the slip is.
    """

    def __init__(self, words: list[str], counts: list[int]) -> None:
        import numpy as np

        self._letters = "".join(words)
        self._ends = np.cumsum([len(word) for word in words], dtype=np.int32)
        self._sizes = np.diff(self._ends, prepend=0).astype(np.int16)
        self._counts = np.array(counts, dtype=np.int32)
        self._bits = _bits_of(self._letters, self._ends - self._sizes)

    def near(self, word: str) -> list[Near]:
        """The likeliest words that may have been meant, best first: those with the fewest slips."""
        import numpy as np

        furthest = 1 if len(word) <= 4 else 2 if len(word) <= 10 else 3
        bits = _bits_of(word, np.zeros(1, np.int64))[0]
        for slips in range(1, furthest + 1):
            if near := self._within(word, bits, slips):
                break
        return sorted(near, key=lambda each: -each.weight)[:ALTERNATIVES]

    def _within(self, word: str, bits: Any, slips: int) -> list[Near]:
        """The words with at most so many slips."""
        import numpy as np

        rows = np.flatnonzero(np.abs(self._sizes - len(word)) <= slips)
        rows = rows[np.bitwise_count(self._bits[rows] ^ bits) <= 2 * slips]
        words = [self._word(row) for row in rows.tolist()]
        found = process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return [
            Near(other, _weight(word, other, distance, int(self._counts[rows[at]])), int(distance))
            for other, distance, at in found
        ]

    def _word(self, row: int) -> str:
        return self._letters[self._ends[row] - self._sizes[row] : self._ends[row]]


async def spelling_of(db: Connection) -> Spelling:
    """The archive's words as they are now: 0.1 s at 200,000 words."""
    query = f"select word, passages from word where word > ? order by word limit {AT_ONCE}"
    pieces = (
        f"select group_concat(word, ' '), group_concat(passages, ' '), max(word) from ({query})"
    )
    words: list[str] = []
    counts: list[int] = []
    last: str | None = ""
    while last is not None:
        found = list(await db.execute_fetchall(pieces, (last,)))
        some, theirs, last = found[0]
        words += (some or "").split()
        counts += map(int, (theirs or "").split())
    return await asyncio.to_thread(Spelling, words, counts)


def is_real(word: str) -> bool:
    """Whether a word is one of its language, in some form: then it is meant as it stands."""
    language = language_of(word)
    return word in real_words(language) or stem(word) in _real_stems(language)


def prepare() -> None:
    """Read the lists that any question may need, .2 s once; to be called in a thread."""
    for word in ("word", "слово"):
        _real_stems(language_of(word))
        translations(stem(word))


@once
def _real_stems(language: str) -> frozenset[str]:
    return frozenset(map(stem, real_words(language)))


@once
def real_spelling(language: str) -> Spelling:
    """The usual words of `en` or `ru`, counted as in some thousand passages."""
    usual = {word: zipf for word, zipf in real_words(language).items() if zipf >= REAL}
    return Spelling(list(usual), [round(10 ** (zipf - REAL)) for zipf in usual.values()])


def _bits_of(letters: str, starts: Numbers) -> Numbers:
    """A bit for each letter that a word has; letters beyond the two alphabets share bits."""
    import numpy as np

    if not len(starts):
        return np.zeros(0, np.uint64)
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype=np.uint32)
    place = np.where(codes < 128, codes - 97, codes - 0x430 + 26).astype(np.uint32) % 63
    return np.bitwise_or.reduceat(np.uint64(1) << place.astype(np.uint64), starts)


def _weight(word: str, other: str, distance: float, passages: int) -> float:
    cost = distance + (0.4 if word[0] != other[0] else 0.0)
    if len(word) == len(other) and distance == 1:
        slips = [frozenset(pair) for pair in zip(word, other, strict=True) if pair[0] != pair[1]]
        cost -= 0.3 if len(slips) == 1 and slips[0] in _BESIDE else 0.0
    return 0.25 * log(1 + passages) - 2.2 * cost
