"""What is sent: letters, edits, and what is worth sending only at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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
    opens: str = ""
    """What a deep link to the bot says to open it there, `read_4k2pd9xw`."""


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


class Dismissed(Exception):
    """The bot itself is not admitted any more, so nothing can be sent to anybody."""
