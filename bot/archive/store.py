"""The archive: what was published, kept once, listed, read and withdrawn."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.archive.index import renew_sounds
from bot.archive.keeping import Keeping, Kept
from bot.archive.lines import line_from
from bot.archive.rows import COLUMNS, corrected, runs, statement_of
from bot.archive.schema import STEPS
from bot.archive.scope import ONE_EDITION, WITHIN, Overview, Scope
from bot.archive.shelf import Shelf, Shelves
from bot.archive.statements import Statement
from bot.sqlite import Connection, Database

RUN = 500
"""Statements that are looked at in one go: while that lasts, nobody is answered."""
READERS = 2
CACHE = 64_000
"""Kilobytes of the index that whoever writes may hold: with 2,000 an import is a sixth slower."""

_FOLDER = "select value from mark where name = 'folder'"
_STAFFS = "select n from statement where staff and withdrawn_on is null"
_NAMED = "select n from statement where (short = ? or id = ?) and withdrawn_on is null"
_LANGUAGES = (
    "select language, count(*) from statement where withdrawn_on is null"
    " group by language order by count(*) desc, language"
)
_OVERVIEW = """
  select count(*), (select count(*) from passage), (select count(*) from vector),
    min(date), max(date) from statement where withdrawn_on is null
"""


class Archive:
    """Everything that was published; an async context manager, closed on every path."""

    def __init__(
        self, path: Path | None, cache: Path | None = None, model: str | None = None
    ) -> None:
        self._database = Database(path, STEPS, readers=READERS)
        self._shelves = Shelves(cache if path else None, model)

    @classmethod
    def open(cls, path: Path | None, cache: Path | None = None, model: str | None = None) -> Self:
        """The archive in this file, to be entered: `async with Archive.open(path) as archive`.

        Without a path it is in memory. `cache` is a folder for what can be made again. `model`
        makes the vectors of questions; None stands for the one that made the passages' last.
        """
        return cls(path, cache, model)

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._database)
            await renew_sounds(self._database)
            stack.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._shelves.close()
        await self._database.__aexit__(kind, error, trace)

    async def keep(self, statement: Statement, on: date) -> Kept:
        """Keep one statement, brought in on this day."""
        return (await self.keep_all([statement], on))[0]

    async def keep_all(self, statements: Iterable[Statement], on: date) -> list[Kept]:
        """Keep these in one transaction; what each came to, in their order."""
        outcomes: list[Kept] = []
        async with self._database.changes() as db:
            await db.execute(f"pragma cache_size = -{CACHE}")
            for run in runs(statements, RUN):
                outcomes += await Keeping(db, on, staff=False).keep(run)
        return outcomes

    async def bring_in(self, statements: Iterable[Statement], on: date) -> Counter[str]:
        """Make the knowledge folder's statements the archive's: kept as staff's own, and those
        that the folder no longer has withdrawn. Writes nothing when the folder has not changed.
        """
        folder = list(statements)
        lines = json.dumps([line_from(each) for each in folder], ensure_ascii=False)
        digest = hashlib.blake2b(lines.encode(), digest_size=16).hexdigest() if folder else ""
        async with self._database.reading() as db, db.execute(_FOLDER) as rows:
            row = await rows.fetchone()
        tally: Counter[str] = Counter()
        if row is not None and row[0] == digest:
            return tally
        async with self._database.changes() as db:
            kept: set[int] = set()
            for run in runs(folder, RUN):
                keeping = Keeping(db, on, staff=True)
                tally.update(await keeping.keep(run))
                kept |= keeping.meant
            async with db.execute(_STAFFS) as rows:
                gone = [n for (n,) in await rows.fetchall() if n not in kept]
            await Keeping(db, on, staff=True).withdraw(gone)
            tally["withdrawn"] += len(gone)
            await db.execute("update mark set value = ? where name = 'folder'", (digest,))
        return +tally

    async def withdraw(self, name: str, on: date) -> bool:
        """Take a statement out of every list, search and export; its row is kept."""
        async with self._database.changes() as db:
            async with db.execute(_NAMED, (name, name)) as rows:
                found = [n for (n,) in await rows.fetchall()]
            await Keeping(db, on, staff=False).withdraw(found)
        return bool(found)

    async def latest(self, scope: Scope, offset: int = 0, count: int = 10) -> list[Statement]:
        """Statements newest first, of one day in the order in which they came."""
        query = (
            f"select {COLUMNS} from statement s where {WITHIN} {ONE_EDITION}"
            " order by s.date desc, s.n limit :count offset :offset"
        )
        values = scope.bounds | {"count": count, "offset": offset}
        async with self._database.reading() as db, db.execute(query, values) as rows:
            return await corrected(db, [statement_of(row) async for row in rows])

    async def count(self, scope: Scope) -> int:
        """How many there are, editions counted once."""
        query = f"select count(distinct s.work) from statement s where {WITHIN}"
        async with self._database.reading() as db, db.execute(query, scope.bounds) as rows:
            row = await rows.fetchone()
        return int(row[0]) if row else 0

    async def months(self, scope: Scope) -> list[tuple[str, int]]:
        """Months as `2020-01`, newest first, with their number of statements."""
        query = (
            "select substr(s.date, 1, 7) as month, count(distinct s.work) from statement s"
            f" where {WITHIN} group by month order by month desc"
        )
        async with self._database.reading() as db, db.execute(query, scope.bounds) as rows:
            return [(str(month), int(number)) async for month, number in rows]

    async def read(self, name: str, until: date | None = None) -> Statement | None:
        """The statement of this id or short id, if it was published by `until`."""
        query = (
            f"select {COLUMNS} from statement s where (s.short = :name or s.id = :name)"
            f" and {WITHIN} order by s.id is :name desc"
        )
        values = Scope(until=until).bounds | {"name": name}
        async with self._database.reading() as db, db.execute(query, values) as rows:
            found = await corrected(db, [statement_of(row) async for row in rows])
        return found[0] if found else None

    async def editions(self, name: str, until: date | None = None) -> list[Statement]:
        """The statement and its other editions, the original first; alone when it has none."""
        query = (
            f"select {COLUMNS} from statement s where {WITHIN} and s.work in"
            " (select work from statement where short = :name or id = :name)"
            " order by s.translation_of is null desc, s.n"
        )
        values = Scope(until=until).bounds | {"name": name}
        async with self._database.reading() as db, db.execute(query, values) as rows:
            return await corrected(db, [statement_of(row) async for row in rows])

    async def everything(self) -> AsyncIterator[Statement]:
        """Every statement with its corrections, in the order in which they came."""
        query = (
            f"select s.n, {COLUMNS} from statement s where s.n > ? and s.withdrawn_on is null"
            " order by s.n limit 500"
        )
        last = 0
        while True:
            async with self._database.reading() as db, db.execute(query, (last,)) as rows:
                page = list(await rows.fetchall())
                statements = await corrected(db, [statement_of(row[1:]) for row in page])
            for statement in statements:
                yield statement
            if not page:
                return
            last = page[-1][0]

    async def overview(self) -> Overview:
        """What is there: statements, passages, languages, days, how many have vectors."""
        async with self._database.reading() as db:
            async with db.execute(_OVERVIEW) as rows:
                row = await rows.fetchone()
            async with db.execute(_LANGUAGES) as rows:
                languages = {str(language): int(number) async for language, number in rows}
        assert row is not None
        first, last = (date.fromisoformat(day) if day else None for day in row[3:])
        return Overview(row[0], row[1], row[2], languages, first, last)

    def reading(self) -> AbstractAsyncContextManager[Connection]:
        """A connection that only reads, for the rest of this room."""
        return self._database.reading()

    def changes(self) -> AbstractAsyncContextManager[Connection]:
        """One write, for the rest of this room."""
        return self._database.changes()

    async def shelf(self, db: Connection, meaning: bool = False) -> Shelf:
        """What a search needs in memory; with vectors where it is by meaning too."""
        return await self._shelves.now(db, meaning)

    async def vocabulary(self) -> dict[str, int]:
        """The words of the archive, each with the number of passages that hold it."""
        async with self._database.reading() as db, db.execute("select * from word") as rows:
            return {str(word): int(passages) for word, passages in await rows.fetchall()}
