"""Dates in a question: a day, a month, a year, last week; and whether they say when it came out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan январь января январе янв",
            "february feb февраль февраля феврале фев",
            "march mar март марта марте мар",
            "april apr апрель апреля апреле апр",
            "may май мая мае",
            "june jun июнь июня июне июн",
            "july jul июль июля июле июл",
            "august aug август августа августе авг",
            "september sep sept сентябрь сентября сентябре сен",
            "october oct октябрь октября октябре окт",
            "november nov ноябрь ноября ноябре ноя",
            "december dec декабрь декабря декабре дек",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[89]|20)\d\d"
_PUBLISHED = re.compile(
    r"\b(?:publish\w*|issued|posted|released|news(?! (?:conference|agency|paper))"
    r"|опубликова\w*|публик\w*|вышл\w*"
    r"|вышедш\w*|новост\w*|выложен\w*|размещен\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Days:
    """Days from the first to the last, as a question names them."""

    first: date
    last: date
    filters: bool
    """Words of publishing stand with it, and it is more than a year alone."""
    start: int
    end: int
    """Where it stands in the question."""

    @property
    def few(self) -> bool:
        """At most a month, so that what came out on them can be looked through."""
        return (self.last - self.first).days <= 31

    @property
    def within_a_week(self) -> bool:
        """Whether they are named so closely that hardly anything else is meant."""
        return (self.last - self.first).days < 7

    def holds(self, start: int) -> bool:
        """Whether a word that begins there is part of the date."""
        return self.start <= start < self.end


def speaks_of_publishing(word: str) -> bool:
    """Whether a word says that something came out: `published`, `новости`."""
    return _PUBLISHED.fullmatch(word) is not None


def days_in(text: str, today: date) -> Days | None:
    """The days that a question names, the first if it names several; None if it names none."""
    published = _PUBLISHED.search(text) is not None
    for pattern, days in _PATTERNS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            try:
                first, last = days(match.groupdict(), today)
            except ValueError:
                continue
            filters = published and days not in (_a_year, _last_year)
            return Days(first, last, filters, match.start(), match.end())
    return None


def _a_day(found: Mapping[str, str], today: date) -> tuple[date, date]:
    said, day = found["month"].lower(), int(found["day"])
    month = int(said) if said.isdecimal() else _MONTHS[said]
    year = int(found["year"] or 0) or _year_of(month, day, today)
    return date(year, month, day), date(year, month, day)


def _year_of(month: int, day: int, today: date) -> int:
    """Of a day without a year: the last one that has come."""
    return today.year if (month, day) <= (today.month, today.day) else today.year - 1


def _a_month(found: Mapping[str, str], today: date) -> tuple[date, date]:
    month = _MONTHS[found["month"].lower()]
    return _whole_month(int(found["year"] or 0) or _year_of(month, 1, today), month)


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _a_year(found: Mapping[str, str], today: date) -> tuple[date, date]:
    year = int(found["year"])
    return date(year, 1, 1), date(year, 12, 31)


def _yesterday(found: Mapping[str, str], today: date) -> tuple[date, date]:
    return today - timedelta(1), today - timedelta(1)


def _today(found: Mapping[str, str], today: date) -> tuple[date, date]:
    return today, today


def _last_week(found: Mapping[str, str], today: date) -> tuple[date, date]:
    return today - timedelta(7 + today.weekday()), today - timedelta(1 + today.weekday())


def _this_week(found: Mapping[str, str], today: date) -> tuple[date, date]:
    return today - timedelta(today.weekday()), today


def _last_month(found: Mapping[str, str], today: date) -> tuple[date, date]:
    end = today.replace(day=1) - timedelta(1)
    return end.replace(day=1), end


def _this_month(found: Mapping[str, str], today: date) -> tuple[date, date]:
    return today.replace(day=1), today


def _last_year(found: Mapping[str, str], today: date) -> tuple[date, date]:
    return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


Reader = Callable[[Mapping[str, str], date], tuple[date, date]]
_LAST = r"\b(?:last|past|previous) "
_PROSHLY = r"\b(?:прошл|минувш|последн)\w* "
_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"\b(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b", _a_day),
    (rf"\b(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./](?P<year>{_YEAR})\b", _a_day),
    (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|-?го)?(?: of)? (?P<month>{_MONTH})\b"
        rf"(?:,? (?P<year>{_YEAR})\b)?",
        _a_day,
    ),
    (
        rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
        rf"(?:,? (?P<year>{_YEAR})\b)?",
        _a_day,
    ),
    (rf"\b(?P<month>{_MONTH})\b,?(?: of)? (?P<year>{_YEAR})\b", _a_month),
    (rf"\b(?:in|of|for|since|from|в|за|во|с) (?P<month>{_MONTH})\b(?P<year>)", _a_month),
    (r"\b(?:yesterday|вчера\w*)\b", _yesterday),
    (r"\b(?:today|сегодня\w*)\b", _today),
    (rf"{_LAST}week\b|{_PROSHLY}недел\w*", _last_week),
    (r"\bthis week\b|\b(?:эт|текущ)\w* недел\w*", _this_week),
    (rf"{_LAST}month\b|{_PROSHLY}месяц\w*", _last_month),
    (r"\bthis month\b|\b(?:эт|текущ)\w* месяц\w*", _this_month),
    (rf"{_LAST}year\b|{_PROSHLY}год\w*", _last_year),
    (rf"\b(?P<year>{_YEAR})\b", _a_year),
)


def names_of_month(word: str) -> frozenset[str]:
    """Every name of the month that a word names, in both languages; none if it names none."""
    number = _MONTHS.get(word)
    return frozenset(
        name for name, each in _MONTHS.items() if number is not None and each == number
    )
