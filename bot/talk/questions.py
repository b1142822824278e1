"""What somebody asked: as a channel passes it on, and with language and clock settled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


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
    decides: bool = True
    """Whether the asker may decide for the chat: in a group its administrators alone."""
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
    decides: bool = True
    at: datetime | None = None
    before: str | None = None
