"""Writes that wait for each other share a commit, and no promise is lost by it."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bot.sqlite import Unusable, broken_as_unusable

_T = TypeVar("_T")
Work = Callable[[sqlite3.Connection], Any]
_Waiting = tuple[Work, asyncio.Future[Any]]
_Written = tuple[list[Any] | BaseException, float]
"""What each work returned, or what went wrong; and how many seconds the commit took."""

_TOGETHER = 64
"""Writes of one commit; more would keep the first of them waiting."""
_QUICK = 0.002
"""Seconds of a commit that may be waited for on the spot: to wake a thread and be woken by it costs
more than a quick disk does. After a slower one the next is made in the thread."""
_MAY_FAIL = (
    sqlite3.Error,
    Unusable,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
)


class Commits:
    """The one connection that writes, each time for all who wait.

    What is written while a commit is under way goes into the next one. Each caller goes on only
    when his own is on the disk. Where one of several cannot be written, the others still are.
    A commit runs in a thread, unless the last one was so quick that waking the thread costs more.
    """

    def __init__(self, connection: sqlite3.Connection, patience: float) -> None:
        """`patience`: seconds to wait for another process's write."""
        self._connection = connection
        self._patience = int(patience * 1000)
        self._thread = ThreadPoolExecutor(1, "ledger")
        self._waiting: list[_Waiting] = []
        self._singly = 0
        """How many of those waiting are to be written one by one."""
        self._busy = False
        self._quick = False
        self._alone = 0
        """Works under way in the thread, beside which nothing may be written here."""
        self._alarm: asyncio.TimerHandle | None = None

    async def write(self, work: Callable[[sqlite3.Connection], _T], within: float = 0.0) -> _T:
        """What the work returns, once it is committed; raises sqlite3.Error, Unusable.

        The work is one transaction or part of one, perhaps in a thread. It waits so many seconds
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
        self._alone += 1
        try:
            with broken_as_unusable(None):
                return await loop.run_in_executor(self._thread, work, self._connection)
        finally:
            self._alone -= 1

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
        while self._busy:
            most = 1 if self._singly else _TOGETHER
            self._singly = max(0, self._singly - 1)
            batch, self._waiting = self._waiting[:most], self._waiting[most:]
            works = [work for work, _ in batch]
            written = self._written_here(works) if self._quick and not self._alone else None
            if written is None:
                self._write_there(batch, works)
                return
            self._finish(batch, written)

    def _written_here(self, works: list[Work]) -> _Written | None:
        """The outcomes of a commit on the spot; None when it is better tried in the thread.

        There another process's write can be waited for, and whoever asked hears what failed.
        """
        self._connection.execute("pragma busy_timeout = 0")
        try:
            return _committed(self._connection, works)
        except _MAY_FAIL:
            return None
        finally:
            self._connection.execute(f"pragma busy_timeout = {self._patience}")

    def _write_there(self, batch: list[_Waiting], works: list[Work]) -> None:
        loop = asyncio.get_running_loop()
        written = loop.run_in_executor(self._thread, _committed, self._connection, works)

        def finish(written: asyncio.Future[_Written]) -> None:
            failed = written.exception()
            self._finish(batch, (failed, 0.0) if failed else written.result())
            self._begin()

        written.add_done_callback(finish)

    def _finish(self, batch: list[_Waiting], written: _Written) -> None:
        outcome, took = written
        failed = outcome if isinstance(outcome, BaseException) else None
        self._quick = failed is None and took < _QUICK
        if failed and len(batch) > 1 and not isinstance(failed, sqlite3.OperationalError):
            self._waiting, self._singly = batch + self._waiting, len(batch)
        else:
            outcomes = [failed] * len(batch) if isinstance(outcome, BaseException) else outcome
            for (_, done), each in zip(batch, outcomes, strict=True):
                _settle(done, each, failed is not None)
        self._busy = bool(self._waiting)


def _settle(done: asyncio.Future[Any], outcome: Any, failed: bool) -> None:
    """Tell the caller, unless he has gone away."""
    if done.done():
        return
    if failed:
        done.set_exception(outcome)
    else:
        done.set_result(outcome)


def _committed(connection: sqlite3.Connection, works: list[Work]) -> _Written:
    begun = time.perf_counter()
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
    return outcomes, time.perf_counter() - begun
