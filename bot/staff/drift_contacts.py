"""Phones, e-mail and postal addresses: what a page prints beside what the bot says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.knowledge import Knowledge
from bot.staff.drift_findings import Finding
from bot.staff.drift_statements import plain
from bot.staff.page_rows import Row
from bot.talk import Source
from bot.topics.contact import Contact
from bot.topics.phones import is_same, is_valid

ALIKE = 0.7
"""Share of letters from which another number or address is taken for the same one, changed."""
_PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d[\d ().\-–/\xa0]{6,}\d(?!\w)")
_MAIL = re.compile(r"[^\s<>(),;:\"«»“”]+@[^\s<>(),;:\"«»“”]+")


@dataclass(frozen=True)
class Ours:
    """A fact of the knowledge, and where it stands."""

    what: str
    text: str
    source: Source

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.source.file}:{self.source.line}"


@dataclass(frozen=True)
class Theirs:
    """A text on the page, and its line."""

    text: str
    line: int


def contact_findings(knowledge: Knowledge, rows: Sequence[Row]) -> Iterator[Finding]:
    """Phones and e-mail addresses of both sides, and postal addresses of ours."""
    phones, mails, addresses = [], [], []
    for topic in knowledge.topics.values():
        if not isinstance(topic.facts, Contact) or topic.facts.of:
            continue
        contact, sources = topic.facts, topic.facts.sources
        if contact.phone:
            phones.append(Ours(f"{topic.key}: phone", contact.phone, sources["phone"]))
        if contact.email:
            mails.append(Ours(f"{topic.key}: e-mail", contact.email, sources["email"]))
        if contact.address:
            addresses.append((topic.key, contact))
    yield from _compared(phones, list(_phones(rows, phones)), is_same)
    yield from _compared(mails, list(_mails(rows)), lambda one, other: one == other.lower())
    for key, contact in addresses:
        yield _address(key, contact, rows)


def _phones(rows: Sequence[Row], ours: Sequence[Ours]) -> Iterator[Theirs]:
    like = ours[0].text if ours else None
    for row in rows:
        for found in _PHONE.finditer(row.text):
            text = found[0].strip()
            known = any(_likeness(text, one.text) >= ALIKE for one in ours)
            if 7 <= sum(map(str.isdigit, text)) <= 15 and (known or is_valid(text, like)):
                yield Theirs(text, row.line)


def phones_in(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand in a row that are read as phones."""
    for found in _PHONE.finditer(text):
        if 7 <= sum(map(str.isdigit, found[0])) <= 15:
            yield found.span()


def mails_in(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses stand in a row."""
    return (found.span() for found in _MAIL.finditer(text))


def _mails(rows: Sequence[Row]) -> Iterator[Theirs]:
    for row in rows:
        for found in _MAIL.finditer(row.text):
            yield Theirs(found[0].strip(".!?…'’"), row.line)


def _compared(
    ours: Sequence[Ours], theirs: Sequence[Theirs], same: Callable[[str, str], bool]
) -> Iterator[Finding]:
    """Both sides, each with its like: first what is the same, then what is nearly so."""
    strangers = list(dict.fromkeys(theirs))
    alone = []
    for one in ours:
        seen = [other for other in strangers if same(one.text, other.text)]
        strangers = [other for other in strangers if other not in seen]
        if not seen:
            alone.append(one)
        for other in seen[:1]:
            yield Finding(one.what, one.text, other.text, "agrees", one.place, other.line)
    for one in alone:
        near = max(strangers, key=lambda other: _likeness(one.text, other.text), default=None)
        if near is not None and _likeness(one.text, near.text) >= ALIKE:
            strangers.remove(near)
            yield Finding(one.what, one.text, near.text, "differs", one.place, near.line)
        else:
            yield Finding(one.what, one.text, None, "missing", one.place)
    for other in strangers:
        what = "e-mail" if "@" in other.text else "phone"
        yield Finding(what, None, other.text, "missing", None, other.line)


def _likeness(one: str, other: str) -> float:
    if "@" not in one:
        one, other = (re.sub(r"\D", "", each) for each in (one, other))
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


def _address(key: str, contact: Contact, rows: Sequence[Row]) -> Finding:
    """Whether the page has a postal address in one of the languages, over however many rows."""
    page = " ".join(plain(row.text) for row in rows)
    source = contact.sources["address"]
    place = f"{source.file}:{source.line}"
    for text in contact.address.by_language.values():
        if plain(text) in page:
            first = plain(text).split(",")[0]
            line = next((row.line for row in rows if first in plain(row.text)), None)
            return Finding(f"{key}: address", text, text, "agrees", place, line)
    text = next(iter(contact.address.by_language.values()))
    return Finding(f"{key}: address", text, None, "missing", place)
