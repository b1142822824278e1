"""What an answer changes, for whoever delivers it to apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.talk.announcements import Announcement


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


Scope = Literal["everything", "warnings", "words"]
"""What a reader wants to be told of; warnings reach every subscriber."""


@dataclass(frozen=True)
class Subscribed:
    """The reader asked to be told."""

    asker: str
    scope: Scope
    language: str
    day: date
    words: tuple[str, ...] = ()
    """Added to those of an earlier subscription to words."""


@dataclass(frozen=True)
class Unsubscribed:
    """The reader wants to be told no more; or, where words are named, no more of these."""

    asker: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drafted:
    """Staff looked at an announcement; it replaces their earlier draft and is not sent yet."""

    nonce: str
    by: str
    at: datetime
    announcement: Announcement


@dataclass(frozen=True)
class Published:
    """Staff confirmed the draft with that nonce: everybody subscribed at that moment gets it."""

    nonce: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Warned:
    """Staff confirmed a warning: sent like any draft, and above the answers until it is over."""

    nonce: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Cleared:
    """What was warned of is over: nothing stands above the answers, nobody else is told."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Cancelled:
    """Staff dropped a draft, or stopped a broadcast that was under way."""

    by: str
    at: datetime
    nonce: str | None = None
    broadcast: int | None = None


Change = (
    LanguageChosen
    | Asked
    | Unanswered
    | Forgotten
    | Subscribed
    | Unsubscribed
    | Drafted
    | Published
    | Warned
    | Cleared
    | Cancelled
)
