"""Telegram as delivery sees it: updates read, handled at the reception, letters sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram.reception import Reception
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.updates import Arrived, Me, read_update
from bot.delivery import Handled
from bot.talk import Sendable


@dataclass(frozen=True)
class Conversations:
    """All chats at once."""

    me: Me
    reception: Reception
    sender: Sender

    def read(self, update: Mapping[str, Any]) -> Arrived | None:
        """What has arrived; None where a person would keep silent. Raises on a strange shape."""
        return read_update(update, self.me)

    async def handle(self, arrived: Arrived) -> Handled:
        """The letters for one message or press, and what changes."""
        return await self.reception.handle(arrived)

    async def attempt(self, sendable: Sendable) -> None:
        """Sends once; raises TryLater, Unclear, Moved, Gone, Refused or Dismissed."""
        await self.sender.attempt(sendable)
