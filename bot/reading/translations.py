"""Owns the shipped pairs of words: what a word of one of the two languages is in the other."""

from __future__ import annotations

from functools import cache

from bot.reading.lexicon import LISTS
from bot.reading.normalise import is_cyrillic


def translations(stem: str) -> list[str]:
    """The stems in the other language that a Russian or an English stem may stand for."""
    return (_english() if is_cyrillic(stem) else _russian()).get(stem, "").split()


@cache
def _english() -> dict[str, str]:
    """By Russian stem, English ones divided by spaces; .03 s."""
    with (LISTS / "pairs.txt").open(encoding="utf-8") as lines:
        return dict(line.rstrip("\n").split(" ", 1) for line in lines)


@cache
def _russian() -> dict[str, str]:
    russian: dict[str, str] = {}
    for stem, others in _english().items():
        for other in others.split():
            russian[other] = f"{russian[other]} {stem}" if other in russian else stem
    return russian
