"""What every answer gets in the end: its language, the notices in force, and what it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.commands.publishing import announce_button
from bot.commands.publishing_letters import foreign_note, moment
from bot.desk.around import Around
from bot.talk import Answer, Asked, Change, Cleared, Line, Question, Quote, Unanswered
from bot.wording import say


async def finished(answer: Answer, question: Question, around: Around, free: bool) -> Answer:
    """The answer as channels take it; `free` when it answers free text and not a command."""
    language = answer.language or question.language
    answer = await announce_button(answer, question, around)
    changes = answer.changes + _changes(answer, question, free)
    return answer.having(
        language=language,
        lines=tuple(_signed(line, language, around) for line in answer.lines),
        above=await _above(answer, question, around),
        changes=changes,
    )


def _signed(line: Line, language: str, around: Around) -> Line:
    """A quotation of the embassy's own under its name in the language of the answer."""
    own, quote = around.embassy.publisher, line.text
    if not isinstance(quote, Quote) or quote.publisher not in own.by_language.values():
        return line
    return replace(line, text=replace(quote, publisher=own.said(language)))


async def _above(answer: Answer, question: Question, around: Around) -> tuple[Line, ...]:
    topic = around.topic(answer.topic) if answer.topic else None
    if topic is not None and (topic.smalltalk or topic.kind == "notice"):
        return ()
    cleared = any(isinstance(change, Cleared) for change in answer.changes)
    lines = () if cleared else tuple(_warnings(question, around))
    for _, notice in around.knowledge.notices(question):
        if notice.concerns(answer.topic):
            lines += (await notice.answer(question, around)).lines
    return lines


def _warnings(question: Question, around: Around) -> Iterator[Line]:
    """What staff warn of, as long as it is not over."""
    for warning in around.ledger.broadcasts.warnings():
        own, words = warning.words(question.language)
        since = moment(warning.began.astimezone(question.asked_at.tzinfo))
        yield Line(say(question.language, "warning-since", moment=since), bold=True)
        yield from (Line(part) for part in words.split("\n"))
        yield from (Line(note) for note in foreign_note(own, question.language))


def _changes(answer: Answer, question: Question, free: bool) -> tuple[Change, ...]:
    if not question.asker:
        return ()
    day, label = question.asked_at.date(), answer.topic or "none"
    asked = Asked(day, label, question.language, answer.outcome)
    if not free or answer.outcome == "sure":
        return (asked,)
    nearest, score = answer.top[0] if answer.top else (None, 0.0)
    vain = Unanswered(question.text, question.language, day, nearest, score, answer.outcome)
    return (asked, vain)
