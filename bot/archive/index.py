"""The index: passages and their words written when a statement is kept, taken out when it goes."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.archive.passages import passages_of
from bot.archive.statements import Statement
from bot.archive.terms import words_of
from bot.reading.normalise import is_cyrillic, stem
from bot.reading.scripts import cyrillic_key, latin_key
from bot.sqlite import Connection

AT_ONCE = 250
"""Statements that are cut while others are written."""
SHORTEST_NAME = 4
"""Letters from which on a word is looked for in the other script too."""
Numbered = tuple[int, Statement]
"""A statement with its row number."""


@dataclass(frozen=True)
class Entries:
    """What some statements put into the index: rows of passages, their stems, counts of words."""

    passages: list[tuple[int, int, int, int | None, int, int]] = field(default_factory=list)
    stems: list[tuple[str, str]] = field(default_factory=list)
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
    await db.executemany(
        "insert into passage values (?, ?, ?, ?, ?, ?, ?)",
        [(n, *passage) for n, passage in enumerate(made.passages, first)],
    )
    await db.executemany(
        "insert into stems(rowid, title, body) values (?, ?, ?)",
        [(n, *both) for n, both in enumerate(made.stems, first)],
    )


async def _count_words(db: Connection, counts: Counter[str]) -> None:
    query = "select word from word where word in (select value from json_each(?))"
    async with db.execute(query, (json.dumps(list(counts)),)) as rows:
        known = {word for (word,) in await rows.fetchall()}
    await db.executemany(
        "update word set passages = passages + ? where word = ?",
        [(counts[word], word) for word in sorted(known)],
    )
    new = sorted(counts.keys() - known)
    await db.executemany("insert into word values (?, ?)", [(word, counts[word]) for word in new])
    await db.executemany(
        "insert or ignore into sound values (?, ?)", await asyncio.to_thread(_sounds, new)
    )


def _sounds(words: Iterable[str]) -> list[tuple[str, str]]:
    return sorted([(sound, word) for word in words for sound in sounds_of(word)])


async def remove_entries(db: Connection, gone: Sequence[Numbered]) -> None:
    """Take these statements' passages out again; the texts must be those that were indexed."""
    for n, statement in gone:
        made = await asyncio.to_thread(entries_of, [(n, statement)], {})
        async with db.execute("select n from passage where statement = ? order by n", (n,)) as rows:
            numbers = [row[0] for row in await rows.fetchall()]
        await db.executemany(
            "insert into stems(stems, rowid, title, body) values ('delete', ?, ?, ?)",
            [(number, *both) for number, both in zip(numbers, made.stems, strict=True)],
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
            made.stems.append((titled, _stemmed(body, stems)))
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


def sounds_of(word: str) -> set[str]:
    """What a word has in common with its spelling in the other script; short words have none.

    Both of the word and of its stem: `Келина`, `Келин` and `Kelin` meet in `kelin`.
    """
    if len(word) < SHORTEST_NAME or not word.isalpha():
        return set()
    key = cyrillic_key if is_cyrillic(word) else latin_key
    return {key(word), key(stem(word))}
