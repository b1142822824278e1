"""What readers get of a statement: that it was published, or how it was corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from bot.archive import Statement
from bot.archive.keeping import content
from bot.archive.statements import Correction, paragraphs
from bot.commands.publishing_letters import Composed, letter_of, stems_of
from bot.talk import Announcement, Answer, Button, Line, Quote
from bot.topics.around import Around
from bot.topics.listing import source_of, titled
from bot.topics.quotes import language_note
from bot.wording import say, written

_EXCERPT = 1200
"""Letters of what a correction shows of the text before it, and of the text after it."""


def of_statement(editions: list[Statement], around: Around) -> Composed:
    """A statement, in each reader's edition: its title, and a button that opens it."""
    shown = tuple(
        (language, _announced(_edition(editions, language), language))
        for language in around.embassy.languages
    )
    return _composed("statement", editions, shown)


def of_correction(editions: list[Statement], announced: str, around: Around) -> Composed:
    """What a statement says now, and what it said when it was announced."""
    shown = tuple(
        (language, _corrected(_edition(editions, language), announced, language))
        for language in around.embassy.languages
    )
    return _composed("correction", editions, shown)


def contents(editions: list[Statement]) -> str:
    """Hashes of what the editions say."""
    return " ".join(content(each.title, each.text) for each in editions)


def _composed(
    kind: Literal["statement", "correction"],
    editions: list[Statement],
    shown: tuple[tuple[str, Answer], ...],
) -> Composed:
    letters = []
    for language, answer in shown:
        letter = letter_of(answer, language)
        opens = Button(say(language, "open-it"), asks=f"/read {answer.why}")
        letters.append((language, replace(letter, buttons=((opens,), *letter.buttons))))
    announcement = Announcement(
        kind,
        tuple(letters),
        stems=stems_of(f"{each.title} {each.text}" for each in editions),
        statement=editions[0].short,
        content=contents(editions),
    )
    return Composed(announcement, shown)


def _edition(editions: list[Statement], language: str) -> Statement:
    return next((each for each in editions if each.language == language), editions[0])


def _announced(statement: Statement, language: str) -> Answer:
    lines = (titled(statement), *language_note(statement.language, language))
    title = say(language, "announce-statement")
    return Answer(title, lines, language=language, why=statement.short)


def _corrected(statement: Statement, announced: str, language: str) -> Answer:
    before = _as_announced(statement, announced)
    if before is None:
        return _announced(statement, language)
    lines = [titled(statement)]
    for phrase, old, new in (
        ("correction-before", before, statement),
        ("correction-after", statement, before),
    ):
        text = _only_in(old, new)
        if text:
            quote = Quote(text, statement.publisher, statement.date, statement.language)
            lines += [Line(say(language, phrase), bold=True), Line(quote, source_of(statement))]
    lines += language_note(statement.language, language)
    day = written(statement.corrections[-1].replaced_on)
    title = say(language, "correction-title", day=day)
    return Answer(title, tuple(lines), language=language, why=statement.short)


def _as_announced(statement: Statement, announced: str) -> Correction | None:
    """The text of it that was announced; the one before the last where that is not known."""
    known = announced.split()
    for each in reversed(statement.corrections):
        if content(each.title, each.text) in known:
            return each
    return statement.corrections[-1] if statement.corrections else None


def _only_in(one: Statement | Correction, other: Statement | Correction) -> str:
    """The title and the paragraphs of a text that the other has not."""
    others = {other.title, *paragraphs(other.text)}
    parts = [part for part in (one.title, *paragraphs(one.text)) if part and part not in others]
    text = "\n\n".join(parts)
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
