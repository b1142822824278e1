"""Keeps the desk's knowledge as its files are, and tells everyone who watches how it stands."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk import Desk
from bot.entries import Complaint, Unreadable
from bot.knowledge import Knowledge

_log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds that a saved file waits for its vectors before it is answered from on words alone."""

_BETWEEN = 0.2

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Hands:
    """What keeping up with the files takes of other rooms."""

    changes: Callable[[], AsyncIterator[None]]
    """Yields at once, then whenever the files have changed."""
    read: Callable[[], Knowledge]
    """The folder as it is now; raises Unreadable."""
    take: Callable[[Desk, Knowledge], Awaitable[None]]
    """Put a snapshot into the desk, its statements into the archive."""
    learn: Callable[[Desk, Progress], Awaitable[None]]
    """Learn the phrases of the desk's snapshot."""
    check: Callable[[Desk], Awaitable[list[Complaint]]]
    """Everything that is to be said of the folder."""


@dataclass(frozen=True)
class Standing:
    """How the knowledge stands."""

    version: int = 0
    """Grows whenever answers may have changed."""
    since: datetime | None = None
    """Since when the snapshot in use is live."""
    refused: bool = False
    """The files as they are cannot be used; an older snapshot answers."""
    learning: tuple[int, int] | None = None
    """How many phrases of how many are learned, while they are being learned."""
    checked: bool = False
    complaints: tuple[Complaint, ...] = ()


class Live:
    """The desk's knowledge while its files change."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        self.desk = desk
        self.standing = Standing()
        self._hands = hands
        self._told = asyncio.Condition()
        self._last_progress = 0.0

    async def run(self) -> None:
        """Keep up until cancelled; a newer save takes the place of one that is being learned."""
        behind: asyncio.Task[None] | None = None
        try:
            async for _ in self._hands.changes():
                if behind is not None:
                    await _ended(behind)
                behind = asyncio.create_task(self._take_up())
        finally:
            if behind is not None:
                await _ended(behind)

    async def after(self, seen: Standing | None) -> Standing:
        """The standing, as soon as it is not the one already seen."""
        async with self._told:
            await self._told.wait_for(lambda: self.standing is not seen)
            return self.standing

    async def _take_up(self) -> None:
        try:
            await self._read_and_learn()
        except Exception:
            _log.exception("the knowledge folder could not be taken up")
            await self._tell(replace(self.standing, refused=True, learning=None))

    async def _read_and_learn(self) -> None:
        try:
            knowledge = await asyncio.to_thread(self._hands.read)
        except Unreadable as unreadable:
            complaints = tuple(unreadable.complaints)
            await self._tell(
                replace(self.standing, refused=True, complaints=complaints, checked=True)
            )
            return
        await self._hands.take(self.desk, knowledge)
        learning = asyncio.ensure_future(self._hands.learn(self.desk, self._progress()))
        try:
            ready, _ = await asyncio.wait({learning}, timeout=PATIENCE)
            await self._answering(learning=None if ready else (0, 0))
            await learning
            if not ready:
                await self._answering(learning=None)
        finally:
            learning.cancel()
        complaints = tuple(await self._hands.check(self.desk))
        await self._tell(replace(self.standing, complaints=complaints, checked=True))

    async def _answering(self, learning: tuple[int, int] | None) -> None:
        """Say that answers may be other ones now."""
        before = self.standing
        await self._tell(
            Standing(
                version=before.version + 1,
                since=datetime.now(self.desk.knowledge.embassy.zone),
                learning=learning,
                complaints=() if before.refused else before.complaints,
            )
        )

    async def _tell(self, standing: Standing) -> None:
        async with self._told:
            self.standing = standing
            self._told.notify_all()

    def _progress(self) -> Progress:
        """Tells from any thread how far the learning is, a few times a second."""
        loop = asyncio.get_running_loop()

        def told(done: int, total: int) -> None:
            now = time.monotonic()
            if now - self._last_progress > _BETWEEN:
                self._last_progress = now
                asyncio.run_coroutine_threadsafe(self._learned(done, total), loop)

        return told

    async def _learned(self, done: int, total: int) -> None:
        if self.standing.learning is not None:
            await self._tell(replace(self.standing, learning=(done, total)))


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
