"""Bringing statements in: files and folders walked, read, and kept batch by batch."""

from __future__ import annotations

import asyncio
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.archive import Archive, Statement
from bot.staff.jsonl import statements_of_lines
from bot.staff.page_rows import LARGEST, rows_of
from bot.staff.pages import lines_of_page
from bot.staff.taking import NotTaken, Refused, Wish, taken

BATCH = 1000
"""Statements of one transaction."""
LETTERS = 2_000_000
"""Of their texts; an article may be as long as a book."""
_LINES = (".jsonl", ".ndjson", ".json")
_TAKEN = (*_LINES, ".txt", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".yaml", ".yml")

Progress = Callable[[int, int], None]
Outcome = Statement | Refused


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


def files_of(paths: Iterable[Path]) -> Iterator[Path | Refused]:
    """The files that were named, and those of the folders that were, in the order of names."""
    for path in paths:
        if path.is_dir():
            for place, names, files in os.walk(path):
                names[:] = sorted(name for name in names if not name.startswith("."))
                for name in sorted(files):
                    if name.lower().endswith(_TAKEN) and not name.startswith("."):
                        yield Path(place, name)
        elif path.exists() and stat.S_ISREG(path.stat().st_mode):
            yield path
        else:
            yield Refused(str(path), 0, "there is no such file or folder")


def outcomes_of(path: Path, wish: Wish, read: Callable[[int], None]) -> Iterator[Outcome]:
    """What a file holds, one after the other; `read` hears of bytes that are done with."""
    try:
        if path.suffix.lower() in _LINES:
            yield from statements_of_lines(path, wish, read)
        else:
            yield from _page(path, wish)
    except NotTaken as wrong:
        yield Refused(str(path), 1, str(wrong))
    except OSError as wrong:
        yield Refused(str(path), 0, f"it cannot be read: {wrong.strerror}")


def _page(path: Path, wish: Wish) -> Iterator[Outcome]:
    if path.stat().st_size > LARGEST:
        raise NotTaken(f"it is larger than {LARGEST // 2**20} MiB")
    for line in lines_of_page(rows_of(path.read_bytes()), str(path)):
        if isinstance(line, Refused):
            yield line
        else:
            number = int(line["source"].rpartition(":")[2])
            yield taken(line, wish, str(path), number)


async def take_in(paths: list[Path], into: Into, progress: Progress | None = None) -> Tally:
    """Bring everything in, a transaction for each batch; killed and run again, it finishes."""
    tally = Tally()
    files = await asyncio.to_thread(lambda: list(files_of(paths)))
    total = sum(path.stat().st_size for path in files if isinstance(path, Path)) or 1
    done = 0

    def read(size: int) -> None:
        nonlocal done
        done += size

    for batch in batches(_all(files, into.wish, read)):
        tally.refused += [one for one in batch if isinstance(one, Refused)]
        sound = [one for one in batch if isinstance(one, Statement)]
        tally.counts.update(await into.archive.keep_all(sound, into.on))
        if progress:
            progress(min(done, total), total)
    return tally


def _all(
    files: Iterable[Path | Refused], wish: Wish, read: Callable[[int], None]
) -> Iterator[Outcome]:
    for path in files:
        if isinstance(path, Refused):
            yield path
        else:
            yield from outcomes_of(path, wish, read)


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
