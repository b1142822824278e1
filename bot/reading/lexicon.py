"""The shipped lists of real words: which words a language has, and how frequent they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from threading import RLock
from typing import TypeVar

from bot.reading.neighbours import ByStart, Neighbours
from bot.reading.normalise import language_of, stem

LISTS = Path(__file__).parent / "lists"
FREQUENT = 3.8
"""Zipf value of words that a slip is taken back to; some ten thousand in a language."""
RARE = 3.0
"""Zipf value down to which rarer words are looked through when no frequent one is near."""
COMMON = 5.9
"""Zipf value from which a word says little about the matter: the, how, что, как."""
_LEAST_STEM = 4
"""Letters of a stem by which forms of a word are known; shorter ones are met by chance."""

Made = TypeVar("Made")


def once(make: Callable[[str], Made]) -> Callable[[str], Made]:
    """What is made of a language, made once: whoever asks meanwhile waits and makes no other."""
    made: dict[str, Made] = {}
    lock = RLock()

    @wraps(make)
    def get(language: str) -> Made:
        if language not in made:
            with lock:
                if language not in made:
                    made[language] = make(language)
        return made[language]

    return get


@once
def real_words(language: str) -> dict[str, float]:
    """The most frequent words of `en` (48,000) or `ru` (98,000), with their Zipf values."""
    known: dict[str, float] = {}
    with (LISTS / f"{language}.txt").open(encoding="utf-8") as lines:
        for line in lines:
            value, *words = line.split()
            known.update(dict.fromkeys(words, float(value)))
    return known


def telling_words() -> frozenset[str]:
    """Frequent words of other languages that neither English nor Russian uses much."""
    return _words_of("other")


@once
def _words_of(name: str) -> frozenset[str]:
    return frozenset((LISTS / f"{name}.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=20_000)
def frequency(word: str) -> float:
    """Zipf value of a compared form in the language of its script; 0 when it is no real word."""
    return real_words(language_of(word)).get(word, 0.0)


@lru_cache(maxsize=20_000)
def is_form(word: str) -> bool:
    """Whether a word that the lists lack is another form of one that they have: `хосписе`.

    A Russian noun has some ten forms, and no list has them all.
    """
    root = stem(word)
    if len(root) < _LEAST_STEM:
        return False
    known = _in_order(language_of(word))
    for at in range(bisect_left(known, root), len(known)):
        if not known[at].startswith(root):
            return False
        if stem(known[at]) == root:
            return True
    return False


@once
def _in_order(language: str) -> list[str]:
    return sorted(real_words(language))


@once
def frequent_neighbours(language: str) -> Neighbours:
    """The frequent words of a language, to be found by a mistyped one; a few tenths of a second."""
    known = real_words(language)
    return Neighbours(word for word, value in known.items() if value >= FREQUENT)


@once
def common_neighbours(language: str) -> Neighbours:
    """The commonest words of a language: some hundred that say little about any matter."""
    return Neighbours(word for word, value in real_words(language).items() if value >= COMMON)


@once
def rarer_words(language: str) -> ByStart:
    """Real words of a language, frequent ones and the rarest left out."""
    known = real_words(language)
    return ByStart(word for word, value in known.items() if RARE <= value < FREQUENT)


@once
def frequent_words(language: str) -> ByStart:
    """The frequent words of a language, to be compared one by one with what lies farther."""
    known = real_words(language)
    return ByStart(word for word, value in known.items() if value >= FREQUENT)
