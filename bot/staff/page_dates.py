"""The dates that items of a page open with: `16.01.2020 - title`, or a date alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.staff.months import ANY_MONTH, MONTHS

_DAYS = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +)?"
_DATE = re.compile(
    rf"{_DAYS}(?:"
    r"(?P<d1>\d{1,2})(?P<by>[./-])(?P<m1>\d{1,2})(?P=by)(?P<y1>\d{4}|\d\d)"
    r"|(?P<y2>\d{4})[-.](?P<m2>\d\d)[-.](?P<d2>\d\d)"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)? (?P<m3>{ANY_MONTH})\.?,? (?P<y3>\d{{4}})"
    rf"|(?P<m4>{ANY_MONTH})\.? (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y4>\d{{4}})"
    r")(?!\d)(?: ?(?:г\.|года))?(?:,? \d\d?:\d\d)?",
    re.IGNORECASE,
)
_DASH = re.compile(r" *[-–—−‒―|:•·]+ *")


@dataclass(frozen=True)
class Opening:
    """How an item opens."""

    day: date | None
    """None when the calendar has no such day."""
    printed: str
    title: str
    """What stands after the date; empty when the date stands alone."""
    form: str
    """Which way of writing a date this is."""
    dash: bool

    def like(self, first: Opening) -> bool:
        """Whether it opens an item where the first one of the section opens so."""
        if self.form != first.form:
            return False
        return self.dash or not self.title or not (first.dash or not first.title)


def opening_of(text: str) -> Opening | None:
    """How the row opens an item; None when it begins with no date."""
    found = _DATE.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    dash = _DASH.match(rest)
    if rest and not dash and not rest.startswith(" "):
        return None
    title = rest[dash.end() :] if dash else rest.strip()
    form = next(name for name, value in found.groupdict().items() if value and name[0] == "d")
    return Opening(_day(found), found[0], title, form, dash is not None)


def _day(found: re.Match[str]) -> date | None:
    parts = {name[0]: value for name, value in found.groupdict().items() if value and name != "by"}
    month = parts["m"].lower()
    try:
        number = int(month) if month.isdigit() else MONTHS[month]
        year = int(parts["y"])
        return date(year + 2000 if year < 100 else year, number, int(parts["d"]))
    except ValueError:
        return None
