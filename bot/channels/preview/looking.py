"""Tells when a folder has changed, however an editor saves, on any file system."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

PAUSE = 0.25
"""Seconds between two looks; a save is taken once two looks in a row agree."""

_MOST = 20_000

Stamp = frozenset[tuple[str, int, int, int]]


def stamp(folder: Path) -> Stamp:
    """Every file below the folder with its identity, size and time; those of editors left out."""
    found: set[tuple[str, int, int, int]] = set()
    for here, names, files in os.walk(folder):
        names[:] = [name for name in names if not name.startswith(".")]
        for name in files:
            if name.startswith((".", "#")) or name.endswith("~") or len(found) >= _MOST:
                continue
            path = os.path.join(here, name)
            try:
                seen = os.stat(path)
            except OSError:
                found.add((path, 0, 0, 0))
            else:
                found.add((path, seen.st_ino, seen.st_size, seen.st_mtime_ns))
    return frozenset(found)


async def changes(folder: Path) -> AsyncIterator[None]:
    """Yields at once, and then after each change of the folder, for ever."""
    taken: Stamp | None = None
    before = await asyncio.to_thread(stamp, folder)
    while True:
        if before != taken:
            await asyncio.sleep(PAUSE / 3)
            now = await asyncio.to_thread(stamp, folder)
            if now == before:
                taken = now
                yield
            before = now
        else:
            await asyncio.sleep(PAUSE)
            before = await asyncio.to_thread(stamp, folder)
