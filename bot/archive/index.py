"""The index: passages and their words written when a statement is kept, taken out when it goes."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from bot.archive.passages import passages_of
from bot.archive.sounds import VERSION, heard
from bot.archive.statements import Statement
from bot.archive.terms import Worded, words_of
from bot.reading.normalise import stems
from bot.sqlite import Connection, Database

AT_ONCE = 250
"""Statements that are cut while others are written: of fewer, beginning to write takes longer."""
WORDS_AT_ONCE = 10_000
"""Words that are counted in one step: turning them into text holds up everybody else."""
T = TypeVar("T")
R = TypeVar("R")
Numbered = tuple[int, Statement]
"""A statement with its row number."""


@dataclass(frozen=True)
class Entries:
    """What some statements put into the index: rows of passages, and their stems."""

    passages: list[tuple[int, int, int, int | None, int, int]] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    """Of the title, a comma, of the text."""

    def as_json(self) -> tuple[int, str, str]:
        """How many passages, their rows and their stems."""
        rows, stems = json.dumps(self.passages), json.dumps(self.stems, ensure_ascii=False)
        return len(self.passages), rows, stems


async def write_entries(db: Connection, kept: Sequence[Numbered]) -> None:
    """Cut these statements into passages and index their words, within the caller's change."""
    pieces = [kept[at : at + AT_ONCE] for at in range(0, len(kept), AT_ONCE)]
    if not pieces:
        return
    async with db.execute("select seq from sqlite_sequence where name = 'passage'") as rows:
        row = await rows.fetchone()
    written = row[0] if row else 0
    cutting = _Cutting()
    # The next are cut, and at last new words heard, while SQLite, which needs no interpreter,
    # writes what was cut before.
    last = await _beside(cutting.cut, pieces[0])
    for piece in pieces[1:]:
        making = _beside(cutting.cut, piece)
        written = await _write(db, written, last)
        last = await making
    writing: Awaitable[object] = _write(db, written, last)
    for words in _listed(cutting.words):
        hearing = _beside(_sounds, await _new_words(db, words))
        await writing
        await db.execute(_WORDS, (words,))
        writing = _write_sounds(db, hearing)
    await writing


async def _write(db: Connection, written: int, made: tuple[int, str, str]) -> int:
    count, passages, stems = made
    await db.execute(_PASSAGES, (written + 1, passages))
    await db.execute(_STEMS, (written + 1, stems))
    return written + count


async def _write_sounds(db: Connection, hearing: Awaitable[str]) -> None:
    await db.execute(_SOUNDS, (await hearing,))


def _listed(counts: Mapping[str, int]) -> Iterator[str]:
    pairs = iter(counts.items())
    while some := dict(islice(pairs, WORDS_AT_ONCE)):
        yield json.dumps(some, ensure_ascii=False)


async def _new_words(db: Connection, listed: str) -> list[str]:
    return [word for (word,) in await db.execute_fetchall(_NEW, (listed,))]


@dataclass
class _Cutting:
    """Statements cut one after another, their words counted."""

    words: Counter[str] = field(default_factory=Counter)
    known: dict[str, str] = field(default_factory=dict)

    def cut(self, kept: Sequence[Numbered]) -> tuple[int, str, str]:
        return entries_of(kept, self.known, self.words).as_json()


def _beside(work: Callable[[T], R], what: T) -> asyncio.Task[R]:
    """The work in a thread, begun at once."""
    return asyncio.create_task(asyncio.to_thread(work, what))


# Many rows in one step: while a step is under way SQLite lets go of the interpreter, but to begin
# the next it must wait for it, so that a row at a time it would hardly write beside the cutting.
_PASSAGES = """
  insert into passage select ?1 + key, value ->> 0, value ->> 1, value ->> 2, value ->> 3,
    value ->> 4, value ->> 5 from json_each(?2)
"""
_STEMS = """
  insert into stems(rowid, title, body) select ?1 + key, substr(value, 1, instr(value, ',') - 1),
    substr(value, instr(value, ',') + 1) from json_each(?2)
"""
_NEW = "select key from json_each(?) where key not in (select word from word)"
_WORDS = """
  insert into word select key, value from json_each(?) where true order by key
  on conflict (word) do update set passages = passages + excluded.passages
"""
_SOUNDS = (
    "insert or ignore into sound select value ->> 0, value ->> 1 from json_each(?) order by 1, 2"
)


async def renew_sounds(database: Database) -> None:
    """Make the sounds of an archive anew that come from another version of `sounds`."""
    query = "select value from mark where name = 'sounds'"
    async with database.reading() as db, db.execute(query) as rows:
        if await rows.fetchone() == (VERSION,):
            return
    async with database.changes() as db:
        await db.execute("delete from sound")
        words = [word for (word,) in await db.execute_fetchall("select word from word")]
        for at in range(0, len(words), WORDS_AT_ONCE):
            sounds = await asyncio.to_thread(_sounds, words[at : at + WORDS_AT_ONCE])
            await db.execute(_SOUNDS, (sounds,))
        await db.execute("insert or replace into mark values ('sounds', ?)", (VERSION,))


def _sounds(words: Sequence[str]) -> str:
    return json.dumps(heard(words), ensure_ascii=False)


async def remove_entries(db: Connection, gone: Sequence[Numbered]) -> None:
    """Take these statements' passages out again; the texts must be those that were indexed."""
    for n, statement in gone:
        counts: Counter[str] = Counter()
        made = await asyncio.to_thread(entries_of, [(n, statement)], {}, counts)
        async with db.execute("select n from passage where statement = ? order by n", (n,)) as rows:
            numbers = [row[0] for row in await rows.fetchall()]
        await db.executemany(
            "insert into stems(stems, rowid, title, body) values ('delete', ?, ?, ?)",
            [(number, *both.split(",")) for number, both in zip(numbers, made.stems, strict=True)],
        )
        await db.executemany(
            "update word set passages = passages - ? where word = ?",
            [(count, word) for word, count in counts.items()],
        )
        await db.executemany("delete from vector where passage = ?", [(each,) for each in numbers])
        await db.execute("delete from passage where statement = ?", (n,))
    if gone:
        await db.execute(
            "delete from sound where word in (select word from word where passages < 1)"
        )
        await db.execute("delete from word where passages < 1")


def entries_of(kept: Iterable[Numbered], known: dict[str, str], counts: Counter[str]) -> Entries:
    """The index entries of some statements, in their order; `known` remembers the stems of words,
    `counts` gets the passages that hold each word.
    """
    made = Entries()
    for n, statement in kept:
        title = words_of(statement.title)
        known.update(stems(title))
        titled = " ".join([known[word] for word in title])
        text = Worded(statement.text)
        for passage in passages_of(statement):
            body = text.words(passage.start, passage.end)
            size = passage.end - passage.start
            made.passages.append((n, passage.start, size, passage.point, len(title), len(body)))
            held = {*title, *body}
            known.update(stems(held.difference(known)))
            made.stems.append(f"{titled},{' '.join([known[word] for word in body])}")
            counts.update(held)
    return made
