"""What the desk replies: lines, quotations, choices, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from bot.talk.changes import Change


@dataclass(frozen=True)
class Source:
    """Where a line stands: a file of the knowledge folder and its line, or a statement's id."""

    file: str | None = None
    line: int | None = None
    statement: str | None = None
    page: str | None = None
    """`FILE:LINE` of the page that the fact was taken from, below `sources/`."""
    as_of: date | None = None
    """The day on which the fact was true."""
    reviewed: date | None = None
    review_by: date | None = None


@dataclass(frozen=True)
class Quote:
    """The publisher's own words, which the desk shows but never says."""

    text: str
    publisher: str
    date: date
    language: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    """Spans of `text` that matched a search, to be shown in bold."""


@dataclass(frozen=True)
class Line:
    """One line of an answer: a text in the desk's voice, or a quotation."""

    text: str | Quote
    source: Source | None = None
    copy: str | None = None
    """What a button next to the answer copies: a phone number, an e-mail address."""
    bold: bool = False
    """A heading within the answer."""


@dataclass(frozen=True)
class Choice:
    """A button: pressing it asks `asks`, as if it had been typed."""

    label: str
    asks: str
    topic: str | None = None
    style: Literal["success", "danger"] | None = None
    """The colour of a button that confirms or cancels; all others have none."""


@dataclass(frozen=True)
class Sure:
    """One topic or statement fits."""

    labels: tuple[str, ...]
    """What to answer with, in order: topic keys, or `statement:ID`, `statement:ID:POINT`."""


@dataclass(frozen=True)
class Unsure:
    """Two to four fit almost equally, best first; the reader is asked which."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Lost:
    """Nothing fits well enough to be said or offered."""


Judgement = Sure | Unsure | Lost


@dataclass(frozen=True)
class Answer:
    """What the desk replies. Channels render it; nothing in it has been sent or written yet."""

    title: str = ""
    lines: tuple[Line, ...] = ()
    link: str | None = None
    choices: tuple[Choice, ...] = ()
    topic: str | None = None
    """Key of the topic, `statement`, `article` or `article_point`; None when lost."""
    judgement: Judgement = field(default_factory=Lost)
    language: str = ""
    read_as: str | None = None
    """How the text was read, where saying so helps the reader."""
    notes: tuple[str, ...] = ()
    """Lines of the desk before the answer: `I answer in English and Russian.`"""
    above: tuple[Line, ...] = ()
    """Notices in force."""
    why: str | None = None
    """What `/why` and "Not what I asked" name; None for small talk and help."""
    page: bool = False
    """It turns a page of the message before it, so a channel may edit that in place."""
    preview: bool = False
    """One statement is opened, so a channel may show a preview of its link."""
    numbered: bool = False
    """The choices are numbers of list items, best shown several to a row."""
    score: float = 0.0
    top: tuple[tuple[str, float], ...] = ()
    meaning: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def outcome(self) -> Literal["sure", "unsure", "lost"]:
        """The judgement in a word, as in JSON and counts."""
        match self.judgement:
            case Sure():
                return "sure"
            case Unsure():
                return "unsure"
        return "lost"

    def having(self, **changed: object) -> Answer:
        """The same answer with some fields changed."""
        return replace(self, **changed)  # type: ignore[arg-type]
