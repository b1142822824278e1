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
from bot.topics.service import Service


def check_references(
    found: list[Found], embassy: Embassy, complaints_page: Page, whole: bool
) -> None:
    """Complain of keys that no topic has, of rings, and of commands that two topics claim.

    Unless the topics are `whole`, one that is not there may stand in a file that cannot be read.
    """
    topics = {one.topic.key: one for one in found}
    for one in found:
        for field, key in _named(one):
            if key not in topics and whole:
                one.entry.complain(field, f"there is no topic {key!r}; check its spelling", key)
        _check_ring(one, topics)
        _check_origin(one, topics)
    _check_commands(found)
    if embassy.contacts is not None and (whole or embassy.contacts in topics):
        wrong = _wrong_contacts(embassy.contacts, topics)
        if wrong:
            complaints_page.complain(embassy.contacts_line, f"contacts: {wrong}")


def _wrong_contacts(key: str, topics: dict[str, Found]) -> str | None:
    """What is wrong with the topic that is shown when there is no answer."""
    if key not in topics:
        return f"there is no topic {key!r}; name the topic shown when lost"
    # A service without an answer shows the contacts itself.
    for part in sorted({key, *_told_with(topics[key], topics)}):
        if part in topics and isinstance(topics[part].topic.facts, Service):
            return f"{part!r} is a service; name a topic of the kind contact"
    return None


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
    key = one.topic.key
    if key in _told_with(one, topics):
        field = next(field for field, _ in _named(one))
        one.entry.complain(field, f"{key!r} leads back to itself; take it out of the ring")


def _told_with(one: Found, topics: dict[str, Found]) -> set[str]:
    """The keys of all topics whose answers are part of this one's."""
    reached, to_come = set[str](), [one]
    while to_come:
        each = to_come.pop()
        if isinstance(each.topic.facts, Notice):
            continue  # it stands above other topics' answers, and tells none of them
        keys = {key for _, key in _named(each)} - reached
        reached |= keys
        to_come += [topics[key] for key in keys if key in topics]
    return reached


def _check_commands(found: list[Found]) -> None:
    owner = {one.topic.key: one.topic.key for one in found}
    for one in found:
        for command in one.topic.commands:
            if command in RESERVED:
                continue
            other = owner.setdefault(command, one.topic.key)
            if other != one.topic.key or command == one.topic.key:
                sentence = f"/{command} is already a command of {other!r}; choose another"
                one.entry.complain("commands", sentence, command)
