"""The table of kinds and their fields: what each takes and what it is for, as editors show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.topics.contact import CHANNELS
from bot.topics.service import PARTS


@dataclass(frozen=True)
class Field:
    """One field of an entry: the shape of its value, and a sentence on what it is for."""

    shape: str
    """A name in the schema's table of shapes."""
    says: str
    must: bool = False


COMMON: Mapping[str, Field] = {
    "kind": Field("kind", "What the answer is made of; a note if left out."),
    "title": Field("text", "The heading of the answer and the label of its button."),
    "asked": Field("samples", "What citizens say for this; the more ways, the better it is found."),
    "not_for": Field("samples", "What looks like this topic and is something else."),
    "commands": Field("keys", "Further commands; the topic's key is one already."),
    "group": Field("name", "The group of the menu, one of those in embassy.yaml."),
    "menu": Field("flag", "true: among the commands that Telegram lists."),
    "from": Field("moment", "In force from this day or moment on."),
    "until": Field("moment", "In force until this moment, or through this day."),
    "source": Field("source", "Where it was taken from: FILE:LINE below sources."),
    "as_of": Field("day", "The day on which it was true."),
    "reviewed": Field("day", "The day on which someone last looked at it."),
    "review_by": Field("day", "The day by which someone must look at it again."),
    "urgent": Field("flag", "true: the phone to dial comes first."),
    "smalltalk": Field("flag", "true: a courtesy, which gives way to any other matter."),
}
"""Every entry may have these, whatever its kind."""

_LINK = Field("link", "A page on the web, offered under the answer.")
_ANSWER = Field("text", "What citizens read, as it is written here.")

OWN: Mapping[str, Mapping[str, Field]] = {
    "note": {
        "answer": _ANSWER,
        "link": _LINK,
        "also": Field("keys", "Topics whose answers follow this one."),
    },
    "contact": {
        "phone": Field("phone", "As it is printed, with the country: +44 20 7946 0000."),
        "email": Field("mail", "An address like name@example.org."),
        "address": Field("text", "The postal address."),
        "map": Field("place", "Latitude and longitude: [51.5081, -0.1896]."),
        "link": _LINK,
        "of": Field("key", "Another contact, whose channels these are."),
        "show": Field("channels", "Which of its channels are told; all if left out."),
    },
    "clock": {
        "zone": Field("zone", "A time zone like Europe/London.", must=True),
        "place": Field("text", "The place whose clock it is.", must=True),
    },
    "counter": {
        "since": Field("day", "The day from which days are counted."),
        "until_day": Field("day", "The day until which days are counted."),
        "caption": Field("caption", "The publisher's words as printed, without the number."),
        "seen": Field("seen", "What the publisher's page showed, and when."),
    },
    "bundle": {
        "of": Field("keys", "The topics whose answers are told together.", must=True),
        "date": Field("flag", "true: the day's date comes first."),
    },
    "latest": {
        "count": Field("number", "Statements a page: 1 to 20; 10 if left out."),
        "section": Field("section", "events or speeches; both if left out."),
    },
    "archive": {},
    "statement": {"statement": Field("name", "The statement's id.", must=True)},
    "service": {
        "answer": _ANSWER,
        "link": _LINK,
        "form": Field("link", "A form on the web."),
        "parts": Field("parts", "The answer in parts, each behind a button of its own."),
    },
    "menu": {},
    "notice": {
        "answer": Field("text", "What stands above other answers while in force.", must=True),
        "topics": Field("keys", "The topics that it stands above; all if left out."),
    },
}
"""By kind, the fields that only such entries have."""

EMBASSY: Mapping[str, Field] = {
    "name": Field("text", "The embassy's name.", must=True),
    "publisher": Field("text", "Who publishes its statements."),
    "zone": Field("zone", "The embassy's own time zone, like Europe/London.", must=True),
    "languages": Field("languages", "The languages it answers in, the first for strangers.", True),
    "contacts": Field("key", "The topic shown when there is no answer."),
    "groups": Field("groups", "The groups of the menu, in order, each with its title."),
}

QUESTION: Mapping[str, Field] = {
    "ask": Field("said", "What a citizen types.", must=True),
    "topic": Field("name", "The topic it must reach; statement, article_point or none.", must=True),
    "language": Field("language", "The language of the citizen's app."),
    "on": Field("moment", "The day on which it is asked; today if left out."),
    "says": Field("sayings", "What the answer must contain: a text, or a list of them."),
}

STATEMENT: Mapping[str, Field] = {
    "date": Field("day", "The day of publication.", must=True),
    "title": Field("said", "As printed; may be empty.", must=True),
    "text": Field("said", "Paragraphs with empty lines between; `1. ` opens a point.", must=True),
    "language": Field("edition", "The language it is written in."),
    "url": Field("link", "Where it was published."),
    "section": Field("section", "events or speeches."),
    "publisher": Field("said", "Who published it, if not the embassy."),
    "id": Field("name", "A name of its own, which never changes."),
    "short": Field("name", "Its eight letters and digits, if they are to be kept."),
    "source": Field("place_of_page", "Where it was taken from: FILE:LINE below sources."),
    "translation_of": Field("name", "The id of the statement that this one translates."),
    "corrections": Field("corrections", "What it said before, and until when."),
}

TEXTS = ("text", "parts", "groups")
"""Shapes whose texts are due in every language of the embassy."""


def fields_of(kind: str) -> dict[str, Field]:
    """Every field of an entry of that kind."""
    return {**COMMON, **OWN[kind]}


def channels() -> tuple[str, ...]:
    """The channels of a contact that `show` may name."""
    return CHANNELS


def parts() -> tuple[str, ...]:
    """The parts that a service's answer may have."""
    return PARTS
