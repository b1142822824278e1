"""The shelf: what a search needs in memory, made again when the archive has changed."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from pathlib import Path

from bot.archive.columns import Columns, columns_of, generation_of
from bot.archive.flatfile import FlatFile
from bot.archive.meaning import file_of, newest_model, taken_up
from bot.archive.postings import Postings
from bot.archive.spelling import Spelling, prepare, spelling_of
from bot.archive.vectors import Vectors
from bot.sqlite import Connection

SMALL = 20_000
"""Passages up to which a new shelf takes no time to speak of, and is made at once."""
PATIENCE = 4.0
"""How many times as long as it took to make a shelf it is kept at least: under an import, which
changes the archive several times a second, questions would do nothing else."""


@dataclass(frozen=True)
class Shelf:
    """The archive as of one generation."""

    generation: int
    columns: Columns
    spelling: Spelling
    made_in: float
    """Seconds that making it took."""
    made_at: float
    """On the monotonic clock."""
    postings: Postings
    vectors: Vectors | None = None

    @property
    def settled(self) -> bool:
        """Whether it was made so lately that it serves although the archive has changed."""
        lately = time.monotonic() < self.made_at + PATIENCE * self.made_in
        return lately and self.columns.passages > SMALL


class Shelves:
    """The shelf in use, replaced whole; questions under way finish on the one they took."""

    def __init__(self, cache: Path | None, model: str | None) -> None:
        self._cache = cache
        self._model = model
        self._lock = asyncio.Lock()
        self._shelf: Shelf | None = None
        self._file: FlatFile | None = None

    def close(self) -> None:
        """Close the file of vectors."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._shelf = None

    async def now(self, db: Connection, meaning: bool) -> Shelf:
        """The shelf as of now, or as of a moment ago while an import is under way."""
        async with self._lock:
            shelf = await _shelf_of(db, self._shelf)
            if meaning:
                shelf = replace(shelf, vectors=await self._vectors(db, shelf))
            self._shelf = shelf
            return shelf

    async def _vectors(self, db: Connection, shelf: Shelf) -> Vectors | None:
        model = self._model or await newest_model(db)
        if model is None:
            return None
        if self._file is None:
            self._file = await file_of(db, self._cache, model)
        return await taken_up(db, self._file, shelf.vectors, shelf.columns)


async def _shelf_of(db: Connection, last: Shelf | None) -> Shelf:
    generation = await generation_of(db)
    if last is not None and (last.generation == generation or last.settled):
        return last
    await asyncio.to_thread(prepare)
    began = time.monotonic()
    columns = await columns_of(db)
    spelling = await spelling_of(db)
    ended = time.monotonic()
    vectors = last.vectors if last else None
    postings = Postings(columns.passages)
    return Shelf(generation, columns, spelling, ended - began, ended, postings, vectors)
