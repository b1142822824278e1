"""Facts past the day by which somebody was to look at them again: when they last held."""

from __future__ import annotations

from datetime import date

from bot.talk import Line, Question, Quote, Source
from bot.wording import say, written


def confirmed(lines: tuple[Line, ...], question: Question) -> tuple[Line, ...]:
    """The lines, after each fact that is overdue a line with the day when it was last confirmed.

    A fact that says so itself says it no more. Lines of one entry stand together; a heading, or a
    line of another entry or of other days, begins another fact.
    """
    told: list[Line] = []
    fact: Source | None = None
    for line in lines:
        if fact is not None and (line.bold or (line.source and not _alike(line.source, fact))):
            told.append(confirmation(fact, question))
            fact = None
        told.append(line)
        if line.source is not None and is_overdue(line.source, question):
            fact = None if _says_so(line, question) else line.source
    return (*told, confirmation(fact, question)) if fact is not None else tuple(told)


def confirmation(source: Source, question: Question) -> Line:
    """When an overdue fact was last confirmed; where no such day is known, since when it is due."""
    day, language = source.reviewed or source.as_of, question.language
    if day is None:
        due = written(source.review_by or question.asked_at.date())
        return Line(say(language, "not-confirmed", day=due), source)
    return Line(say(language, "last-confirmed", day=written(day)), source)


def is_overdue(source: Source, question: Question) -> bool:
    """Whether somebody should have looked at the fact again before the day of the question."""
    return source.review_by is not None and source.review_by < question.asked_at.date()


def _says_so(line: Line, question: Question) -> bool:
    if line.source is None or isinstance(line.text, Quote):
        return False
    return line.text == confirmation(line.source, question).text


def _alike(one: Source, other: Source) -> bool:
    return _days(one) == _days(other)


def _days(source: Source) -> tuple[str | None, date | None, date | None, date | None]:
    return source.file, source.as_of, source.reviewed, source.review_by
