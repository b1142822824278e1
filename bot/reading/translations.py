"""Owns the shipped pairs of words: what a word of one of the two languages is in the other."""

from __future__ import annotations

from bot.reading.lexicon import LISTS, once
from bot.reading.normalise import language_of


def translations(stem: str) -> list[str]:
    """The stems in the other language that a Russian or an English stem may stand for."""
    return _others(language_of(stem)).get(stem, "").split()


@once
def _others(language: str) -> dict[str, str]:
    """By stem of a language those of the other one, divided by spaces; .03 s."""
    if language == "ru":
        with (LISTS / "pairs.txt").open(encoding="utf-8") as lines:
            return dict(line.rstrip("\n").split(" ", 1) for line in lines)
    english: dict[str, str] = {}
    for stem, others in _others("ru").items():
        for other in others.split():
            english[other] = f"{english[other]} {stem}" if other in english else stem
    return english
