"""A consular service: what staff wrote on it, in parts; where nothing is written, the contacts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.entries import Entry, Text
from bot.talk import Answer, Choice, Line, Question, Source
from bot.topics.around import Around
from bot.topics.confirming import confirmed
from bot.topics.contact import Contact, origin
from bot.topics.links import read_link
from bot.topics.note import said_in
from bot.topics.sources import Taken
from bot.wording import say

PARTS = ("documents", "fees", "processing_time", "payment", "appointment")
"""The matters that an answer may be divided into; each is named after a topic."""


@dataclass(frozen=True)
class Service:
    """Staff's answer on one service."""

    key: str
    said: Text
    source: Source
    link: str | None = None
    form: str | None = None
    parts: dict[str, Text] = field(default_factory=dict)
    places: dict[str, Source] = field(default_factory=dict)

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> Service:
        """The fields `answer`, `link`, `form`, `parts`."""
        inside = entry.inside("parts")
        parts, places = {}, {}
        for name in inside.node.items if inside else ():
            assert inside is not None
            if name in PARTS:
                parts[name] = inside.text(name)
                places[name] = taken.of(inside, name)
        if inside:
            inside.asked_for.update(PARTS)
            inside.leftovers()
        place = taken.of(entry, "answer")
        link, form = read_link(entry), read_link(entry, "form")
        return cls(entry.key, entry.text("answer"), place, link, form, parts, places)

    async def answer(self, question: Question, around: Around) -> Answer:
        """The text and a button for each part; or that there is none yet, and whom to ask."""
        language, buttons = question.language, self._buttons(question, around)
        lines, people = said_in(self.said, language, self.source), tuple[Line, ...]()
        if not lines and self.parts:
            lines = (Line(say(language, "menu-group")),)
        elif not lines:
            lines = (Line(say(language, "service-unwritten"), self.source),)
            people = await who_to_ask(question, around)
        if self.form:
            lines += (Line(say(language, "form", link=self.form), self.source),)
        return Answer(lines=lines + people, link=self.link, choices=buttons)

    def part(self, name: str, question: Question, around: Around) -> Answer | None:
        """One part alone, if staff have written it."""
        if name not in self.parts:
            return None
        lines = said_in(self.parts[name], question.language, self.places[name])
        others = tuple(
            c for c in self._buttons(question, around) if c.asks != f"/{self.key} {name}"
        )
        return Answer(lines=lines, link=self.link, choices=others)

    def _buttons(self, question: Question, around: Around) -> tuple[Choice, ...]:
        named = [(name, around.topic(name)) for name in PARTS if name in self.parts]
        return tuple(
            Choice(
                topic.title.said(question.language) if topic else name.replace("_", " "),
                f"/{self.key} {name}",
                self.key,
            )
            for name, topic in named
        )


async def who_to_ask(question: Question, around: Around) -> tuple[Line, ...]:
    """The embassy's human contact, under its title; nothing where none is named."""
    key = around.embassy.contacts
    topic = around.topic(key) if key else None
    if topic is None:
        return ()
    heading = Line(topic.title.said(question.language), bold=True)
    told = await topic.facts.answer(question, around)
    return (heading, *confirmed(told.lines, question))


async def urgent_first(question: Question, around: Around) -> tuple[Line, ...]:
    """The phone to dial now, with a line that its hours are not known."""
    key = around.embassy.contacts
    topic = around.topic(key) if key else None
    if topic is None or not isinstance(topic.facts, Contact):
        return ()
    contact = origin(topic.facts, around)
    if not contact.dialled:
        return ()
    told = {"phone": contact.dialled, "whose": topic.title.said(question.language)}
    call = Line(say(question.language, "urgent", **told), contact.sources["phone"], contact.dialled)
    hours = replace(call, text=say(question.language, "urgent-hours"), copy=None)
    return confirmed((call, hours), question)
