"""Dates as pages print them: 17.01.2020, 2020-01-17, 17 January 2020, January 17, 2020."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.staff.months import ANY_MONTH, MONTHS

_DATE = re.compile(
    r"(?<![\d.])(?:"
    r"(?P<d1>\d{1,2})[./](?P<m1>\d{1,2})[./](?P<y1>\d{4})"
    r"|(?P<y2>\d{4})-(?P<m2>\d\d)-(?P<d2>\d\d)"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)? (?P<m3>{ANY_MONTH})\.?,? (?P<y3>\d{{4}})"
    rf"|(?P<m4>{ANY_MONTH})\.? (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y4>\d{{4}})"
    r")(?!\d)",
    re.IGNORECASE,
)
_BESIDE = "[a-z]+day|is|date|сегодня|дата|года?|г|понедельник|вторник|среда|четверг|пятница"
_BESIDE += "|суббота|воскресенье"
_AROUND = re.compile(rf"[\W_]*(?:(?:{_BESIDE})\b[\W_]*){{0,3}}", re.IGNORECASE)


@dataclass(frozen=True)
class Dated:
    """A date in a text, and where it stands there."""

    day: date
    start: int
    end: int


def dates_in(text: str) -> Iterator[Dated]:
    """The dates of a text that exist in the calendar."""
    for found in _DATE.finditer(text):
        parts = {name[0]: value for name, value in found.groupdict().items() if value}
        month = parts["m"].lower()
        try:
            number = int(month) if month.isdigit() else MONTHS[month]
            day = date(int(parts["y"]), number, int(parts["d"]))
        except ValueError:
            continue
        yield Dated(day, found.start(), found.end())


def date_alone(text: str) -> date | None:
    """The date of a text that is nothing else, but perhaps for the name of the day."""
    for found in dates_in(text):
        before, after = text[: found.start], text[found.end :]
        if _AROUND.fullmatch(before) and _AROUND.fullmatch(after):
            return found.day
    return None
