"""Facts past the day by which somebody was to look at them again: when they last held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.talk import Line, Question, Source
from bot.wording import say, written


def last_confirmed(lines: tuple[Line, ...], question: Question) -> tuple[Line, ...]:
    """One line with the day on which the facts of these lines, if overdue, were last confirmed.

    Nothing where no day is known, or where the lines say so themselves.
    """
    said = {line.text for line in lines}
    days = {day: source for source in _overdue(lines, question) if (day := confirmed_on(source))}
    if not days:
        return ()
    oldest = min(days)
    text = say(question.language, "last-confirmed", day=written(oldest))
    return () if text in said else (Line(text, days[oldest]),)


def is_overdue(source: Source, question: Question) -> bool:
    """Whether somebody should have looked at the fact again before the day of the question."""
    return source.review_by is not None and source.review_by < question.asked_at.date()


def confirmed_on(source: Source) -> date | None:
    """The last day on which somebody saw that the fact holds."""
    return source.reviewed or source.as_of


def _overdue(lines: Iterable[Line], question: Question) -> Iterable[Source]:
    return (line.source for line in lines if line.source and is_overdue(line.source, question))
