"""Keeping: what becomes of a line - a new statement, a correction, or nothing, being known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from bot.archive.index import Numbered, remove_entries, write_entries
from bot.archive.rows import COLUMNS, Held, Shelf, held_like, statement_of
from bot.archive.statements import Correction, Statement, compared
from bot.sqlite import Connection

Kept = Literal["new", "corrected", "known"]
"""What keeping a line came to."""


def content(title: str, text: str) -> str:
    """A hash of title and text as they are compared."""
    together = f"{compared(title)}\n{compared(text)}".encode("utf-8", "replace")
    return hashlib.blake2b(together, digest_size=16).hexdigest()


@dataclass
class Keeping:
    """One run of lines, none of which is there twice, kept within the caller's change."""

    db: Connection
    on: date
    """The day on which a text that is now corrected was replaced."""
    staff: bool
    """These are the knowledge folder's own: they change what is held, whoever brought it in."""
    gone: list[Numbered] = field(default_factory=list)
    indexed: list[Numbered] = field(default_factory=list)
    touched: list[int] = field(default_factory=list)
    meant: set[int] = field(default_factory=set)
    """Row numbers of the statements that the lines meant, new or held."""

    async def keep(self, run: Sequence[Statement]) -> list[Kept]:
        """Keep these, and say of each what it came to."""
        shelf = await held_like(self.db, run)
        matched = [shelf.match(line) for line in run]
        numbers = [held.n for held in matched if held]
        if len(numbers) > len(set(numbers)):
            return await self._keep_apart(run)
        self.meant.update(numbers)
        await self._insert(
            [line for line, held in zip(run, matched, strict=True) if held is None], shelf
        )
        outcomes: list[Kept] = [
            "new" if held is None else await self._keep_held(line, held)
            for line, held in zip(run, matched, strict=True)
        ]
        await remove_entries(self.db, self.gone)
        await write_entries(self.db, self.indexed)
        if self.touched:
            await self._join_editions()
            await self._announce_change()
        return outcomes

    async def _keep_apart(self, run: Sequence[Statement]) -> list[Kept]:
        """Keep them one by one: several mean the same statement, by its id and by its title."""
        outcomes: list[Kept] = []
        for line in run:
            alone = Keeping(self.db, self.on, self.staff)
            outcomes += await alone.keep([line])
            self.meant |= alone.meant
        return outcomes

    async def _announce_change(self) -> None:
        """Readers, of this process and of others, keep copies by this counter."""
        await self.db.execute("update mark set value = value + 1 where name = 'passages'")

    async def withdraw(self, numbers: Sequence[int]) -> None:
        """Take these out of the index and of every list; their rows and corrections stay."""
        await remove_entries(self.db, [(n, await self._read(n)) for n in numbers])
        await self.db.executemany(
            "update statement set withdrawn_on = ? where n = ?",
            [(self.on.isoformat(), n) for n in numbers],
        )
        if numbers:
            await self._announce_change()

    async def _insert(self, lines: list[Statement], shelf: Shelf) -> None:
        async with self.db.execute(
            "select seq from sqlite_sequence where name = 'statement'"
        ) as rows:
            row = await rows.fetchone()
        first = (row[0] if row else 0) + 1
        taken: dict[str, Held] = dict(shelf.by_id)
        numbered: list[Numbered] = []
        written: list[tuple[object, ...]] = []
        for n, line in enumerate(lines, first):
            short = Shelf(taken, {}, {}).free_short(line)
            held = Held(n, short, line.id, line.url, "", "", self.staff, 0)
            taken[short] = held
            numbered.append((n, replace(line, short=short)))
            written.append((n, short, *_row(n, line, self.staff)[2:]))
        await self.db.executemany(
            "insert into statement values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,null)",
            written,
        )
        for n, line in numbered:
            if line.corrections:
                await self._add_corrections(n, line.corrections)
        self.indexed += numbered
        self.touched += [n for n, _ in numbered]
        self.meant.update(n for n, _ in numbered)

    async def _keep_held(self, line: Statement, held: Held) -> Kept:
        if held.staff and not held.withdrawn and not self.staff:
            return "known"
        same = content(line.title, line.text) == held.content
        if not same and not self.staff and await self._replaced_before(held.n, line):
            return "known"
        before = await self._read(held.n)
        after = _updated(before, line, self.staff)
        if same:
            after = replace(after, title=before.title, text=before.text)
        replaced = () if same else (Correction(self.on, before.title, before.text),)
        await self._add_corrections(held.n, (*line.corrections, *replaced))
        if not same or held.withdrawn:
            self.gone += [] if held.withdrawn else [(held.n, before)]
            self.indexed.append((held.n, after))
        if after != before or held.withdrawn or self.staff != held.staff:
            await self._update(held.n, after)
        if held.withdrawn:
            return "new"
        return "known" if same and not _differ(before, after) else "corrected"

    async def _read(self, n: int) -> Statement:
        query = f"select {COLUMNS} from statement s where s.n = ?"
        async with self.db.execute(query, (n,)) as rows:
            row = await rows.fetchone()
        assert row is not None
        return statement_of(row)

    async def _update(self, n: int, after: Statement) -> None:
        row = _row(n, after, self.staff)
        await self.db.execute(
            "update statement set (short, id, url, identity, content, work, translation_of,"
            " section, language, publisher, date, title, text, source, staff, withdrawn_on)"
            " = (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,null) where n = ?",
            (*row[1:], n),
        )
        self.touched.append(n)

    async def _replaced_before(self, n: int, line: Statement) -> bool:
        query = "select 1 from correction where statement = ? and content = ?"
        known = content(line.title, line.text)
        async with self.db.execute(query, (n, known)) as rows:
            return await rows.fetchone() is not None

    async def _add_corrections(self, n: int, corrections: Sequence[Correction]) -> None:
        """Those that are not there yet: a text that was replaced is remembered once a day."""
        await self.db.executemany(
            "insert into correction select ?1, (select count(*) from correction where"
            " statement = ?1), ?2, ?3, ?4, ?5 where not exists (select 1 from correction"
            " where statement = ?1 and replaced_on = ?2 and content = ?3)",
            [
                (n, one.replaced_on.isoformat(), content(one.title, one.text), one.title, one.text)
                for one in corrections
            ],
        )

    async def _join_editions(self) -> None:
        """Put translations that changed, and those that waited for an original, under one work."""
        query = "select 1 from statement where translation_of is not null limit 1"
        async with self.db.execute(query) as rows:
            if await rows.fetchone() is None:
                return
        await self.db.execute(
            """
            with touched(n) as (select value from json_each(?))
            update statement set work = coalesce((
              select o.work from statement o where o.n != statement.n and (
                o.id = statement.translation_of or o.short = statement.translation_of
                or o.url = statement.translation_of) limit 1), n)
            where translation_of is not null and (n in touched or translation_of in (
              select id from statement where n in touched
              union select short from statement where n in touched
              union select url from statement where n in touched))
            """,
            (json.dumps(self.touched),),
        )


def _differ(before: Statement, after: Statement) -> bool:
    """Whether more is changed than what was not known before; the source is not the publisher's."""
    told = ("date", "language", "publisher", "section", "url", "id", "translation_of")
    return any(getattr(before, name) not in ("", None, getattr(after, name)) for name in told)


def _updated(before: Statement, line: Statement, staff: bool) -> Statement:
    """What is held, with what the line says; what the line does not say stays."""
    given = before.id if line.id == before.short else line.id
    return replace(
        line,
        id=given or before.id if staff else before.id or given,
        short=before.short,
        url=line.url or before.url,
        section=line.section or before.section,
        source=before.source or line.source,
        translation_of=line.translation_of or before.translation_of,
        publisher=line.publisher or before.publisher,
        corrections=(),
    )


def _row(n: int, line: Statement, staff: bool) -> tuple[object, ...]:
    return (
        n, line.short, line.id, line.url, line.identity, content(line.title, line.text), n,
        line.translation_of, line.section, line.language, line.publisher, line.date.isoformat(),
        line.title, line.text, line.source, int(staff),
    )  # fmt: skip
