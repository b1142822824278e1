"""The way of an update: read, put into its chat's lane, answered, what changes written, sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.reception import Reception
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.updates import Arrived, Me, read_update
from bot.talk import Change, Now

_log = logging.getLogger(__name__)

_BEFORE_TYPING, _TYPING_AGAIN = 0.5, 4.0
# Telegram shows the sign for five seconds.

Apply = Callable[[Sequence[Change]], Awaitable[None]]


class Conversations:
    """All chats at once. `apply` writes what answers change, before they are sent."""

    def __init__(self, me: Me, reception: Reception, sender: Sender, apply: Apply) -> None:
        self.lanes = Lanes()
        self._me = me
        self._reception = reception
        self._sender = sender
        self._apply = apply

    async def take(self, update: Mapping[str, Any]) -> None:
        """Reads one update and puts it into its lane; what cannot be read is set aside."""
        try:
            arrived = read_update(update, self._me)
        except Exception as strange:
            kinds = ", ".join(sorted(str(key) for key in update if key != "update_id"))
            number, fault = update.get("update_id"), type(strange).__name__
            _log.warning("update %s (%s) cannot be read: %s", number, kinds[:100], fault)
            return
        if arrived is not None:
            await self.lanes.put(arrived.chat, lambda: self._converse(arrived))

    async def _converse(self, arrived: Arrived) -> None:
        async with self._typing(arrived.chat):
            handled = await self._reception.handle(arrived)
        if handled.changes:
            await self._apply(handled.changes)
        for sendable in handled.sent:
            await self._sender.deliver(sendable)

    @asynccontextmanager
    async def _typing(self, chat: int) -> AsyncIterator[None]:
        """Shows the sign as soon as the reader might wonder whether anybody is there."""
        sign = asyncio.create_task(self._show_typing(chat))
        try:
            yield
        finally:
            sign.cancel()

    async def _show_typing(self, chat: int) -> None:
        await asyncio.sleep(_BEFORE_TYPING)
        while True:
            await self._sender.deliver(Now(typing=chat))
            await asyncio.sleep(_TYPING_AGAIN)
