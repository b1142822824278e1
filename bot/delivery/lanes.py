"""One chat's updates in their order, chats side by side, and never too many at a time."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

_log = logging.getLogger(__name__)

Rest = Awaitable[None]
Work = Callable[[], Awaitable[Rest | None]]
"""What is to be done; and what then still is, still in its order, while others may begin."""


class Lanes:
    """A lane for each chat that has something waiting."""

    def __init__(self, side_by_side: int = 16, waiting: int = 500) -> None:
        self._busy = asyncio.Semaphore(side_by_side)
        self._room = asyncio.Semaphore(waiting)
        self._most, self._waiting = waiting, 0
        self._lanes: dict[int, deque[Work]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._closing = False

    def has_room(self, many: int) -> bool:
        """Whether so much more may be put in without waiting."""
        return self._waiting + many <= self._most

    async def put(self, chat: int, work: Work) -> None:
        """Puts work into the chat's lane; waits while too much is waiting already."""
        await self._room.acquire()
        self._waiting += 1
        if chat in self._lanes:
            self._lanes[chat].append(work)
            return
        self._lanes[chat] = deque([work])
        task = asyncio.create_task(self._drive(chat))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish(self, seconds: float) -> bool:
        """Waits for what is under way; after so many seconds it is cut off, and False is said.

        What has not been begun is not begun any more.
        """
        self._closing = True
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
            return not late
        return True

    async def _drive(self, chat: int) -> None:
        lane = self._lanes[chat]
        try:
            while lane:
                if self._closing:
                    return
                await self._do(lane.popleft())
                self._waiting -= 1
                self._room.release()
        finally:
            del self._lanes[chat]

    async def _do(self, work: Work) -> None:
        try:
            async with self._busy:
                rest = await work() if not self._closing else None
            if rest is not None:
                await rest
        except Exception:
            _log.exception("an update was not finished")
