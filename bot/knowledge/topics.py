"""The topics of a folder: each entry read by its kind, and what concerns them all together."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import datetime

from bot.entries import Entry, Mapping, Node, Page, Text, begins, ends
from bot.knowledge.embassy import Embassy
from bot.knowledge.folder import Folder
from bot.pace import breathing
from bot.talk import Source
from bot.topics import KINDS, Topic
from bot.topics.sources import Taken, read_taken

KEY = re.compile(r"[a-z0-9_]{1,32}")
"""A topic's key is its command, and Telegram allows a command no more (Bot API, BotCommand)."""

RESERVED = frozenset(
    {"start", "language", "read", "search", "why", "wrong", "send", "live", "cancel", "none"}
    | {"subscribe", "unsubscribe", "subscriptions", "privacy", "mydata", "forget"}
    | {"publish", "warn", "allclear", "statement", "article_point"}
)


@dataclass(frozen=True)
class Found:
    """A topic and what is needed to judge it beside the others."""

    topic: Topic
    page: Page
    line: int
    entry: Entry


def read_topics(folder: Folder, embassy: Embassy) -> list[Found]:
    """Every topic of the folder, in the order of the files."""
    pages = folder.lines_of_pages()
    entries: dict[str, Entry] = {}
    for path in breathing(folder.topic_files()):
        node, page = folder.mapping(path)
        folder.unread |= bool(page.noted and not node.items)
        for key, value in node.items.items():
            entry = _entry(key, value, Place(page, node.lines[key]), embassy)
            if entry is not None and _is_new(key, entry, entries):
                entries[key] = entry
    taken = {key: read_taken(entry, pages) for key, entry in breathing(entries.items())}
    each = breathing(entries.values())
    return [_topic(entry, _inherited(entry, entries, taken), embassy) for entry in each]


@dataclass(frozen=True)
class Place:
    """A line of a file that is being read."""

    page: Page
    line: int


def _entry(key: str, value: Node, place: Place, embassy: Embassy) -> Entry | None:
    page, line = place.page, place.line
    if not KEY.fullmatch(key):
        sentence = (
            f"{key!r} is not a topic's key; use small Latin letters, digits and _, at most 32"
        )
        page.complain(line, sentence)
        return None
    if key in RESERVED:
        page.complain(line, f"{key!r} is a command of the desk itself; choose another key")
        return None
    if not isinstance(value, Mapping):
        page.complain(line, f"{key}: names and values were expected here, as `title:`, `asked:`")
        return None
    spoken = embassy.languages if embassy.written else ()
    return Entry(key, value, page, line, languages=spoken)


def _is_new(key: str, entry: Entry, entries: MappingOf[str, Entry]) -> bool:
    first = entries.get(key)
    if first is not None:
        place = f"{first.page.file}:{first.line}"
        entry.page.complain(entry.line, f"{key!r} stands twice, first in {place}; keep one")
    return first is None


def _inherited(entry: Entry, entries: MappingOf[str, Entry], taken: MappingOf[str, Taken]) -> Taken:
    of = entry.node.items.get("of")
    origin = getattr(of, "value", None)
    if isinstance(origin, str) and origin in entries and not entry.has("source"):
        return taken[origin]
    return taken[entry.key]


def _topic(entry: Entry, taken: Taken, embassy: Embassy) -> Found:
    kind = entry.value("kind") or "note"
    if kind not in KINDS:
        entry.complain("kind", f"there is no kind {kind!r}; write one of {', '.join(KINDS)}")
        entry.asked_for.update(entry.node.items)
    facts = KINDS.get(kind, KINDS["menu"]).read(entry, taken)
    file, line = entry.place()
    topic = Topic(
        key=entry.key,
        kind=kind,
        title=entry.text("title") or _key_in_words(entry.key),
        facts=facts,
        source=taken.at(Source(file, line)),
        asked=entry.samples("asked"),
        not_for=entry.samples("not_for"),
        commands=_commands(entry),
        group=_group(entry, embassy),
        menu=entry.flag("menu"),
        urgent=entry.flag("urgent"),
        smalltalk=entry.flag("smalltalk"),
        since=_moment(entry, "from", embassy),
        until=_moment(entry, "until", embassy),
    )
    if topic.since and topic.until and topic.since >= topic.until:
        entry.complain("until", "it ends before it begins; check from and until")
    entry.leftovers()
    return Found(topic, entry.page, entry.line, entry)


def _key_in_words(key: str) -> Text:
    words = key.replace("_", " ").strip().capitalize() or key
    return Text({"en": words})


def _commands(entry: Entry) -> tuple[str, ...]:
    commands = entry.words("commands")
    for command, line in commands:
        if not KEY.fullmatch(command):
            sentence = f"commands: {command!r}: use small Latin letters, digits and _, at most 32"
            entry.page.complain(line, sentence)
        elif command in RESERVED:
            entry.page.complain(line, f"commands: {command!r} is a command of the desk itself")
    return tuple(command for command, _ in commands)


def _group(entry: Entry, embassy: Embassy) -> str | None:
    group = entry.value("group")
    if group is not None and embassy.written and group not in embassy.groups:
        known = ", ".join(embassy.groups) or "none yet"
        entry.complain("group", f"embassy.yaml has no group {group!r}; its groups: {known}")
    return group


def _moment(entry: Entry, name: str, embassy: Embassy) -> datetime | None:
    when = entry.moment(name)
    if when is None:
        return None
    return begins(when, embassy.zone) if name == "from" else ends(when, embassy.zone)
