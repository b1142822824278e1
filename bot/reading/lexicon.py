"""The shipped lists of real words: which words a language has, and how frequent they are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.reading.normalise import is_cyrillic

LISTS = Path(__file__).parent / "lists"


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
