"""Import lines: a statement as a mapping, as JSONL and staff's YAML hold it, read and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.archive.statements import SHORT, Correction, Statement, tidy, tidy_line

FIELDS = frozenset(
    ["date", "title", "text", "language", "url", "section", "publisher", "id", "short", "source"]
).union(["translation_of", "corrections"])
"""The fields that a line may have; `date`, `title` and `text` it must have."""
LONGEST = {"title": 2_000, "text": 5_000_000, "url": 2_000}
"""Characters; other fields may have 500."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SHORT = re.compile(rf"[a-z0-9]{{{SHORT}}}")
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Malformed(Exception):
    """A line that is no statement; the sentence says which field is wrong and what it should be."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field


def statement_from(
    line: Mapping[str, Any], publisher: str = "", language: Callable[[str], str] | str = ""
) -> Statement:
    """The statement of an import line. Fields that it does not know are not looked at.

    `publisher` and `language` stand in where the line names none; `language` may also be a
    function of the text. Raises Malformed.
    """
    title, text = tidy_line(_text(line, "title")), tidy(_text(line, "text"))
    if not title and not text:
        raise Malformed("text", "a statement needs a title or a text")
    spoken = language if isinstance(language, str) else language(f"{title}\n{text}")
    short = _optional(line, "short")
    given = _optional(line, "id")
    return Statement(
        title=title,
        text=text,
        date=_day(line, "date"),
        language=_language(line, spoken),
        publisher=_optional(line, "publisher") or tidy_line(publisher),
        section=_optional(line, "section"),
        url=_matching(_URL, line, "url", "an address that begins with http:// or https://"),
        id=given if given != short else None,
        short=_matching(_SHORT, line, "short", "eight letters and digits") or "",
        source=_optional(line, "source"),
        translation_of=_optional(line, "translation_of"),
        corrections=_corrections(line),
    )


def line_from(statement: Statement) -> dict[str, object]:
    """The statement as an import line; fields without a value are left out."""
    corrections = [
        {"replaced_on": each.replaced_on.isoformat(), "title": each.title, "text": each.text}
        for each in statement.corrections
    ]
    line = {
        "date": statement.date.isoformat(),
        "title": statement.title,
        "text": statement.text,
        "language": statement.language,
        "url": statement.url,
        "section": statement.section,
        "publisher": statement.publisher,
        "id": statement.name,
        "short": statement.short,
        "source": statement.source,
        "translation_of": statement.translation_of,
        "corrections": corrections,
    }
    return {field: value for field, value in line.items() if value or field in ("title", "text")}


def _text(line: Mapping[str, Any], field: str) -> str:
    if field not in line:
        raise Malformed(field, "missing")
    value = line[field]
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(field, f"should be a text, not {value!r:.40}")
    if len(value) > LONGEST.get(field, 500):
        raise Malformed(field, f"longer than {LONGEST.get(field, 500)} characters")
    return value


def _optional(line: Mapping[str, Any], field: str) -> str | None:
    value = line.get(field)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return tidy_line(_text({field: value}, field)) or None


def _matching(
    pattern: re.Pattern[str], line: Mapping[str, Any], field: str, what: str
) -> str | None:
    value = _optional(line, field)
    if value is not None and not pattern.fullmatch(value):
        raise Malformed(field, f"{value!r:.60} is not {what}")
    return value


def _language(line: Mapping[str, Any], fallback: str) -> str:
    given = line.get("language")
    if not given and not fallback:
        raise Malformed("language", "missing; name it in the line or for the whole import")
    said = _matching(_LANGUAGE, {"language": given or fallback}, "language", "a code like en or ru")
    return said or ""


def _day(line: Mapping[str, Any], field: str) -> date:
    value = line.get(field)
    if isinstance(value, date) and value.isoformat() == str(value):
        return value
    if value is None:
        raise Malformed(field, "missing")
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
            raise ValueError
        return date.fromisoformat(value.strip())
    except ValueError:
        raise Malformed(field, f"{value!r:.40} is not a day like 2020-01-16") from None


def _corrections(line: Mapping[str, Any]) -> tuple[Correction, ...]:
    listed = line.get("corrections")
    if listed is None:
        return ()
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        raise Malformed("corrections", "should be a list of {replaced_on, title, text}")
    return tuple(
        Correction(
            _day(each, "replaced_on"), tidy_line(_text(each, "title")), tidy(_text(each, "text"))
        )
        for each in listed
    )
