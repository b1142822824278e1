"""The index: passages and their words written when a statement is kept, taken out when it goes."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.archive.passages import passages_of
from bot.archive.sounds import VERSION, frames_of, sounds_of
from bot.archive.statements import Statement
from bot.archive.terms import words_of
from bot.reading.normalise import stem
from bot.sqlite import Connection, Database

AT_ONCE = 100
"""Statements that are cut while others are written."""
WORDS_AT_ONCE = 10_000
"""Words that are counted in one step: turning them into text holds up everybody else."""
Numbered = tuple[int, Statement]
"""A statement with its row number."""


@dataclass(frozen=True)
class Entries:
    """What some statements put into the index: rows of passages, their stems, counts of words."""

    passages: list[tuple[int, int, int, int | None, int, int]] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    """Of the title, a comma, of the text."""
    words: Counter[str] = field(default_factory=Counter)


async def write_entries(db: Connection, kept: Sequence[Numbered]) -> None:
    """Cut these statements into passages and index their words, within the caller's change."""
    counts: Counter[str] = Counter()
    stems: dict[str, str] = {}
    making: asyncio.Task[Entries] | None = None
    # The next are cut while SQLite, which needs no interpreter, writes the last.
    for at in range(0, len(kept) + AT_ONCE, AT_ONCE):
        made = await making if making else Entries()
        making = asyncio.create_task(asyncio.to_thread(entries_of, kept[at : at + AT_ONCE], stems))
        await _write(db, made)
        counts.update(made.words)
    if making:
        await making
    if counts:
        await _count_words(db, counts)


async def _write(db: Connection, made: Entries) -> None:
    async with db.execute("select seq from sqlite_sequence where name = 'passage'") as rows:
        row = await rows.fetchone()
    first = (row[0] if row else 0) + 1
    await db.execute(_PASSAGES, (first, json.dumps(made.passages)))
    await db.execute(_STEMS, (first, json.dumps(made.stems, ensure_ascii=False)))


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


async def _count_words(db: Connection, counts: Counter[str]) -> None:
    pairs = iter(counts.items())
    while some := dict(islice(pairs, WORDS_AT_ONCE)):
        listed = json.dumps(some, ensure_ascii=False)
        new = [word for (word,) in await db.execute_fetchall(_NEW, (listed,))]
        await db.execute(_WORDS, (listed,))
        sounds = await asyncio.to_thread(_sounds, new)
        await db.execute(_SOUNDS, (json.dumps(sounds, ensure_ascii=False),))


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
            await db.execute(_SOUNDS, (json.dumps(sounds, ensure_ascii=False),))
        await db.execute("insert or replace into mark values ('sounds', ?)", (VERSION,))


def _sounds(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(sound, word) for word in words for sound in sounds_of(word) | frames_of(word)]


async def remove_entries(db: Connection, gone: Sequence[Numbered]) -> None:
    """Take these statements' passages out again; the texts must be those that were indexed."""
    for n, statement in gone:
        made = await asyncio.to_thread(entries_of, [(n, statement)], {})
        async with db.execute("select n from passage where statement = ? order by n", (n,)) as rows:
            numbers = [row[0] for row in await rows.fetchall()]
        await db.executemany(
            "insert into stems(stems, rowid, title, body) values ('delete', ?, ?, ?)",
            [(number, *both.split(",")) for number, both in zip(numbers, made.stems, strict=True)],
        )
        await db.executemany(
            "update word set passages = passages - ? where word = ?",
            [(count, word) for word, count in made.words.items()],
        )
        await db.executemany("delete from vector where passage = ?", [(each,) for each in numbers])
        await db.execute("delete from passage where statement = ?", (n,))
    if gone:
        await db.execute(
            "delete from sound where word in (select word from word where passages < 1)"
        )
        await db.execute("delete from word where passages < 1")


def entries_of(kept: Iterable[Numbered], stems: dict[str, str]) -> Entries:
    """The index entries of some statements, in their order; `stems` remembers those of words."""
    made = Entries()
    for n, statement in kept:
        title = words_of(statement.title)
        titled = _stemmed(title, stems)
        for passage in passages_of(statement):
            body = words_of(statement.text[passage.start : passage.end])
            size = passage.end - passage.start
            made.passages.append((n, passage.start, size, passage.point, len(title), len(body)))
            made.stems.append(f"{titled},{_stemmed(body, stems)}")
            made.words.update({*title, *body})
    return made


def _stemmed(words: Iterable[str], stems: dict[str, str]) -> str:
    """The stems of these words, divided by spaces."""
    found = []
    for word in words:
        root = stems.get(word)
        if root is None:
            root = stems[word] = stem(word)
        found.append(root)
    return " ".join(found)
