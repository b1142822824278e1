"""`/why KEY`: where each line of an answer stands. `/wrong KEY`: it was not what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.commands.start import doors
from bot.talk import Answer, Line, Question, Quote, Source, Unanswered
from bot.topics.around import Around, TopicLike
from bot.topics.service import Service, who_to_ask
from bot.topics.statement import read_statement
from bot.wording import say, written


async def why(words: Sequence[str], question: Question, around: Around) -> Answer:
    """The source of each line of a topic's or a statement's answer, each place once."""
    key = words[0] if words else question.about or ""
    topic = around.topic(key)
    if topic is not None:
        title = topic.title.said(question.language)
        answer = await topic.answer(question.asking(f"/{key}"), around)
        answer = answer.having(lines=answer.lines + _parts_of(topic, question, around))
    else:
        title, answer = "", await read_statement(key, None, question, around)
        if answer.topic is None:
            return Answer(lines=(Line(say(question.language, "why-which")),))
    lines = tuple(_told(answer.lines, question.language))
    if not lines:
        return Answer(title, (Line(say(question.language, "why-nothing")),))
    return Answer(title, (Line(say(question.language, "why-topic")), *lines))


def _parts_of(topic: TopicLike, question: Question, around: Around) -> tuple[Line, ...]:
    """The lines of a service's parts, which stand behind buttons of their own."""
    service = topic.facts
    if not isinstance(service, Service):
        return ()
    parts = (service.part(name, question, around) for name in service.parts)
    return tuple(line for part in parts if part for line in part.lines)


def _told(lines: Iterable[Line], language: str) -> Iterable[Line]:
    seen: set[str] = set()
    for line in lines:
        where = origin(line.source, language) if line.source else ""
        if where and where not in seen:
            seen.add(where)
            yield Line(f"{_opening(line.text)} — {where}", line.source)


def _opening(text: str | Quote) -> str:
    """The beginning of a line; the publisher's words stand in quotation marks."""
    if isinstance(text, Quote):
        return say(text.language, "quoted", text=_opening(text.text))
    first = text.strip().split("\n")[0]
    return first if len(first) <= 60 else first[:59].rstrip() + "…"


def origin(source: Source, language: str) -> str:
    """A source in words: file and line, page, or message; its date; when it was looked at."""
    parts = []
    if source.file:
        parts.append(say(language, "why-file", file=source.file, line=str(source.line)))
    if source.statement:
        day = written(source.as_of) if source.as_of else ""
        parts.append(say(language, "why-statement", id=source.statement, day=day))
    if source.page:
        parts.append(say(language, "why-page", page=source.page))
    if source.as_of and not source.statement:
        parts.append(say(language, "why-as-of", day=written(source.as_of)))
    if source.reviewed:
        parts.append(say(language, "why-reviewed", day=written(source.reviewed)))
    return "; ".join(parts)


async def wrong(words: Sequence[str], question: Question, around: Around) -> Answer:
    """Thanks, and whom to ask; the question is kept as one asked in vain, without its asker."""
    key = words[0] if words else None
    changes: tuple[Unanswered, ...] = ()
    if question.before:
        day = question.asked_at.date()
        kept = Unanswered(question.before, question.language, day, key, outcome="wrong")
        changes = (kept,)
    lines = (
        Line(say(question.language, "wrong-noted" if changes else "wrong")),
        *await who_to_ask(question, around),
    )
    return Answer(lines=lines, choices=doors(question, around), changes=changes)
