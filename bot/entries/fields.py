"""A field's value: text by language, phrases, days, zones; a wrong one is a complaint."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.entries.nodes import Mapping, Node, Page, Scalar, Sequence, nothing

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
"""Python takes week dates too; staff never mean them."""
_SHAPELESS = (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)
_COPIED: dict[int, str] = dict.fromkeys(map(ord, "\xa0\u2007\u202f"), " ")
_COPIED |= dict.fromkeys(_SHAPELESS, "")
"""Fixed spaces, which break copying, and signs without a shape that pages bring along."""


@dataclass(frozen=True)
class Text:
    """The same text in several languages, each with the line where it stands."""

    by_language: MappingOf[str, str] = field(default_factory=dict)
    lines: MappingOf[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def said(self, language: str) -> str:
        """The text in that language, else in the first that there is, else nothing."""
        if language in self.by_language:
            return self.by_language[language]
        return next(iter(self.by_language.values()), "")

    def line(self, language: str) -> int | None:
        """The line on which `said(language)` stands."""
        if language in self.lines:
            return self.lines[language]
        return next(iter(self.lines.values()), None)


@dataclass(frozen=True)
class Sample:
    """One sample phrase and where it stands."""

    language: str
    text: str
    line: int


def read_scalar(node: Node, page: Page, name: str) -> str | None:
    """A single value, without spaces at its ends and without what copying left unseen in it."""
    if not isinstance(node, Scalar):
        page.complain(node, f"{name}: one value was expected here, not a list or a mapping")
        return None
    return node.value.translate(_COPIED).strip()


def read_text(node: Node, page: Page, name: str) -> Text:
    """A text by language: `{en: .., ru: ..}`."""
    said: dict[str, str] = {}
    lines: dict[str, int] = {}
    if not isinstance(node, Mapping):
        page.complain(node, f"{name}: write the text by language, as {{en: .., ru: ..}}")
        return Text()
    for language, value in node.items.items():
        text = read_scalar(value, page, f"{name}: {language}")
        if text is not None and is_language(language, node, page, name):
            if not text:
                page.complain(
                    value, f"{name}: {language}: the text is empty; write it or remove it"
                )
            said[language], lines[language] = text, value.line
    return Text(said, lines)


def is_language(language: str, node: Mapping, page: Page, name: str) -> bool:
    """Whether a name is a language code; complains otherwise."""
    if not (
        2 <= len(language) <= 3 and language.isascii() and language.islower() and language.isalpha()
    ):
        page.complain(node.lines[language], f"{name}: {language!r} is not a language like en or ru")
        return False
    return True


def read_samples(node: Node, page: Page, name: str) -> tuple[Sample, ...]:
    """Phrases by language: `{en: [..], ru: [..]}`."""
    if not isinstance(node, Mapping):
        page.complain(node, f"{name}: write the phrases by language, as {{en: [..], ru: [..]}}")
        return ()
    found: list[Sample] = []
    for language, values in node.items.items():
        if is_language(language, node, page, name) and not nothing(values):
            found += _samples_of(values, language, page, name)
    return tuple(found)


def _samples_of(values: Node, language: str, page: Page, name: str) -> list[Sample]:
    if not isinstance(values, Sequence):
        page.complain(values, f"{name}: {language}: write a list of phrases, each after a dash")
        return []
    found = []
    for value in values.items:
        text = read_scalar(value, page, f"{name}: {language}")
        if text:
            found.append(Sample(language, text, value.line))
        elif text == "":
            page.complain(
                value, f"{name}: {language}: a phrase is empty; write it or remove the dash"
            )
    return found


def read_day(node: Node, page: Page, name: str) -> date | None:
    """A day like 2024-05-01."""
    text = read_scalar(node, page, name)
    if text is None:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        page.complain(node, f"{name}: {text!r} is not a date like 2024-05-01")
        return None


def read_moment(node: Node, page: Page, name: str) -> datetime | date | None:
    """A day, or a moment like 2024-05-01T09:00, as written; the zone is the embassy's to add."""
    text = read_scalar(node, page, name)
    if text is None:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if not _DAY.match(text):
            raise ValueError
        return datetime.fromisoformat(text)
    except ValueError:
        example = "2024-05-01 or 2024-05-01T09:00"
        page.complain(node, f"{name}: {text!r} is not a date or a moment like {example}")
        return None


def begins(when: datetime | date, zone: ZoneInfo) -> datetime:
    """The first moment of a day, or the moment itself, in the embassy's zone."""
    if isinstance(when, datetime):
        return when if when.tzinfo else when.replace(tzinfo=zone)
    return datetime.combine(when, time(), zone)


def ends(when: datetime | date, zone: ZoneInfo) -> datetime:
    """The first moment after: a day is included whole."""
    if isinstance(when, datetime):
        return begins(when, zone)
    if when >= date.max:
        return datetime.max.replace(tzinfo=zone)
    return datetime.combine(when + timedelta(days=1), time(), zone)


def read_zone(node: Node, page: Page, name: str) -> ZoneInfo | None:
    """A time zone like Europe/London, from the tzdata package."""
    text = read_scalar(node, page, name)
    if text is None:
        return None
    try:
        return ZoneInfo(text)
    # A name that is a folder of the database raises IsADirectoryError, an odd one ValueError.
    except (KeyError, ValueError, OSError):
        page.complain(node, f"{name}: there is no time zone {text!r}; write one like Europe/London")
        return None


def read_number(node: Node, page: Page, name: str) -> int | None:
    """A whole number, not negative."""
    text = read_scalar(node, page, name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        page.complain(node, f"{name}: {text!r} is not a whole number")
        return None
    return int(text)


def read_flag(node: Node, page: Page, name: str) -> bool:
    """`true` or `false`."""
    text = read_scalar(node, page, name)
    if text not in ("true", "false", None):
        page.complain(node, f"{name}: write true or false, not {text!r}")
    return text == "true"


def read_words(node: Node, page: Page, name: str) -> tuple[tuple[str, int], ...]:
    """A list of names, each with its line."""
    if not isinstance(node, Sequence):
        page.complain(node, f"{name}: write a list, as [one, two]")
        return ()
    found = []
    for item in node.items:
        word = read_scalar(item, page, name)
        if word:
            found.append((word, item.line))
        elif word == "":
            page.complain(item, f"{name}: an item is empty; write it or remove it")
    return tuple(found)
