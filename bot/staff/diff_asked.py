"""What is asked of two folders that are compared: topics, sample questions, changed statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.archive import Statement
from bot.archive.statements import short_of
from bot.desk import Desk
from bot.knowledge import Knowledge
from bot.topics import Topic
from bot.topics.statement import pages_of


@dataclass(frozen=True)
class Asking:
    """What is asked of both folders."""

    text: str
    language: str
    on: datetime | date | None = None
    topic: str = ""
    """The topic's key, when a topic is asked by its command."""
    statement: str = ""
    """The title, when a statement is read."""


def askings(sides: Sequence[Knowledge], moment: datetime) -> list[Asking]:
    """Everything that either side answers, each once."""
    found = [asking for side in sides for asking in _of(side, moment)]
    return list(dict.fromkeys([*found, *_statements(sides, moment)]))


def _of(knowledge: Knowledge, moment: datetime) -> Iterable[Asking]:
    """Every topic and its parts in each language, then every sample question.

    What is not in force yet is asked when it will be, and so is what a notice will stand above.
    """
    for topic in knowledge.topics.values():
        on = _begins(topic, moment)
        above = getattr(topic.facts, "topics", ()) if on else ()
        for language in knowledge.embassy.languages or ("en",):
            yield Asking(f"/{topic.key}", language, on, topic=topic.key)
            for part in getattr(topic.facts, "parts", ()):
                yield Asking(f"/{topic.key} {part}", language, on, topic=topic.key)
            for key in above:
                yield Asking(f"/{key}", language, on, topic=key)
    for question in knowledge.questions:
        hint = question.language or next(iter(knowledge.embassy.languages), "en")
        yield Asking(question.ask, hint, question.on)


def _begins(topic: Topic, moment: datetime) -> datetime | None:
    """When a topic begins to hold that does not yet; None for every other one."""
    return topic.since if topic.since and moment < topic.since else None


def _statements(sides: Sequence[Knowledge], moment: datetime) -> Iterator[Asking]:
    """The statements that are not the same on both sides, and those of their parts that are not."""
    old, new = ({short_of(one): one for one in side.statements} for side in sides)
    for short in dict.fromkeys((*old, *new)):
        one, other = old.get(short), new.get(short)
        if one == other:
            continue
        last = max(each.date for each in (one, other) if each)
        on = last if last > moment.date() else None
        shown = one or other
        assert shown is not None
        title = shown.title or shown.text[:40]
        before, after = _parts(one), _parts(other)
        yield Asking(f"/read {short}", shown.language, on, statement=title)
        first = 0 if _pointed(one, other) else 1
        for number in sorted({*before, *after}):
            if number > first and before.get(number) != after.get(number):
                yield Asking(f"/read {short} {number}", shown.language, on, statement=title)


def _pointed(*sides: Statement | None) -> bool:
    return any(side is not None and side.points for side in sides)


def _parts(statement: Statement | None) -> dict[int, str]:
    """The texts that a statement is read in, by the number that asks for each."""
    if statement is None:
        return {}
    if statement.points:
        return {point.number: point.text for point in statement.points}
    return dict(enumerate(pages_of(statement.text), 1))


async def is_there(asking: Asking, desk: Desk, day: date) -> bool:
    """Whether the statement, or the part of it, that is asked for is held."""
    _, short, *number = asking.text.split()
    held = await desk.archive.read(short, day)
    return held is not None and (not number or int(number[0]) in _parts(held))
