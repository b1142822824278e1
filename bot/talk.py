"""The values that everyone exchanges: questions, answers and what is sent. They never change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal


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
class Question:
    """What somebody asked, when, and in which language the answer is due."""

    text: str
    language: str
    asked_at: datetime
    """Aware, in the embassy's zone."""
    asker: str = ""
    """The chat, as `telegram:42`; empty when nobody is to be remembered."""
    staff: bool = False
    about: str | None = None
    """Topic key or short id of the message that this one replies to, from its `/why KEY` button."""
    hint: str | None = None
    """The language of the reader's app."""
    before: str | None = None
    """The question that the message replied to answered, if the channel can still read it."""

    def asking(self, text: str) -> Question:
        """The same question, had it been asked by that command."""
        return replace(self, text=text)


@dataclass(frozen=True)
class Heard:
    """What a channel passes on, before language and clock are settled."""

    text: str
    asker: str = ""
    hint: str | None = None
    about: str | None = None
    staff: bool = False
    at: datetime | None = None
    before: str | None = None


@dataclass(frozen=True)
class LanguageChosen:
    """The reader chose the language of answers."""

    asker: str
    language: str


@dataclass(frozen=True)
class Asked:
    """A question was answered; only the count is kept."""

    day: date
    topic: str
    language: str
    outcome: str


@dataclass(frozen=True)
class Unanswered:
    """A question got no answer, or only a choice; its text is kept without its asker."""

    text: str
    language: str
    day: date
    nearest: str | None = None
    score: float = 0.0
    outcome: str = "lost"


@dataclass(frozen=True)
class Forgotten:
    """The reader asked to be forgotten."""

    asker: str


Change = LanguageChosen | Asked | Unanswered | Forgotten


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


@dataclass(frozen=True)
class Button:
    """A button under a letter: it asks a text, copies one, or opens a link; just one of these."""

    label: str
    asks: str | None = None
    copy: str | None = None
    url: str | None = None
    style: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Letter:
    """A message to be sent; its text is HTML, as Telegram takes it."""

    chat: int
    text: str
    buttons: Rows = ()
    reply_to: int | None = None
    preview: bool = False


@dataclass(frozen=True)
class Edit:
    """A message whose text and buttons are to be replaced."""

    chat: int
    message: int
    text: str
    buttons: Rows = ()
    preview: bool = False


@dataclass(frozen=True)
class Article:
    """One result of an inline query."""

    id: str
    title: str
    description: str
    text: str
    buttons: Rows = ()


@dataclass(frozen=True)
class Now:
    """Something that is worth sending only at once, and may be lost: exactly one kind is set."""

    callback: str | None = None
    """Id of a callback query to answer; `text` is shown to the reader."""
    text: str = ""
    typing: int | None = None
    """A chat in which to show that an answer is being prepared."""
    inline: str | None = None
    """Id of an inline query to answer with `articles`."""
    articles: Sequence[Article] = ()


Sendable = Letter | Edit | Now


class TryLater(Exception):
    """The receiver asks for patience."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"try again in {seconds:g} seconds")
        self.seconds = seconds


class Gone(Exception):
    """Nobody receives at this address any more."""

    def __init__(self, chat: int) -> None:
        super().__init__("this chat is gone")
        self.chat = chat


class Moved(Exception):
    """A group has another address now."""

    def __init__(self, chat: int, to: int) -> None:
        super().__init__("this group has moved")
        self.chat = chat
        self.to = to


class Refused(Exception):
    """What was sent will never be taken, however often it is sent; the message says why."""


class Unclear(Exception):
    """Nobody knows whether what was sent has arrived."""
