"""The desk's own phrases, plurals and dates in each language, from `locales/`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax.ast import Message

_LOCALES = Path(__file__).parent / "locales"
_FALLBACK = "en"
_LONGEST_TOLD = 2_000
"""Letters of a name or text that is set in; Fluent takes 2,500."""

Told = str | int | float


@cache
def languages() -> tuple[str, ...]:
    """The languages that the desk has phrases in."""
    return tuple(sorted(path.stem for path in _LOCALES.glob("*.ftl")))


@cache
def bundle(language: str) -> FluentBundle:
    """The phrases of one language; those of English where it has none."""
    name = language if (_LOCALES / f"{language}.ftl").is_file() else _FALLBACK
    phrases = FluentBundle([name], use_isolating=False)
    phrases.add_resource(FluentResource((_LOCALES / f"{name}.ftl").read_text("utf-8")))
    return phrases


def say(language: str, phrase: str, **told: Told) -> str:
    """The phrase in that language with its numbers and names set in; raises KeyError if unknown."""
    return _said(language, phrase, tuple(told.items()))


@lru_cache(2000)
def _said(language: str, phrase: str, told: tuple[tuple[str, Told], ...]) -> str:
    phrases = bundle(language)
    if not phrases.has_message(phrase):
        raise KeyError(phrase)
    pattern = phrases.get_message(phrase).value
    if pattern is None:
        raise KeyError(phrase)
    values = {name: _fluent(value) for name, value in told}
    text, faults = phrases.format_pattern(pattern, values)
    if faults:
        raise ValueError(f"{language}: {phrase}: {faults[0]}")
    return str(text)


def _fluent(value: Told) -> object:
    """Numbers are said without separators: 2188, as on the page; texts as long as Fluent takes."""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST_TOLD else f"{value[:_LONGEST_TOLD]} …"
    return fluent_number(value, useGrouping=False)


def has_phrase(language: str, phrase: str) -> bool:
    """Whether the language has that phrase."""
    return bool(bundle(language).has_message(phrase))


def missing_phrases(language: str) -> list[str]:
    """The phrases of English that a language lacks; all of them when it has no file."""
    path = _LOCALES / f"{language}.ftl"
    own = _phrases_of(path) if path.is_file() else set()
    return sorted(_phrases_of(_LOCALES / f"{_FALLBACK}.ftl") - own)


def _phrases_of(path: Path) -> set[str]:
    body = FluentResource(path.read_text("utf-8")).body
    return {entry.id.name for entry in body if isinstance(entry, Message)}


def in_cyrillic(language: str) -> bool:
    """Whether a language is written in Cyrillic letters."""
    return language in _CYRILLIC


_CYRILLIC = frozenset(["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"])


def written(day: date) -> str:
    """A date as on the embassy's page, 16.01.2020, in every language."""
    return f"{day:%d.%m.}{day.year:04d}"


def clock_face(moment: datetime) -> str:
    """A time of day as HH:MM."""
    return f"{moment:%H:%M}"


def month_name(language: str, year: int, month: int) -> str:
    """A month and its year, as a heading: January 2020, Январь 2020."""
    return say(language, "month", number=month, year=str(year))


def hours_apart(language: str, apart: timedelta) -> str:
    """A difference of clocks, without sign: three hours, 5 hours 30 minutes."""
    minutes = abs(int(apart.total_seconds())) // 60
    return say(language, "hours-apart", hours=minutes // 60, minutes=minutes % 60)
