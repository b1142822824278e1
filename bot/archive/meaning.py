"""Meaning: vectors made behind the import, newest first, and taken up by those who search."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bot.archive.columns import Columns
from bot.archive.flatfile import WIDTH, FlatFile
from bot.archive.vectors import SCALE, Vectors, extended, vectors_of
from bot.sqlite import Connection

if TYPE_CHECKING:
    import numpy as np

    from bot.archive.store import Archive

    Numbers = np.ndarray[Any, np.dtype[Any]]

BATCH = 64
"""Passages of one transaction: a few seconds of work, which is what a kill loses."""
_AHEAD = 2048
"""Passages whose texts' order is looked up at once."""
_TAKEN_UP = 20_000
_MISSING = """
  select p.n from passage p join statement s on s.n = p.statement
  where not exists (select 1 from vector v where v.passage = p.n and v.model = ?)
  order by s.date desc, s.n, p.n limit ?
"""
_TEXTS = """
  select p.n, s.title, substr(s.text, p.start + 1, p.size)
  from json_each(?) j join passage p on p.n = j.value join statement s on s.n = p.statement
"""
_COUNTS = """
  select (select count(*) from passage),
    (select count(*) from passage p join vector v on v.passage = p.n where v.model = ?)
"""


class Maker(Protocol):
    """What makes vectors of passages: the embedder, or one that takes its time."""

    model: str

    def passages(self, texts: Sequence[str]) -> Numbers:
        """Vectors, a row each."""
        ...


async def embed_missing(
    archive: Archive,
    embedder: Maker,
    most: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Make vectors of passages that have none, at most so many; how many were made.

    May be killed at any moment and run again. `progress` hears how many of all passages have one.
    """
    made, waiting = 0, list[int]()
    done, of = await _counts(archive, embedder.model)
    while most is None or made < most:
        waiting = waiting or await _missing(archive, embedder.model)
        if not waiting:
            break
        size = BATCH if most is None else min(BATCH, most - made)
        batch, waiting = waiting[:size], waiting[size:]
        made += await _embed(archive, embedder, batch)
        if progress:
            progress(min(done + made, of), of)
    return made


async def _counts(archive: Archive, model: str) -> tuple[int, int]:
    async with archive.reading() as db, db.execute(_COUNTS, (model,)) as rows:
        row = await rows.fetchone()
    return (int(row[1]), int(row[0])) if row else (0, 0)


async def _missing(archive: Archive, model: str) -> list[int]:
    async with archive.reading() as db, db.execute(_MISSING, (model, _AHEAD)) as rows:
        return [n for (n,) in await rows.fetchall()]


async def _embed(archive: Archive, embedder: Maker, batch: list[int]) -> int:
    async with archive.reading() as db, db.execute(_TEXTS, (json.dumps(batch),)) as rows:
        texts = [(n, text_of(title, text)) for n, title, text in await rows.fetchall()]
    blobs = await asyncio.to_thread(_vectors, embedder, [text for _, text in texts])
    async with archive.changes() as db:
        await db.executemany(
            "insert or replace into vector (passage, model, numbers) select ?1, ?2, ?3"
            " where exists (select 1 from passage where n = ?1)",
            [(n, embedder.model, blob) for (n, _), blob in zip(texts, blobs, strict=True)],
        )
    return len(batch)


def text_of(title: str, text: str) -> str:
    """What a passage means is told by its title and its text."""
    return f"{title}. {text}" if title and text else title or text


def _vectors(embedder: Maker, texts: list[str]) -> list[bytes]:
    import numpy as np

    scaled = np.rint(embedder.passages(texts) * SCALE).clip(-127, 127).astype(np.int8)
    return [row.tobytes() for row in scaled]


async def file_of(db: Connection, cache: Path | None, model: str) -> FlatFile:
    """The flat file of an archive's vectors by a model."""
    async with db.execute("select value from mark where name = 'archive'") as rows:
        row = await rows.fetchone()
    name = hashlib.blake2b(f"{row and row[0]} {model}".encode(), digest_size=8).hexdigest()
    return FlatFile(cache / f"archive-{name}.vectors" if cache else None, name, model)


async def newest_model(db: Connection) -> str | None:
    """The model of the vectors made last; None when there are none."""
    async with db.execute("select model from vector order by n desc limit 1") as rows:
        row = await rows.fetchone()
    return row[0] if row else None


async def taken_up(
    db: Connection, file: FlatFile, last: Vectors | None, columns: Columns
) -> Vectors:
    """The vectors as they are now: the flat file brought up to the record, and read."""
    if last is None or await _newest(db) != last.last:
        with file.alone():
            await _bring_up(db, file)
    languages = columns.language[columns.statement]
    count = len(columns.languages)
    if last is None or last.outgrown or len(last.means) != count:
        return await asyncio.to_thread(vectors_of, file, languages, count)
    if len(file) == len(last.passages):
        return last
    return await asyncio.to_thread(extended, last, languages)


async def _newest(db: Connection) -> int:
    rows = await db.execute_fetchall("select seq from sqlite_sequence where name = 'vector'")
    return next((int(n) for (n,) in rows), 0)


async def _bring_up(db: Connection, file: FlatFile) -> None:
    """Append what the record has and the file has not; begin anew if they tell another story,
    as after a backup was restored.
    """
    import numpy as np

    last, passage = file.last
    async with db.execute("select passage from vector where n = ?", (last,)) as rows:
        row = await rows.fetchone()
    if last > await _newest(db) or (row is not None and row[0] != passage):
        file.clear()
        last = 0
    query = (
        "select n, passage, numbers from vector where n > ? and model = ? order by n limit"
        f" {_TAKEN_UP}"
    )
    while True:
        async with db.execute(query, (last, file.model)) as rows:
            found = list(await rows.fetchall())
        if not found:
            return
        numbers = np.frombuffer(b"".join([row[2] for row in found]), np.int8).reshape(-1, WIDTH)
        file.append(np.array([row[:2] for row in found], np.int32), numbers)
        last = found[-1][0]
