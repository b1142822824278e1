"""Matters of a service: of an answer in parts just those that were asked for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.around import Around
from bot.talk import Answer, Choice, Line, Question
from bot.topics import Topic
from bot.topics.service import PARTS, Service


async def parts_asked(labels: Sequence[str], question: Question, around: Around) -> Answer | None:
    """The parts of the first service that are named after others of these topics, if any is."""
    topics = [topic for label in dict.fromkeys(labels) if (topic := around.topic(label))]
    for topic in topics:
        if isinstance(topic.facts, Service):
            named = [other for other in topics if other.key in topic.facts.parts]
            if named:
                answer = _told(topic.facts, named, question, around)
                return await topic.finished(answer, question, around)
    return None


def _told(service: Service, named: Sequence[Topic], question: Question, around: Around) -> Answer:
    """These parts, each under its name where there are several, and buttons for the others."""
    parts = [part for topic in named if (part := service.part(topic.key, question, around))]
    lines = parts[0].lines
    if len(parts) > 1:
        lines = ()
        for topic, part in zip(named, parts, strict=True):
            lines += (Line(topic.title.said(question.language), bold=True), *part.lines)
    told = {f"/{service.key} {topic.key}" for topic in named}
    choices = tuple(choice for choice in parts[0].choices if choice.asks not in told)
    return parts[0].having(lines=lines, choices=choices)


def choice_of_part(labels: Sequence[str], question: Question, around: Around) -> Choice | None:
    """A button for the part of a service that two of these topics together name, if there is one.

    Its label is the service's title and the matter's.
    """
    language = question.language
    for label in labels:
        topic, service = around.topic(label), _service(label, around)
        for name in labels:
            other = around.topic(name)
            if topic and service and other and name in service.parts:
                title = f"{topic.title.said(language)}: {other.title.said(language)}"
                return Choice(title, f"/{label} {name}", label)
    return None


def written_first(labels: Sequence[str], second: Sequence[str], around: Around) -> tuple[str, ...]:
    """The labels; for a matter or a service on which nothing is written, the other one of both."""
    if len(labels) != 1 or _is_written(labels[0], around):
        return tuple(labels)
    others = (key for key in second if (key in PARTS) != (labels[0] in PARTS))
    services = (key for key in others if key in PARTS or _service(key, around))
    return (next((key for key in services if _is_written(key, around)), labels[0]),)


def _service(label: str, around: Around) -> Service | None:
    topic = around.topic(label)
    return topic.facts if topic and isinstance(topic.facts, Service) else None


def _is_written(label: str, around: Around) -> bool:
    service = _service(label, around)
    return service is None or bool(service.said or service.parts)
