"""The archive as a whole: every statement, by year and month, and how to search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.archive import Scope
from bot.entries import Entry
from bot.talk import Answer, Choice, Line, Question
from bot.topics.around import Around
from bot.topics.listing import Part, listed, page_number
from bot.topics.sources import Taken
from bot.wording import month_name, say

PAGE = 10
MOST_MONTHS = 12
"""Buttons of months at most; beyond, years are offered first."""
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?")

Month = tuple[int, int, int]
"""Year, month, statements in it."""


@dataclass(frozen=True)
class ArchiveList:
    """Everything that was published."""

    key: str

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> ArchiveList:
        """No fields of its own."""
        return cls(entry.key)

    async def answer(self, question: Question, around: Around) -> Answer:
        """How much there is, by time; or the statements of the year or month asked for."""
        words = question.text.split()[1:] if question.text.startswith("/") else []
        scope = Scope(language=question.language, until=question.asked_at.date())
        months = [
            (int(month[:4]), int(month[5:]), count)
            for month, count in await around.archive.months(scope)
        ]
        period = _PERIOD.fullmatch(words[0]) if words else None
        if period is None or not 1 <= int(period[1]) <= 9998:
            return await self._whole(months, words, question, around)
        year, month = int(period[1]), int(period[2] or 0)
        within = [each for each in months if each[0] == year]
        if not month and len(within) > 1:
            return self._choose(_by_month(within, self.key, question), question)
        if not 0 <= month <= 12:
            return await self._whole(months, [], question, around)
        return await self._period((year, month), words, question, around)

    async def _whole(
        self, months: list[Month], words: list[str], question: Question, around: Around
    ) -> Answer:
        scope = Scope(language=question.language, until=question.asked_at.date())
        part = await _part(scope, page_number(words), f"/{self.key}", around)
        answer, count = listed(part, question), part.count
        how = (Line(say(question.language, "archive-how")),)
        if not count:
            return answer.having(lines=answer.lines + how)
        told = (Line(say(question.language, "archive-count", count=count)), *how)
        by_time = (
            _by_month(months, self.key, question)
            if len(months) <= MOST_MONTHS
            else _by_year(months, self.key, question)
        )
        return answer.having(lines=told + answer.lines, choices=answer.choices + by_time)

    async def _period(
        self, period: tuple[int, int], words: list[str], question: Question, around: Around
    ) -> Answer:
        year, month = period
        since = date(year, month or 1, 1)
        until = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
        last = min(until - timedelta(days=1), question.asked_at.date())
        scope = Scope(language=question.language, since=since, until=last)
        part = await _part(scope, page_number(words[1:]), f"/{self.key} {words[0]}", around)
        answer = listed(part, question)
        title = month_name(question.language, year, month) if month else str(year)
        back = Choice(say(question.language, "all-messages"), f"/{self.key}")
        return answer.having(title=title, choices=(*answer.choices, back), page=True)

    def _choose(self, choices: tuple[Choice, ...], question: Question) -> Answer:
        back = Choice(say(question.language, "all-messages"), f"/{self.key}")
        text = Line(say(question.language, "menu-group"))
        return Answer(lines=(text,), choices=(*choices, back), page=True)


async def _part(scope: Scope, page: int, asks: str, around: Around) -> Part:
    first = (page - 1) * PAGE
    found = await around.archive.latest(scope, first, PAGE)
    return Part(found, first, await around.archive.count(scope), asks, page, PAGE)


def _by_month(months: list[Month], key: str, question: Question) -> tuple[Choice, ...]:
    language = question.language
    return tuple(
        Choice(
            say(language, "archive-month", month=month_name(language, year, month), count=count),
            f"/{key} {year:04d}-{month:02d}",
        )
        for year, month, count in months
    )


def _by_year(months: list[Month], key: str, question: Question) -> tuple[Choice, ...]:
    years: dict[int, int] = {}
    for year, _, count in months:
        years[year] = years.get(year, 0) + count
    return tuple(
        Choice(
            say(question.language, "archive-year", year=str(year), count=count),
            f"/{key} {year:04d}",
        )
        for year, count in years.items()
    )
