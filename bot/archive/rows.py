"""Rows of the statement table as statements, and which statement that is held a line means."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.archive.statements import Correction, Statement, short_of
from bot.sqlite import Connection

COLUMNS = (
    "s.short, s.id, s.url, s.section, s.language, s.publisher, s.date, s.title, s.text,"
    " s.source, s.translation_of"
)
"""The columns that `statement_of` reads, of `statement s`."""


def statement_of(row: Sequence[str | None] | sqlite3.Row) -> Statement:
    """The statement of a row of COLUMNS, without its corrections."""
    short, given, url, section, language, publisher, day, title, text, source, original = row
    return Statement(
        title=title or "",
        text=text or "",
        date=date.fromisoformat(day or ""),
        language=language or "",
        publisher=publisher or "",
        section=section,
        url=url,
        id=given,
        short=short or "",
        source=source,
        translation_of=original,
    )


async def corrected(db: Connection, statements: Iterable[Statement]) -> list[Statement]:
    """The same statements with their corrections, oldest first."""
    wanted = list(statements)
    query = (
        "select s.short, c.replaced_on, c.title, c.text from correction c"
        " join statement s on s.n = c.statement"
        " where s.short in (select value from json_each(?)) order by c.statement, c.position"
    )
    found: dict[str, list[Correction]] = {}
    async with db.execute(query, (json.dumps([each.short for each in wanted]),)) as rows:
        async for short, day, title, text in rows:
            correction = Correction(date.fromisoformat(day), title, text)
            found.setdefault(short, []).append(correction)
    return [replace(each, corrections=tuple(found.get(each.short, ()))) for each in wanted]


@dataclass(frozen=True)
class Held:
    """A statement that the archive holds, as far as keeping needs to know it."""

    n: int
    short: str
    id: str | None
    url: str | None
    identity: str
    content: str
    staff: int
    withdrawn: int


@dataclass(frozen=True)
class Shelf:
    """The held statements that a run of lines may mean."""

    by_id: dict[str, Held]
    by_url: dict[str, Held]
    by_identity: dict[str, list[Held]]

    def match(self, line: Statement) -> Held | None:
        """The statement that a line means: by id, else by url, else by who, when and what."""
        for key in (line.id, line.short):
            if key and key in self.by_id:
                return self.by_id[key]
        if line.url and line.url in self.by_url:
            return self.by_url[line.url]
        alike = self.by_identity.get(line.identity, ())
        return next((held for held in alike if not _told_apart(line, held)), None)

    def free_short(self, line: Statement) -> str:
        """The short id of a new statement, which no other has."""
        if line.short and line.short not in self.by_id:
            return line.short
        attempt = 0
        while (short := short_of(line, attempt)) in self.by_id:
            attempt += 1
        return short


async def held_like(db: Connection, run: Sequence[Statement]) -> Shelf:
    """Every held statement that shares an id, a url or an identity with one of these lines."""
    shelf = Shelf({}, {}, {})
    named = {key for line in run for key in (line.id, line.short, short_of(line)) if key}
    urls = {line.url for line in run if line.url}
    identities = {line.identity for line in run}
    found: dict[int, Held] = {}
    for column, keys in (("id", named), ("short", named), ("url", urls), ("identity", identities)):
        query = (
            "select n, short, id, url, identity, content, staff, withdrawn_on is not null"
            f" from statement where {column} in (select value from json_each(?)) order by n"
        )
        async with db.execute(query, (json.dumps(sorted(keys)),)) as rows:
            found |= {row[0]: Held(*row) async for row in rows}
    for held in found.values():
        shelf.by_id.setdefault(held.short, held)
        if held.id:
            shelf.by_id[held.id] = held
        if held.url:
            shelf.by_url.setdefault(held.url, held)
        shelf.by_identity.setdefault(held.identity, []).append(held)
    return shelf


def runs(statements: Iterable[Statement], longest: int) -> Iterator[list[Statement]]:
    """The same statements in order, cut so that no run may hold one statement twice."""
    run: list[Statement] = []
    taken: dict[str, list[Statement]] = {}
    for each in statements:
        keys = {key for key in (each.id, each.short, each.url, each.identity) if key}
        twice = any(_may_be_same(each, other) for key in keys for other in taken.get(key, ()))
        if run and (twice or len(run) >= longest):
            yield run
            run, taken = [], {}
        run.append(each)
        for key in keys:
            taken.setdefault(key, []).append(each)
    if run:
        yield run


def _may_be_same(one: Statement, other: Statement) -> bool:
    shared = {one.id, one.short, one.url} & {other.id, other.short, other.url} - {None, ""}
    return bool(shared) or (one.identity == other.identity and not _told_apart(one, other))


def _told_apart(line: Statement, held: Statement | Held) -> bool:
    """Both were given an id, or both a url, and they differ."""
    ids = line.id and held.id and line.id != held.id
    return bool(ids or (line.url and held.url and line.url != held.url))
