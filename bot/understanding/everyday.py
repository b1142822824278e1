"""Questions that hardly any desk answers: what a folder with few refused samples is told of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from bot.understanding.phrases import Phrase, Samples

ENOUGH = 40
"""Refused samples of a folder's own from which it needs no others."""
_LISTS = Path(__file__).parent / "everyday"


@cache
def _questions(language: str) -> tuple[Phrase, ...]:
    file = _LISTS / f"{language}.txt"
    if not file.exists():
        return ()
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(Phrase("", language, line, file.name, at) for at, line in enumerate(lines, 1))


def everyday(samples: Samples) -> tuple[Phrase, ...]:
    """Everyday questions in the languages of a folder whose own refused samples are few."""
    if len(samples.refused) >= ENOUGH:
        return ()
    return tuple(each for language in _languages(samples.phrases) for each in _questions(language))


def _languages(phrases: Iterable[Phrase]) -> list[str]:
    """The languages of the phrases; by their letters where nobody said."""
    return sorted({phrase.language or _by_letters(phrase.text) for phrase in phrases})


def _by_letters(text: str) -> str:
    return "ru" if any("а" <= each <= "я" for each in text.lower()) else "en"
