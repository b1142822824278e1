"""What topics say of each other: keys that must exist, commands that must be one topic's alone."""

from __future__ import annotations

from collections.abc import Iterable

from bot.entries import Page
from bot.knowledge.embassy import Embassy
from bot.knowledge.topics import RESERVED, Found
from bot.topics.bundle import Bundle
from bot.topics.contact import Contact
from bot.topics.note import Note
from bot.topics.notice import Notice


def check_references(found: list[Found], embassy: Embassy, complaints_page: Page) -> None:
    """Complain of keys that no topic has, of rings, and of commands that two topics claim."""
    topics = {one.topic.key: one for one in found}
    for one in found:
        for field, key in _named(one):
            if key not in topics:
                one.entry.complain(field, f"there is no topic {key!r}; check its spelling")
        _check_ring(one, topics)
        _check_origin(one, topics)
    _check_commands(found)
    if embassy.contacts is not None and embassy.contacts not in topics:
        sentence = (
            f"contacts: there is no topic {embassy.contacts!r}; name the topic shown when lost"
        )
        complaints_page.complain(embassy.contacts_line, sentence)


def _named(one: Found) -> Iterable[tuple[str, str]]:
    match one.topic.facts:
        case Bundle(of=keys):
            return [("of", key) for key in keys]
        case Note(also=keys):
            return [("also", key) for key in keys]
        case Notice(topics=keys):
            return [("topics", key) for key in keys]
        case Contact(of=str(key)):
            return [("of", key)]
    return []


def _check_origin(one: Found, topics: dict[str, Found]) -> None:
    facts = one.topic.facts
    origin = topics.get(facts.of) if isinstance(facts, Contact) and facts.of else None
    if origin is not None and not isinstance(origin.topic.facts, Contact):
        one.entry.complain("of", f"{origin.topic.key!r} is not a contact")


def _check_ring(one: Found, topics: dict[str, Found]) -> None:
    field = {Bundle: "of", Note: "also", Contact: "of"}.get(type(one.topic.facts))
    if field is None:
        return
    reached, to_come = set[str](), [key for _, key in _named(one)]
    while to_come:
        key = to_come.pop()
        if key == one.topic.key:
            one.entry.complain(field, f"{key!r} leads back to itself; take it out of the ring")
            return
        if key in topics and key not in reached:
            reached.add(key)
            to_come += [further for _, further in _named(topics[key])]


def _check_commands(found: list[Found]) -> None:
    owner = {one.topic.key: one.topic.key for one in found}
    for one in found:
        for command in one.topic.commands:
            if command in RESERVED:
                continue
            other = owner.setdefault(command, one.topic.key)
            if other != one.topic.key or command == one.topic.key:
                sentence = f"/{command} is already a command of {other!r}; choose another"
                one.entry.complain("commands", sentence)
