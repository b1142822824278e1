"""What staff tell everybody who asked to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.talk.letters import Letter

Kind = Literal["text", "statement", "correction", "warning"]


@dataclass(frozen=True)
class Announcement:
    """One message to many, in each of the embassy's languages."""

    kind: Kind
    letters: tuple[tuple[str, Letter], ...]
    """By language, as readers get it; their `chat` is filled in for each reader."""
    said: tuple[tuple[str, str], ...] = ()
    """By language, the words as staff wrote them; a warning stands above the answers in these."""
    stems: frozenset[str] = frozenset()
    """Stems of its words, for readers who want only what has certain words."""
    statement: str | None = None
    """Short id of the statement that is announced or was corrected."""
    content: str = ""
    """A hash of that statement's title and text, by which a later correction is noticed."""

    def letter(self, language: str) -> Letter:
        """The letter for a reader of that language; the first for one who has none of his own."""
        return dict(self.letters).get(language, self.letters[0][1])


@dataclass(frozen=True)
class Draft:
    """An announcement that staff have seen before it is sent, and have not sent yet."""

    nonce: str
    by: str
    announcement: Announcement


@dataclass(frozen=True)
class Progress:
    """How far an announcement has come. What has no outcome yet is waiting."""

    number: int
    kind: Kind
    readers: int
    sent: int = 0
    gone: int = 0
    """Readers who cannot be reached any more."""
    refused: int = 0
    stopped: int = 0
    """Readers who were not told, because staff stopped it."""

    @property
    def waiting(self) -> int:
        """Readers who have not been told yet."""
        return self.readers - self.sent - self.gone - self.refused - self.stopped
