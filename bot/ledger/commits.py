"""Writes that wait for each other share a commit, and no promise is lost by it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bot.sqlite import broken_as_unusable

_T = TypeVar("_T")
Work = Callable[[sqlite3.Connection], Any]
_Waiting = tuple[Work, asyncio.Future[Any]]

_TOGETHER = 64
"""Writes of one commit; more would keep the first of them waiting."""


class Commits:
    """The one connection that writes, in a thread of its own.

    What is written while a commit is under way goes into the next one. Each caller goes on only
    when his own is on the disk. Where one of several cannot be written, the others still are.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._thread = ThreadPoolExecutor(1, "ledger")
        self._waiting: list[_Waiting] = []
        self._singly = 0
        """How many of those waiting are to be written one by one."""
        self._busy = False
        self._alarm: asyncio.TimerHandle | None = None

    async def write(self, work: Callable[[sqlite3.Connection], _T], within: float = 0.0) -> _T:
        """What the work returns, once it is committed; raises sqlite3.Error, Unusable.

        The work runs in the thread and is one transaction or part of one. It waits so many seconds
        for another one to come along.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[_T] = loop.create_future()
        self._waiting.append((work, done))
        if self._busy:
            return await done
        if within:
            self._alarm = self._alarm or loop.call_later(within, self._start)
        else:
            # Not at once: others that are ready in this turn of the loop come along.
            loop.call_soon(self._start)
        return await done

    async def alone(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """What the work returns, outside any transaction."""
        loop = asyncio.get_running_loop()
        with broken_as_unusable(None):
            return await loop.run_in_executor(self._thread, work, self._connection)

    async def close(self) -> None:
        """Waits for what is being written, and ends the thread."""
        self._start()
        while self._busy:
            await asyncio.sleep(0.001)
        self._thread.shutdown()

    def _start(self) -> None:
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        if self._waiting and not self._busy:
            self._busy = True
            self._begin()

    def _begin(self) -> None:
        most = 1 if self._singly else _TOGETHER
        self._singly = max(0, self._singly - 1)
        batch, self._waiting = self._waiting[:most], self._waiting[most:]
        works = [work for work, _ in batch]
        loop = asyncio.get_running_loop()
        written = loop.run_in_executor(self._thread, _committed, self._connection, works)
        written.add_done_callback(lambda written: self._finish(batch, written))

    def _finish(self, batch: list[_Waiting], written: asyncio.Future[list[Any]]) -> None:
        failed = written.exception()
        if failed and len(batch) > 1 and not isinstance(failed, sqlite3.OperationalError):
            self._waiting, self._singly = batch + self._waiting, len(batch)
        else:
            outcomes = [failed] * len(batch) if failed else written.result()
            for (_, done), outcome in zip(batch, outcomes, strict=True):
                _settle(done, outcome, failed is not None)
        self._busy = bool(self._waiting)
        if self._busy:
            self._begin()


def _settle(done: asyncio.Future[Any], outcome: Any, failed: bool) -> None:
    """Tell the caller, unless he has gone away."""
    if done.done():
        return
    if failed:
        done.set_exception(outcome)
    else:
        done.set_result(outcome)


def _committed(connection: sqlite3.Connection, works: list[Work]) -> list[Any]:
    with broken_as_unusable(None):
        connection.execute("begin immediate")
        try:
            outcomes = [work(connection) for work in works]
            connection.execute("commit")
        except BaseException:
            # A full disk may have ended the transaction already.
            if connection.in_transaction:
                connection.execute("rollback")
            raise
    return outcomes
