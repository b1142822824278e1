"""One statement, to be read to its end: its opening, its numbered points, or its pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.archive import Statement
from bot.entries import Entry
from bot.talk import Answer, Choice, Line, Question, Quote
from bot.topics.around import Around
from bot.topics.listing import all_messages, source_of, titled
from bot.topics.quotes import language_note
from bot.topics.sources import Taken
from bot.wording import say, written

PAGE = 2800
"""Letters of a page: with title and buttons it fits a message, and takes a minute to read."""
_POINT_LABEL = 60


@dataclass(frozen=True)
class StatementTopic:
    """The statement that a topic opens."""

    statement: str
    file: str
    line: int

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> StatementTopic:
        """The field `statement`, an id."""
        entry.must("statement", "the id of a statement")
        file, line = entry.place("statement")
        return cls(entry.value("statement") or "", file, line)

    async def answer(self, question: Question, around: Around) -> Answer:
        """Its beginning, and a way to each of its points."""
        return await read_statement(self.statement, None, question, around)


async def read_statement(
    name: str, place: int | None, question: Question, around: Around
) -> Answer:
    """A statement by id or short id, opened at a point or page; says so when there is none."""
    language, until = question.language, question.asked_at.date()
    statement = await around.archive.read(name, until)
    if statement is None:
        line = Line(say(language, "no-such-statement"))
        return Answer(lines=(line,), choices=all_messages(question, around))
    others = tuple(
        Choice(say(language, "other-edition"), f"/read {each.short}", "statement")
        for each in await around.archive.editions(name, until)
        if each.short != statement.short
    )
    answer = shown(statement, place, question)
    return answer.having(choices=answer.choices + others)


def shown(statement: Statement, place: int | None, question: Question) -> Answer:
    """The statement at a point, or at a page where it has no points."""
    numbers = [point.number for point in statement.points]
    if place in numbers:
        return _point(statement, numbers.index(place or 0), question)
    if numbers:
        return _opening(statement, question)
    return _page(statement, max(1, place or 1), question)


def _opening(statement: Statement, question: Question) -> Answer:
    language, asks = question.language, f"/read {statement.short}"
    lead = _quoted(statement, statement.lead)
    numbers = tuple(
        Choice(str(point.number), f"{asks} {point.number}", "article_point")
        for point in statement.points
    )
    told = Line(say(language, "points", count=len(numbers)))
    return _finished(statement, (*lead, told), numbers, question).having(numbered=True)


def _point(statement: Statement, index: int, question: Question) -> Answer:
    language, asks = question.language, f"/read {statement.short}"
    point, count = statement.points[index], len(statement.points)
    heading = Line(say(language, "point-of", number=str(point.number), count=str(count)), bold=True)
    turns = [
        Choice(say(language, phrase), f"{asks} {statement.points[at].number}", "article_point")
        for phrase, at in (("previous-part", index - 1), ("next-part", index + 1))
        if 0 <= at < count
    ]
    turns.append(Choice(say(language, "to-beginning"), asks, "statement"))
    lines = (heading, *_quoted(statement, f"{point.number}. {point.text}"))
    answer = _finished(statement, lines, tuple(turns), question)
    return answer.having(page=True, topic="article_point")


def _page(statement: Statement, number: int, question: Question) -> Answer:
    pages = pages_of(statement.text)
    number = min(number, len(pages))
    language, asks = question.language, f"/read {statement.short}"
    lines = _quoted(statement, pages[number - 1])
    turns = tuple(
        Choice(say(language, phrase), f"{asks} {at}", "statement")
        for phrase, at in (("previous-part", number - 1), ("next-part", number + 1))
        if 1 <= at <= len(pages)
    )
    if len(pages) > 1:
        heading = say(language, "page-of", number=str(number), count=str(len(pages)))
        lines = (Line(heading), *lines)
    if statement.section == "events" and statement.source:
        lines = (*lines, Line(say(language, "opening-only")))
    return _finished(statement, lines, turns, question).having(page=number > 1)


def _finished(
    statement: Statement, lines: tuple[Line, ...], turns: tuple[Choice, ...], question: Question
) -> Answer:
    language = question.language
    corrected = tuple(
        Line(say(language, "corrected-on", day=written(each.replaced_on)), source_of(statement))
        for each in statement.corrections[-1:]
    )
    title = (_in_bold(titled(statement)),) if statement.title else ()
    return Answer(
        lines=(
            *title,
            *corrected,
            *lines,
            *language_note(statement.language, language),
        ),
        link=statement.url,
        choices=turns,
        topic="article" if statement.section == "speeches" else "statement",
        why=statement.short,
        preview=True,
    )


def _in_bold(line: Line) -> Line:
    if not isinstance(line.text, Quote):
        return line
    return replace(line, text=replace(line.text, marks=((0, len(line.text.text)),)))


def _quoted(statement: Statement, text: str) -> tuple[Line, ...]:
    if not text:
        return ()
    quote = Quote(text, statement.publisher, statement.date, statement.language)
    return (Line(quote, source_of(statement)),)


def pages_of(text: str) -> list[str]:
    """A text in pages cut at paragraphs; a paragraph longer than a page is cut between words."""
    pages: list[str] = [""]
    for paragraph in text.split("\n\n"):
        for piece in _pieces(paragraph):
            if pages[-1] and len(pages[-1]) + len(piece) + 2 > PAGE:
                pages.append(piece)
            else:
                pages[-1] = f"{pages[-1]}\n\n{piece}" if pages[-1] else piece
    return pages


def _pieces(paragraph: str) -> list[str]:
    pieces = []
    while len(paragraph) > PAGE:
        breaks = (paragraph.rfind(". ", 0, PAGE) + 1, paragraph.rfind(" ", 0, PAGE))
        stop = next((at for at in breaks if at > PAGE // 2), PAGE)
        pieces.append(paragraph[:stop].rstrip())
        paragraph = paragraph[stop:].lstrip()
    return [*pieces, paragraph]
