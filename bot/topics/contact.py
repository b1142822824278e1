"""A contact: phone, e-mail, address and map of somebody who can be reached."""

from __future__ import annotations

from dataclasses import dataclass

from bot.entries import Entry, Sequence, Text
from bot.talk import Answer, Line, Question, Source
from bot.topics.around import Around
from bot.topics.confirming import confirmation, is_overdue
from bot.topics.links import read_link, read_mail
from bot.topics.phones import dialled_from_anywhere
from bot.topics.sources import Taken
from bot.wording import say, written

CHANNELS = ("phone", "email", "address", "map", "link")


@dataclass(frozen=True)
class Contact:
    """The channels by which somebody can be reached; or some of another contact's."""

    phone: str | None
    dialled: str | None
    """The phone as it can be dialled from anywhere."""
    email: str | None
    address: Text
    place: tuple[str, str] | None
    link: str | None
    sources: dict[str, Source]
    of: str | None = None
    show: tuple[str, ...] = ()

    @classmethod
    def read(cls, entry: Entry, taken: Taken) -> Contact:
        """The channels, or `of` and `show`."""
        of, show = entry.value("of"), _shown(entry)
        own = [channel for channel in CHANNELS if entry.has(channel)]
        if of is None and not own:
            entry.must("phone", '"+44 20 7946 0000", or email, address, map, link')
        if of is not None and own:
            entry.complain(own[0], f"all channels are those of {of!r}; remove this or of")
        phone = entry.value("phone")
        return cls(
            phone,
            _dialled(entry, phone),
            read_mail(entry),
            entry.text("address"),
            _place(entry),
            read_link(entry),
            {name: taken.of(entry, name) for name in CHANNELS},
            of,
            show,
        )

    async def answer(self, question: Question, around: Around) -> Answer:
        """A line for each channel, and the day on which they held."""
        whole, show = origin(self, around), self.show or CHANNELS
        lines = tuple(
            line for name in CHANNELS if name in show for line in whole.told(name, question)
        )
        link = whole.link if "link" in show else None
        return Answer(lines=lines + _as_of(lines, question), link=link)

    def told(self, name: str, question: Question) -> tuple[Line, ...]:
        """The line of one channel, if it is known."""
        text, copy = self._text(name, question.language)
        return (Line(text, self.sources[name], copy),) if text else ()

    def _text(self, name: str, language: str) -> tuple[str, str | None]:
        match name:
            case "phone" if self.dialled and self.phone:
                if self.dialled == self.phone:
                    return self.dialled, self.dialled
                told = say(language, "phone", dialled=self.dialled, printed=self.phone)
                return told, self.dialled
            case "email" if self.email:
                return self.email, self.email
            case "address" if self.address:
                return self.address.said(language), self.address.said(language)
            case "map" if self.place:
                latitude, longitude = self.place
                return say(language, "map", latitude=latitude, longitude=longitude), None
        return "", None


def origin(contact: Contact, around: Around) -> Contact:
    """The contact whose channels these are: itself, or the one that its `of` leads to."""
    seen = {id(contact)}
    while contact.of is not None:
        topic = around.topic(contact.of)
        if topic is None or not isinstance(topic.facts, Contact) or id(topic.facts) in seen:
            break
        contact = topic.facts
        seen.add(id(contact))
    return contact


def _as_of(lines: tuple[Line, ...], question: Question) -> tuple[Line, ...]:
    dated = {line.source.as_of: line.source for line in lines if line.source and line.source.as_of}
    if not dated:
        return ()
    as_of, oldest = min(dated.items(), key=lambda pair: pair[0])
    if is_overdue(oldest, question):
        return (confirmation(oldest, question),)
    return (Line(say(question.language, "as-of", day=written(as_of)), oldest),)


def _shown(entry: Entry) -> tuple[str, ...]:
    shown = entry.words("show")
    for name, line in shown:
        if name not in CHANNELS:
            entry.page.complain(line, f"show: {name!r} is none of {', '.join(CHANNELS)}")
    return tuple(name for name, _ in shown)


def _dialled(entry: Entry, printed: str | None) -> str | None:
    if printed is None:
        return None
    dialled = dialled_from_anywhere(printed)
    if dialled is None:
        entry.complain("phone", f"{printed!r} is not an international number like +44 20 7946 0000")
    return dialled


def _place(entry: Entry) -> tuple[str, str] | None:
    node = entry.node_of("map")
    if node is None:
        return None
    pair = [value for value, _ in entry.words("map")] if isinstance(node, Sequence) else []
    try:
        latitude, longitude = map(float, pair)
    except ValueError:
        latitude = longitude = 999.0
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        entry.complain("map", "write latitude and longitude, as [51.5081, -0.1896]")
        return None
    return pair[0], pair[1]
