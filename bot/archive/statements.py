"""What a statement is: its text, points and passages, and how an import line is read as one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

SHORT = 8
"""Letters and digits of a short id."""
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_POINT = re.compile(r"(\d{1,3})\. +(?=\S)")
_FURTHEST = 9
"""How far a point's number may be ahead of the last: a paragraph may begin with "20. ..."."""
_QUOTES = {**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛`´", "'")}
_QUOTE = re.compile("[" + "".join(_QUOTES) + "]")
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_SPACES = re.compile(r"(?:[^\S\n]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f])+")
_EMPTY_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Correction:
    """An earlier text of a statement, and the day on which it was replaced."""

    replaced_on: date
    title: str
    text: str


@dataclass(frozen=True)
class Point:
    """A numbered point of an article; its text is without the number."""

    number: int
    text: str
    start: int
    """Where its text begins within the statement's."""


@dataclass(frozen=True)
class Statement:
    """Something that was published. Its texts are tidy: see `tidy` and `tidy_line`."""

    title: str
    text: str
    """Paragraphs, divided by empty lines."""
    date: date
    language: str
    publisher: str
    section: str | None = None
    """`events`, `speeches`, or none."""
    url: str | None = None
    id: str | None = None
    """The id that it was given."""
    short: str = ""
    """Eight letters and digits that never change; empty until the archive keeps it."""
    source: str | None = None
    """`FILE:LINE` of the page that it was taken from."""
    translation_of: str | None = None
    """Id, short id or url of the statement that this one is an edition of."""
    corrections: tuple[Correction, ...] = ()

    @property
    def name(self) -> str:
        """The id as every JSON shows it: the one given, or the short one."""
        return self.id or self.short

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The numbered points of an article; none for anything else."""
        opened = [*_points_opened(self.text), (0, len(self.text) + 2, len(self.text) + 2)]
        return tuple(
            Point(number, self.text[start : after - 2], start)
            for (number, _, start), (_, after, _) in pairwise(opened)
        )

    @cached_property
    def lead(self) -> str:
        """What precedes the first point; the whole text where there are none."""
        first = next(_points_opened(self.text), None)
        return self.text if first is None else self.text[: max(0, first[1] - 2)]

    @cached_property
    def identity(self) -> str:
        """What it is known by without id and url: publisher, language, date, title."""
        parts = [self.publisher, self.language, self.date.isoformat(), self.title]
        if not self.title:
            parts.append(self.text)
        return _digest("\n".join(compared(part) for part in parts))

    def point(self, number: int) -> Point | None:
        """The point of that number."""
        return next((point for point in self.points if point.number == number), None)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a tidy text."""
    return text.split("\n\n") if text else []


def _points_opened(text: str) -> Iterator[tuple[int, int, int]]:
    """Number, beginning and beginning of the text proper, of each point: 1, then rising."""
    last = at = 0
    for paragraph in paragraphs(text):
        opens = _POINT.match(paragraph)
        number = int(opens[1]) if opens else 0
        if opens and (number == 1 if not last else last < number <= last + _FURTHEST):
            yield number, at, at + opens.end()
            last = number
        at += len(paragraph) + 2


def tidy_line(text: str) -> str:
    """One line as a reader sees it: any run of spaces, breaks and controls is one space."""
    return " ".join(_SPACES.sub(" ", _UNSEEN.sub("", text)).split())


def tidy(text: str) -> str:
    """Paragraphs as a reader sees them, divided by empty lines; lines within them are kept."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SPACES.sub(" ", text)
    parted = (
        "\n".join(line for line in map(str.strip, part.split("\n")) if line)
        for part in _EMPTY_LINES.split(text)
    )
    return "\n\n".join(part for part in parted if part)


def compared(text: str) -> str:
    """A text as two are compared: spaces and quotation marks make no difference."""
    if not text.isascii() and _QUOTE.search(text):
        text = _QUOTE.sub(lambda printed: _QUOTES[printed.group()], text)
    return " ".join(text.split())


def short_of(statement: Statement, attempt: int = 0) -> str:
    """The short id that its identity gives; a further attempt when another one has it."""
    known_by = statement.id or statement.url or statement.identity
    return _letters(f"{known_by}\n{attempt}" if attempt else known_by)


@lru_cache(maxsize=10_000)
def _letters(known_by: str) -> str:
    number = int(_digest(known_by), 16)
    letters = []
    for _ in range(SHORT):
        number, letter = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[letter])
    return "".join(letters)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
