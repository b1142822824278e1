"""The shipped lists of real words: which words a language has, and how frequent they are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.reading.neighbours import Neighbours
from bot.reading.normalise import is_cyrillic

LISTS = Path(__file__).parent / "lists"
FREQUENT = 3.8
"""Zipf value of words that a slip is taken back to; some ten thousand in a language."""


@cache
def real_words(language: str) -> dict[str, float]:
    """The 50,000 most frequent words of `en` or `ru`, with their frequency on the Zipf scale."""
    known: dict[str, float] = {}
    with (LISTS / f"{language}.txt").open(encoding="utf-8") as lines:
        for line in lines:
            value, *words = line.split()
            known.update(dict.fromkeys(words, float(value)))
    return known


@cache
def telling_words() -> frozenset[str]:
    """Frequent words of other languages that neither English nor Russian uses much."""
    return frozenset((LISTS / "other.txt").read_text(encoding="utf-8").split())


def frequency(word: str) -> float:
    """Zipf value of a compared form in the language of its script; 0 when it is no real word."""
    return real_words("ru" if is_cyrillic(word) else "en").get(word, 0.0)


@cache
def frequent_neighbours(language: str) -> Neighbours:
    """The frequent words of a language, to be found by a mistyped one; a few tenths of a second."""
    known = real_words(language)
    return Neighbours(word for word, value in known.items() if value >= FREQUENT)
