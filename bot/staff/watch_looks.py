"""Looks at a folder until a change has settled, however an editor saves, on any file system."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

PAUSE = 0.2
"""Seconds between two looks that must agree before a change is taken."""
PAUSE_EMPTY = 0.8
"""The same while a file is empty: an editor that saves in place begins with that."""
NUDGE = 0.7
"""Seconds after which the folder is looked at even when the system has told nothing."""
_MOST = 20_000

Look = frozenset[tuple[str, int, int, int]]
"""Of each file its path, identity, size and time of change."""


def look(folder: Path) -> Look:
    """The files below a folder that its knowledge is read from."""
    found: set[tuple[str, int, int, int]] = set()
    for here, names, files in os.walk(folder):
        names[:] = [name for name in names if not name.startswith(".")]
        below_sources = Path(here).is_relative_to(folder / "sources")
        for name in files:
            read = below_sources or name.lower().endswith((".yaml", ".yml"))
            if read and not name.startswith((".", "#")) and len(found) < _MOST:
                found.add(_seen(os.path.join(here, name)))
    return frozenset(found)


def _seen(path: str) -> tuple[str, int, int, int]:
    try:
        state = os.stat(path)
    except OSError:
        return path, 0, -1, 0
    size = state.st_size if stat.S_ISREG(state.st_mode) else -1
    return path, state.st_ino, size, max(state.st_mtime_ns, state.st_ctime_ns)


async def changes(folder: Path, seen: Look) -> AsyncGenerator[Look, None]:
    """Yields what the folder has come to, each time it differs from what was seen and stays so."""
    async with aclosing(_nudges(folder)) as nudges:
        async for _ in nudges:
            if await asyncio.to_thread(look, folder) != seen:
                now = await _settled(folder)
                if now != seen:
                    seen = now
                    yield now


async def _settled(folder: Path) -> Look:
    before = await asyncio.to_thread(look, folder)
    while True:
        empty = any(size == 0 for _, _, size, _ in before)
        await asyncio.sleep(PAUSE_EMPTY if empty else PAUSE)
        now = await asyncio.to_thread(look, folder)
        if now == before:
            return now
        before = now


async def _nudges(folder: Path) -> AsyncGenerator[None, None]:
    """Yields whenever the system tells of a change, and from time to time without that."""
    from watchfiles import awatch

    # A folder that is put in another's place is another one, which must be watched anew.
    while True:
        place, wait = _place(folder), int(NUDGE * 1000)
        heard = awatch(
            folder,
            watch_filter=None,
            debounce=100,
            step=20,
            rust_timeout=wait,
            yield_on_timeout=True,
        )
        try:
            async with aclosing(heard):
                async for _ in heard:
                    yield
                    if _place(folder) != place:
                        break
        except (OSError, RuntimeError):
            # There is no such folder just now, or the system watches no further one.
            yield
            await asyncio.sleep(NUDGE)


def _place(folder: Path) -> tuple[int, int] | None:
    try:
        state = folder.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino
