"""Learns a changed folder in a process of its own, so that answers go on undisturbed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable

from bot.settings import Settings

PATIENCE = 600.0
"""Seconds after which nobody waits for the other process any more."""
_NICE = 15


Progress = Callable[[int, int], None]


async def learn_apart(settings: Settings, progress: Progress | None = None) -> bool:
    """Whether another process has learned the folder as it is now, and kept that in the cache.

    `progress` hears how many of the vectors that were missing are made.
    """
    words = [sys.executable, "-m", "bot", "learn", "--knowledge", str(settings.knowledge_dir)]
    words += ["--progress"] if progress else []
    # Not the token: what the other process does needs none.
    told = {"CACHE_DIR": str(settings.cache), "EMBEDDINGS": settings.embeddings, "BOT_TOKEN": ""}
    nothing = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *words,
        stdin=nothing,
        stdout=asyncio.subprocess.PIPE if progress else nothing,
        stderr=nothing,
        env=os.environ | told,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            if process.stdout is not None and progress is not None:
                await _passed_on(process.stdout, progress)
            return await process.wait() == 0
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


async def _passed_on(lines: asyncio.StreamReader, progress: Progress) -> None:
    """What the other process says, a line like `40 3400` each time."""
    async for line in lines:
        done, _, total = line.decode("ascii", "replace").strip().partition(" ")
        if done.isdecimal() and total.isdecimal():
            progress(int(done), int(total))


def tell_progress(done: int, total: int) -> None:
    """Say so to the process that waits for this one."""
    print(done, total, flush=True)


def give_way() -> None:
    """Let every other process go first."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_NICE)
