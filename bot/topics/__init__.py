"""Topics: what the desk can answer, one kind a module, and the table of kinds."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.entries import Entry, Sample, Text
from bot.talk import Answer, Line, Question, Source
from bot.topics.archive import ArchiveList
from bot.topics.around import Around, Facts
from bot.topics.bundle import Bundle
from bot.topics.clock import Clock
from bot.topics.confirming import confirmed
from bot.topics.contact import Contact
from bot.topics.counter import Counter
from bot.topics.latest import Latest
from bot.topics.menu import Menu
from bot.topics.note import Note
from bot.topics.notice import Notice
from bot.topics.service import Service, urgent_first
from bot.topics.sources import Taken
from bot.topics.statement import StatementTopic


class Kind(Protocol):
    """A kind of topic: how its entry is read."""

    def read(self, entry: Entry, taken: Taken) -> Facts:
        """The facts of one entry; what is wrong is complained of on its page."""
        ...


KINDS: MappingOf[str, Kind] = {
    "note": Note,
    "contact": Contact,
    "clock": Clock,
    "counter": Counter,
    "bundle": Bundle,
    "latest": Latest,
    "archive": ArchiveList,
    "statement": StatementTopic,
    "service": Service,
    "menu": Menu,
    "notice": Notice,
}

_SAY_IT_ALL = (Clock, Bundle, StatementTopic)
"""Kinds whose first line already names the matter, so that no title stands above it."""


@dataclass(frozen=True)
class Topic:
    """One matter that the desk can answer. Its key is its command."""

    key: str
    kind: str
    title: Text
    facts: Facts
    source: Source
    asked: tuple[Sample, ...] = ()
    not_for: tuple[Sample, ...] = ()
    commands: tuple[str, ...] = ()
    group: str | None = None
    menu: bool = False
    urgent: bool = False
    smalltalk: bool = False
    since: datetime | None = None
    until: datetime | None = None

    def in_force(self, question: Question) -> bool:
        """Whether it holds at the moment of the question."""
        began = self.since is None or self.since <= question.asked_at
        return began and (self.until is None or question.asked_at < self.until)

    async def answer(self, question: Question, around: Around) -> Answer:
        """The answer of its facts, under its title; in urgent matters the phone comes first."""
        return await self.finished(await self.facts.answer(question, around), question, around)

    async def finished(self, answer: Answer, question: Question, around: Around) -> Answer:
        """An answer of its facts with title, topic and the way to ask why."""
        silent = self.smalltalk or isinstance(self.facts, Menu)
        title = answer.title
        if not title and not silent and not isinstance(self.facts, _SAY_IT_ALL):
            title = self.title.said(question.language)
        lines = confirmed(answer.lines, question)
        why = None if silent else self.key
        answer = replace(answer, title=title, lines=lines, topic=self.key, why=why)
        first = await urgent_first(question, around) if self.urgent else ()
        return _with_phone_first(answer, _not_again(first, lines)) if first else answer


def _not_again(first: tuple[Line, ...], lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The phone to dial without its last confirmation, where its contact below says the same."""
    return first[:-1] if any(line.text == first[-1].text for line in lines) else first


def _with_phone_first(answer: Answer, first: tuple[Line, ...]) -> Answer:
    """The answer with its title below the phone to dial: a person in need reads one line."""
    heading = (Line(answer.title, bold=True),) if answer.title else ()
    return replace(answer, title="", lines=(*first, *heading, *answer.lines))
