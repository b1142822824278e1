"""What both databases share: opening a file, schema steps, one write at a time, readers beside."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Self

import aiosqlite

Connection = aiosqlite.Connection  # what `changes` and `reading` give
PATIENCE = 30.0
"""Seconds to wait for another process's write, the longest being one batch of an import."""
CHECKED_WHOLE = 16_000_000
"""Bytes up to which a file is checked page by page when opened: about a tenth of a second."""
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Unusable(Exception):
    """The file cannot serve; the sentence says why, and nothing has been changed in it."""

    def __init__(self, path: Path | None, why: str) -> None:
        super().__init__(f"{path or 'the database in memory'}: {why}")
        self.path = path
        self.why = why


class Database:
    """One SQLite file: a connection that writes and `readers` that only read.

    An async context manager. Without a path it lives in memory, and reads go through the writer.
    """

    patience = PATIENCE
    plain: sqlite3.Connection
    """The writer as the standard library has it, once open: many statements cost one visit to its
    thread. Whoever uses it leaves `changes` alone."""

    def __init__(
        self,
        path: Path | None,
        steps: tuple[str, ...],
        readers: int = 0,
        synchronous: str = "normal",
    ) -> None:
        self.path = path
        self._steps = steps
        self._readers = readers if path else 0
        self._synchronous = synchronous
        self._lock = asyncio.Lock()
        self._free: asyncio.Queue[Connection] = asyncio.Queue()
        self._stack = AsyncExitStack()
        self._writer: Connection | None = None

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            with broken_as_unusable(self.path):
                self._writer = await self._open_writer(stack)
                for _ in range(self._readers):
                    reader = await self._connect(stack)
                    await reader.execute("pragma query_only = on")
                    self._free.put_nowait(reader)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *ending: object) -> None:
        self._writer = None
        self._free = asyncio.Queue()
        await self._stack.aclose()

    @asynccontextmanager
    async def changes(self) -> AsyncIterator[Connection]:
        """One write, alone: committed when the block ends, rolled back when it fails."""
        async with self._lock:
            with broken_as_unusable(self.path):
                await self._written.execute("begin immediate")
                try:
                    yield self._written
                except BaseException:
                    await self._written.rollback()
                    raise
                await self._written.commit()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """A connection that is nobody else's until the block ends, and that cannot write."""
        if not self._readers:
            with broken_as_unusable(self.path):
                yield self._written
            return
        reader = await self._free.get()
        try:
            with broken_as_unusable(self.path):
                yield reader
        finally:
            self._free.put_nowait(reader)

    @property
    def _written(self) -> Connection:
        if self._writer is None:
            raise RuntimeError("the database is used outside its `async with`")
        return self._writer

    async def _open_writer(self, stack: AsyncExitStack) -> Connection:
        if self.path is not None:
            await asyncio.to_thread(_look_at, self.path, len(self._steps))
        writer = await stack.enter_async_context(aiosqlite.Connection(self._plainly, 64))
        await writer.execute("pragma journal_mode = wal")
        await writer.execute(f"pragma synchronous = {self._synchronous}")
        await writer.execute("pragma foreign_keys = on")
        await self._step_up(writer)
        return writer

    async def _connect(self, stack: AsyncExitStack) -> Connection:
        place = ":memory:" if self.path is None else str(self.path)
        return await stack.enter_async_context(
            aiosqlite.connect(place, isolation_level=None, timeout=self.patience)
        )

    def _plainly(self) -> sqlite3.Connection:
        place = ":memory:" if self.path is None else str(self.path)
        self.plain = sqlite3.connect(
            place, isolation_level=None, timeout=self.patience, check_same_thread=False
        )
        return self.plain

    async def _step_up(self, writer: aiosqlite.Connection) -> None:
        if await _version(writer) == len(self._steps):
            return
        await writer.execute("begin immediate")
        try:
            reached = await _version(writer)
            if reached:
                await asyncio.to_thread(_back_up, self.path, reached)
            for step in self._steps[reached:]:
                for statement in _statements(step):
                    await writer.execute(statement)
            await writer.execute(f"pragma user_version = {len(self._steps)}")
            await writer.commit()
        except BaseException:
            await writer.rollback()
            raise


async def _version(connection: aiosqlite.Connection) -> int:
    async with connection.execute("pragma user_version") as rows:
        row = await rows.fetchone()
    return int(row[0]) if row else 0


def _look_at(path: Path, steps: int) -> None:
    """Refuse a damaged file, or one of a newer version, before anything is written to it."""
    if not path.exists():
        return _begin(path)
    with broken_as_unusable(path), closing(sqlite3.connect(path, timeout=PATIENCE)) as plain:
        plain.execute("select count(*) from sqlite_master").fetchone()
        if path.stat().st_size <= CHECKED_WHOLE:
            found = plain.execute("pragma quick_check(1)").fetchone()[0]
            if found != "ok":
                raise Unusable(path, _DAMAGED)
        version = plain.execute("pragma user_version").fetchone()[0]
    if version > steps:
        raise Unusable(
            path, f"made by a newer version of this program (schema {version}, known {steps})"
        )


def _begin(path: Path) -> None:
    """An empty file for nobody else's eyes; SQLite gives its companions the same rights."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as fault:
        raise Unusable(path, f"cannot be made: {fault.strerror}") from fault


_DAMAGED = "damaged, and left as it is; restore it from a backup, or move it away to start anew"


@contextmanager
def broken_as_unusable(path: Path | None) -> Iterator[None]:
    """What SQLite says of a damaged file, or of one that cannot be opened, as Unusable."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN:
            raise
        raise Unusable(path, "cannot be opened; is it a file that may be read and written?") from (
            error
        )
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _BROKEN:
            raise
        raise Unusable(path, _DAMAGED) from error


def _back_up(path: Path | None, version: int) -> None:
    """Keep the file as it was under its old schema, beside it, once."""
    if path is None or (kept := path.with_name(f"{path.name}.schema-{version}")).exists():
        return
    begun = kept.with_name(f"{kept.name}.unfinished")
    begun.unlink(missing_ok=True)
    _begin(begun)
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(begun)) as new:
        old.backup(new)
    # Only now: a copy that was cut off must not pass for a whole one.
    begun.rename(kept)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would end the transaction."""
    held = ""
    for part in script.split(";"):
        held += part + ";"
        if sqlite3.complete_statement(held) and held.strip(" \n;"):
            yield held
            held = ""
