"""The answer to the matters that a question is about: topics, statements, parts of them."""

from __future__ import annotations

from bot.desk.around import Around
from bot.talk import Answer, Choice, Line, Question
from bot.topics import Topic
from bot.topics.service import Service
from bot.topics.statement import read_statement


def opened(label: str) -> tuple[str, int | None]:
    """Short id, and point or none, of a label like `statement:4k2pd9xw:3`."""
    _, name, place = [*label.split(":"), "", ""][:3]
    return name, int(place) if place.isdigit() else None


def label_of(label: str) -> str:
    """A label as JSON and counts have it: a topic's key, `statement`, or `article_point`."""
    if not label.startswith("statement:"):
        return label
    return "article_point" if opened(label)[1] else "statement"


async def answer_matters(
    labels: tuple[str, ...], second: tuple[str, ...], question: Question, around: Around
) -> Answer:
    """The answers of all labels, what cannot wait first; of a matter of a service, that part."""
    second = tuple(key for key in second if _holds(key, question, around))
    part = await _part_of_service((*labels, *second), question, around)
    if part is not None:
        return part
    urgent_first = sorted(labels, key=lambda label: not _is_urgent(label, around))
    answers = [await answer_one(label, question, around) for label in urgent_first]
    first = answers[0]
    lines = first.lines
    for answer in answers[1:]:
        heading = (Line(answer.title, bold=True),) if answer.title else ()
        lines += heading + tuple(line for line in answer.lines if line not in lines)
    also = tuple(_button(key, question, around) for key in second)
    return first.having(lines=lines, choices=(*first.choices, *also))


def _holds(key: str, question: Question, around: Around) -> bool:
    topic = around.topic(key)
    return topic is not None and topic.in_force(question)


def _is_urgent(label: str, around: Around) -> bool:
    topic = around.topic(label)
    return topic is not None and topic.urgent


async def answer_one(label: str, question: Question, around: Around) -> Answer:
    """The answer of a topic, or a statement opened at the point that was found."""
    topic = around.topic(label)
    if topic is not None:
        return await topic.answer(question.asking(f"/{topic.key}"), around)
    name, place = opened(label)
    return (await read_statement(name, place, question, around)).having(page=False)


def _button(key: str, question: Question, around: Around) -> Choice:
    topic = around.topic(key)
    assert topic is not None
    return Choice(topic.title.said(question.language), f"/{key}", key)


async def _part_of_service(
    labels: tuple[str, ...], question: Question, around: Around
) -> Answer | None:
    """The part of a service that is named after another of the matters, if there is one."""
    topics = [topic for label in labels if (topic := around.topic(label)) is not None]
    for topic in topics:
        for other in topics:
            answer = await _part(topic, other.key, question, around)
            if answer is not None:
                return answer
    return None


async def _part(topic: Topic, name: str, question: Question, around: Around) -> Answer | None:
    if not isinstance(topic.facts, Service):
        return None
    part = topic.facts.part(name, question, around)
    return await topic.finished(part, question, around) if part else None
