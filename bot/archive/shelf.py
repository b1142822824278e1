"""The shelf: what a search needs in memory, made again when the archive has changed."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import aiosqlite

from bot.archive.columns import Columns, columns_of, generation_of
from bot.archive.postings import Postings
from bot.archive.spelling import Spelling, spelling_of

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
    postings: Postings = field(default_factory=Postings)

    @property
    def settled(self) -> bool:
        """Whether it was made so lately that it serves although the archive has changed."""
        return time.monotonic() < self.made_at + PATIENCE * self.made_in


async def shelf_of(db: aiosqlite.Connection, last: Shelf | None) -> Shelf:
    """The last shelf while it serves, else a new one."""
    generation = await generation_of(db)
    if last is not None and (last.generation == generation or last.settled):
        return last
    began = time.monotonic()
    columns = await columns_of(db)
    spelling = await spelling_of(db)
    ended = time.monotonic()
    return Shelf(generation, columns, spelling, ended - began, ended)
