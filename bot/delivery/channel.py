"""What delivery needs of a channel: to read what came, to handle it, and to send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.talk import Change, Sendable

Raw = Mapping[str, Any]
"""An update as it came, of any shape."""


@dataclass(frozen=True)
class Handled:
    """What is to be sent for an update, in order, and what changes with it."""

    sent: tuple[Sendable, ...] = ()
    changes: tuple[Change, ...] = ()


class Arrived(Protocol):
    """Something that wants an answer."""

    @property
    def chat(self) -> int:
        """The chat in whose order it is handled."""
        ...

    @property
    def fleeting(self) -> bool:
        """Whether it is worth answering only at once: it is not kept, and may be lost."""
        ...


class Channel(Protocol):
    """One channel, as delivery sees it."""

    def read(self, update: Raw) -> Arrived | None:
        """What has arrived; None when there is nothing to answer. Raises on a strange shape."""
        ...

    async def handle(self, arrived: Any) -> Handled:
        """What is to be sent and what changes; an error inside is an apology among the letters."""
        ...

    async def attempt(self, sendable: Sendable) -> None:
        """Sends once; raises TryLater, Unclear, Moved, Gone, Refused or Dismissed."""
        ...
