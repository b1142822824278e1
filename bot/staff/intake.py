"""Bringing statements in: files and folders walked, read, and kept batch by batch."""

from __future__ import annotations

import asyncio
import os
import stat
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.archive import Archive, Statement
from bot.staff.intake_files import SUFFIXES, outcomes_of
from bot.staff.taking import Outcome, Refused, Wish

BATCH = 2000
"""Statements of one transaction: a second or two of work, which is what a kill loses."""
LETTERS = 4_000_000
"""Of their texts: an article may be as long as a book."""

Progress = Callable[[int, int], None]


@dataclass
class Tally:
    """What became of everything that was brought in."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)

    def __str__(self) -> str:
        told = [f"{self.counts[name]} {name}" for name in ("new", "corrected", "known")]
        return ", ".join([*told, f"{len(self.refused)} refused"])


@dataclass(frozen=True)
class Into:
    """Where statements are brought, and on which day."""

    archive: Archive
    on: date
    """Corrections are dated by it."""
    wish: Wish


async def take_in(paths: Iterable[Path], into: Into, progress: Progress | None = None) -> Tally:
    """Bring everything in, a transaction for each batch; killed and run again, it finishes.

    `progress` hears how many bytes are done, of how many.
    """
    tally, files = Tally(), list(files_of(paths))
    sizes = [path.stat().st_size for path in files if isinstance(path, Path)]
    reader = _Reader(into.wish)
    async for batch in _ahead(batches(reader.outcomes(files))):
        tally.refused += [one for one in batch if isinstance(one, Refused)]
        sound = [one for one in batch if isinstance(one, Statement)]
        tally.counts.update(await into.archive.keep_all(sound, into.on) if sound else [])
        if progress:
            progress(min(reader.read, sum(sizes)), sum(sizes))
    return tally


async def _ahead(run: Iterator[list[Outcome]]) -> AsyncIterator[list[Outcome]]:
    """The batches, each read while the one before it is kept."""
    reading = asyncio.create_task(asyncio.to_thread(next, run, None))
    while (batch := await reading) is not None:
        reading = asyncio.create_task(asyncio.to_thread(next, run, None))
        yield batch


class _Reader:
    """Goes through files, and knows how far it is."""

    def __init__(self, wish: Wish) -> None:
        self.read = 0
        self._wish = wish

    def outcomes(self, files: Iterable[Path | Refused]) -> Iterator[Outcome]:
        """What the files hold, one after the other."""
        for path in files:
            if isinstance(path, Refused):
                yield path
            else:
                yield from outcomes_of(path, self._wish, self._further)

    def _further(self, size: int) -> None:
        self.read += size


def files_of(paths: Iterable[Path]) -> Iterator[Path | Refused]:
    """The files that were named, and those of the folders that were, in the order of names.

    Of a folder those whose names say what they are; links to folders are not followed.
    """
    for path in paths:
        if not path.is_dir():
            yield _regular(path)
            continue
        for place, names, files in os.walk(path):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                    yield _regular(Path(place, name))


def _regular(path: Path) -> Path | Refused:
    try:
        mode = path.stat().st_mode
    except OSError as wrong:
        return Refused(str(path), 0, f"it cannot be read: {wrong.strerror}")
    return path if stat.S_ISREG(mode) else Refused(str(path), 0, "this is not a regular file")


def batches(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """The outcomes in order, as many together as one transaction takes."""
    batch, letters = list[Outcome](), 0
    for one in outcomes:
        batch.append(one)
        letters += len(one.text) if isinstance(one, Statement) else 0
        if len(batch) >= BATCH or letters >= LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch
