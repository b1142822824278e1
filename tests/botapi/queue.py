"""Updates that wait for the bot, as getUpdates hands them out and confirms them."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.botapi.refusals import Refusal

Raw = dict[str, Any]

_RIVAL = (
    "Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)


class Updates:
    """The queue. An update goes when a later offset confirms it, never because it is old."""

    def __init__(self) -> None:
        self.next_id = 1000
        """The id of the next update; after a quiet week Telegram begins anew, maybe lower."""
        self._waiting: list[Raw] = []
        self._served: set[int] = set()
        self._wanted: list[str] | None = None
        self._news = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None

    def add(self, kind: str, content: Raw) -> int:
        """A new update, unless the bot said that it does not want its kind."""
        number, self.next_id = self.next_id, self.next_id + 1
        if not self._wanted or kind in self._wanted:
            self.add_raw({"update_id": number, kind: content})
        return number

    def add_raw(self, update: Raw) -> None:
        """An update of any shape."""
        self._waiting.append(update)
        self._news.set()

    def unconfirmed(self) -> list[Raw]:
        """What the bot has not confirmed."""
        return list(self._waiting)

    async def get(self, told: Raw) -> list[Raw]:
        """One call of getUpdates; a second one at a time ends the first with 409."""
        if isinstance(told.get("allowed_updates"), list):
            self._wanted = told["allowed_updates"]
        self._confirm(int(told.get("offset") or 0))
        if self._poll and not self._poll.done():
            self._poll.set_exception(Refusal(409, _RIVAL))
        self._poll = asyncio.get_running_loop().create_future()
        poll = self._poll
        if not self._waiting:
            await self._wait(min(int(told.get("timeout") or 0), 50), poll)
        poll.cancel()
        limit = max(1, min(int(told.get("limit") or 100), 100))
        batch = self._waiting[:limit]
        self._served |= {update.get("update_id", 0) for update in batch}
        return batch

    def rival(self) -> None:
        """Another program asks for updates: the poll under way ends with 409."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(Refusal(409, _RIVAL))

    def _confirm(self, offset: int) -> None:
        """Forgets what was handed out below the offset; what never was stays, whatever its id."""
        self._waiting = [
            update
            for update in self._waiting
            if (number := update.get("update_id", 0)) not in self._served
            or number >= offset > 0
            or offset == 0
        ]

    async def _wait(self, seconds: float, poll: asyncio.Future[None]) -> None:
        self._news.clear()
        news = asyncio.create_task(self._news.wait())
        waiting: set[asyncio.Future[Any]] = {news, poll}
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        news.cancel()
        if poll.done():
            poll.result()
