"""Keeps a running desk's knowledge as its folder is; what is broken never reaches citizens."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime

from bot.desk import Desk
from bot.entries import Complaint, Unreadable
from bot.knowledge import Knowledge, read_knowledge
from bot.pace import unhurried
from bot.staff.watch_kept import Begun, keep, tell
from bot.staff.watch_looks import Look, changes, look
from bot.topics.live import Live

_log = logging.getLogger(__name__)


def told_if_failed(task: asyncio.Task[None]) -> None:
    """Log the error that ended a task nobody waits for."""
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("the knowledge is not kept up any more", exc_info=error)


TURN = 0.0001
"""Seconds after which a thread that reads files lets one that answers go on (5 ms by default)."""


def _same_samples(one: Knowledge, other: Knowledge) -> bool:
    return one.samples() == other.samples()


Learn = Callable[[Desk], Awaitable[None]]


class Watch:
    """One folder and the desk that answers from it."""

    def __init__(self, desk: Desk, begun: Begun, learn: Learn) -> None:
        """The desk answers from what was begun with; `learn` learns the phrases of that."""
        self.desk = desk
        self.folder = begun.folder
        self.kept = begun.kept
        self._seen = begun.seen
        self._learn = learn
        desk.live = begun.live
        self._behind: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Learn what the desk has begun with, then take up every change, until cancelled."""
        before = sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        try:
            if not self._live.kept:
                await self._keep(self._seen)
            self._learn_behind()
            async with aclosing(changes(self.folder, self._seen)) as settled:
                async for seen in settled:
                    await self.take_up(seen)
        finally:
            sys.setswitchinterval(before)
            await self._stop_learning()

    async def take_up(self, seen: Look) -> None:
        """Put what the folder has come to into the desk, or say why it waits."""
        try:
            with unhurried():
                knowledge = await asyncio.to_thread(read_knowledge, self.folder)
        except Unreadable as unreadable:
            self._wait(tuple(unreadable.complaints))
            return
        if await asyncio.to_thread(look, self.folder) != seen:
            return  # It is being saved again, and will be taken up then.
        if not knowledge.topics and self.desk.knowledge.topics:
            sentence = "the folder holds no topics any more; put its files back"
            self._wait((Complaint(str(self.folder), 1, sentence),))
            return
        if knowledge == self.desk.knowledge:
            self.desk.live = replace(self._live, waiting_since=None, complaints=())
            return
        await self._swap(knowledge)
        await self._keep(seen)

    def _wait(self, complaints: tuple[Complaint, ...]) -> None:
        """Leave the desk as it is, and say why, each complaint once."""
        live = self._live
        new = tuple(one for one in complaints if one not in live.complaints)
        tell(new)
        if new:
            _log.warning("the changed files wait; the knowledge of before goes on answering")
        since = live.waiting_since or datetime.now(UTC)
        self.desk.live = replace(live, waiting_since=since, complaints=complaints)

    async def _swap(self, knowledge: Knowledge) -> None:
        """Put the new snapshot into the desk; its facts at once, its phrases once learned."""
        await self._stop_learning()
        day = datetime.now(knowledge.embassy.zone).date()
        await self.desk.archive.bring_in(knowledge.statements, on=day)
        before = self.desk.knowledge
        book = before.phrasebook
        with unhurried():
            same = await asyncio.to_thread(_same_samples, knowledge, before)
        if book is None or before.topics.keys() <= knowledge.topics.keys():
            self.desk.knowledge = replace(knowledge, phrasebook=book)
        else:
            self.desk.knowledge = await asyncio.to_thread(knowledge.learned, None)
        self.desk.live = Live(datetime.now(UTC))
        _log.info("live: %d topics", len(knowledge.topics))
        if book is None or not same:
            self._learn_behind()

    def _learn_behind(self) -> None:
        self.desk.live = replace(self._live, learning=True)
        self._behind = asyncio.create_task(self._learned())
        self._behind.add_done_callback(told_if_failed)

    async def _learned(self) -> None:
        await self._learn(self.desk)
        self.desk.live = replace(self._live, learning=False)

    async def _stop_learning(self) -> None:
        if self._behind is not None:
            self._behind.cancel()
            await asyncio.wait({self._behind})
            self._behind = None

    async def _keep(self, seen: Look) -> None:
        if self.kept is not None:
            await asyncio.to_thread(keep, self.folder, self.kept, seen, self._live.since)

    @property
    def _live(self) -> Live:
        return self.desk.live or Live(datetime.now(UTC))
