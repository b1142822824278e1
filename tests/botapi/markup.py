"""HTML as the server parses it, to visible text and entities; what it refuses is refused here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.refusals import Refusal, bad

TAGS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(?:(?P<name>[A-Za-z]+)|#x(?P<hex>[0-9A-Fa-f]+)|#(?P<dec>\d+));?")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[^\s>]*)(?P<rest>[^>]*)(?P<end>>?)")
_ATTRIBUTE = re.compile(
    r"\s*(?P<name>[^\s=>/\"']+)(?:\s*=\s*(?:\"(?P<one>[^\"]*)\"|'(?P<two>[^']*)'|(?P<word>[A-Za-z0-9.-]+)))?"
)
# What the server deletes, turns into a space, and takes for nothing.
_DELETED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_SPACES = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_NOTHING = re.compile(
    "[\\s\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc"
    "\U000e0000-\U000e007f]+"
)


def units(text: str) -> int:
    """The length of a text in UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def parsed(text: str, mode: str | None) -> tuple[str, list[dict[str, Any]]]:
    """The visible text of a message and its entities; raises Refusal."""
    if not text:
        raise bad("message text is empty")
    if len(text.encode()) > 1 << 15:
        raise bad("Text is too long")
    entities: list[dict[str, Any]] = []
    if mode is None:
        seen = text
    elif mode.lower() == "html":
        seen, entities = _Parser(text).parsed()
    else:
        raise bad("Unsupported parse_mode")
    seen = _SPACES.sub(" ", _DELETED.sub("", seen)).strip(" \n")
    if not _NOTHING.sub("", seen):
        raise bad("Text must be non-empty")
    if units(seen) > 4096:
        raise bad("Message is too long")
    return seen, entities


@dataclass
class _Open:
    name: str
    attributes: dict[str, str]
    offset: int


@dataclass
class _Parser:
    """Reads one text from left to right; `at` is a place in it, errors name its byte."""

    text: str
    at: int = 0
    seen: str = ""
    open: list[_Open] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def parsed(self) -> tuple[str, list[dict[str, Any]]]:
        while self.at < len(self.text):
            letter = self.text[self.at]
            if letter == "&":
                self._entity()
            elif letter == "<":
                self._tag()
            else:
                self.seen += letter
                self.at += 1
        if self.open:
            name = self.open[-1].name
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{name}"')
        return self.seen, sorted(self.entities, key=lambda one: one["offset"])

    def _entity(self) -> None:
        """A bare & stands for itself, as does an entity that the server does not know."""
        found = _ENTITY.match(self.text, self.at)
        letter = _letter(found) if found else None
        self.seen += letter or "&"
        self.at = found.end() if found and letter else self.at + 1

    def _tag(self) -> None:
        byte = len(self.text[: self.at].encode())
        found = _TAG.match(self.text, self.at)
        assert found is not None
        self.at = found.end()
        name = found["name"].lower()
        if found["close"]:
            self._close(name, found["end"], byte)
        elif not found["end"] and not found["rest"]:
            raise _cannot(f"Unclosed start tag at byte offset {byte}")
        elif name not in TAGS:
            raise _cannot(f'Unsupported start tag "{name}" at byte offset {byte}')
        elif not found["end"]:
            raise _cannot(f'Unclosed start tag "{name}" at byte offset {byte}')
        else:
            self.open.append(_Open(name, _attributes(name, found["rest"], byte), units(self.seen)))

    def _close(self, name: str, end: str, byte: int) -> None:
        if not self.open:
            raise _cannot(f"Unexpected end tag at byte offset {byte}")
        if not end:
            raise _cannot(f"Unclosed end tag at byte offset {byte}")
        opened = self.open.pop()
        if name and name != opened.name:
            wanted = f'expected "</{opened.name}>", found "</{name}>"'
            raise _cannot(f"Unmatched end tag at byte offset {byte}, {wanted}")
        length = units(self.seen) - opened.offset
        if length:
            kind = TAGS[opened.name]
            if kind == "blockquote" and "expandable" in opened.attributes:
                kind = "expandable_blockquote"
            self.entities.append({"type": kind, "offset": opened.offset, "length": length})


def _letter(found: re.Match[str]) -> str | None:
    if found["name"]:
        return _NAMED.get(found["name"])
    code = int(found["hex"], 16) if found["hex"] else int(found["dec"])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None


def _attributes(name: str, text: str, byte: int) -> dict[str, str]:
    told, at = {}, 0
    while text[at:].strip():
        found = _ATTRIBUTE.match(text, at)
        if found is None:
            where = f'in the tag "{name}" at byte offset {byte}'
            raise _cannot(f"Empty attribute name {where}")
        told[found["name"]] = found["one"] or found["two"] or found["word"] or ""
        at = found.end()
    if name == "span" and told.get("class") != "tg-spoiler":
        raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
    return told


def _cannot(reason: str) -> Refusal:
    return Refusal(400, f"Bad Request: can't parse entities: {reason}")
