"""A page of statements as a list: each its date and title, and a number that opens it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.archive import Statement
from bot.talk import Answer, Choice, Line, Question, Quote, Source
from bot.topics.around import Around
from bot.topics.quotes import language_note
from bot.wording import say

TITLE = 300
"""Letters of a title, or of a text without one, that a list shows."""
MOST_PAGES = 10_000


@dataclass(frozen=True)
class Part:
    """One page of a longer list."""

    statements: Sequence[Statement]
    first: int
    """How many come before it."""
    count: int
    """How many there are in all."""
    asks: str
    """What asks for a page; its number is put after it."""
    page: int
    size: int


def page_number(words: Sequence[str]) -> int:
    """The page that a command's last word asks for, from 1; the first when it asks for none."""
    last = words[-1] if words else ""
    return min(int(last), MOST_PAGES) if re.fullmatch(r"[1-9]\d{0,5}", last) else 1


def listed(part: Part, question: Question) -> Answer:
    """The items with their numbers, and the pages before and after."""
    language = question.language
    if not part.statements:
        phrase = "nothing-further" if part.first else "nothing-published"
        return Answer(lines=(Line(say(language, phrase)),), choices=_turns(part, language))
    lines = tuple(titled(statement) for statement in part.statements)
    numbers = tuple(
        Choice(str(part.first + place), f"/read {statement.short}", "statement")
        for place, statement in enumerate(part.statements, 1)
    )
    last = part.first + len(part.statements)
    told = say(language, "list-range", first=part.first + 1, last=last, count=part.count)
    printed = {statement.language for statement in part.statements}
    notes = language_note(next(iter(printed)), language) if len(printed) == 1 else ()
    return Answer(
        lines=(*lines, *notes, Line(told)),
        choices=numbers + _turns(part, language),
        numbered=True,
        page=part.page > 1,
    )


def all_messages(question: Question, around: Around) -> tuple[Choice, ...]:
    """The way to the whole archive, where there is a topic that lists it."""
    key = around.everything()
    return (Choice(say(question.language, "all-messages"), f"/{key}", key),) if key else ()


def titled(statement: Statement) -> Line:
    """A statement's title as a quotation; where it has none, the beginning of its text."""
    title = statement.title or statement.text
    if len(title) > TITLE:
        title = title[: title.rfind(" ", 0, TITLE) if " " in title[:TITLE] else TITLE] + "…"
    quote = Quote(title, statement.publisher, statement.date, statement.language)
    return Line(quote, source_of(statement))


def source_of(statement: Statement) -> Source:
    """A statement as the source of a line."""
    return Source(statement=statement.name, page=statement.source, as_of=statement.date)


def _turns(part: Part, language: str) -> tuple[Choice, ...]:
    turns = []
    if part.page > 1:
        turns.append(Choice(say(language, "previous-page"), f"{part.asks} {part.page - 1}"))
    if part.first + len(part.statements) < part.count and part.statements:
        turns.append(Choice(say(language, "next-page"), f"{part.asks} {part.page + 1}"))
    return tuple(turns)
