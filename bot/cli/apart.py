"""Learns a changed folder in a process of its own, so that answers go on undisturbed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys

from bot.settings import Settings

PATIENCE = 600.0
"""Seconds after which nobody waits for the other process any more."""
_NICE = 15


async def learn_apart(settings: Settings) -> bool:
    """Whether another process has learned the folder as it is now, and kept that in the cache."""
    words = [sys.executable, "-m", "bot", "learn", "--knowledge", str(settings.knowledge_dir)]
    # Not the token: what the other process does needs none.
    told = {"CACHE_DIR": str(settings.cache), "EMBEDDINGS": settings.embeddings, "BOT_TOKEN": ""}
    nothing = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *words, stdin=nothing, stdout=nothing, stderr=nothing, env=os.environ | told
    )
    try:
        async with asyncio.timeout(PATIENCE):
            return await process.wait() == 0
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


def give_way() -> None:
    """Let every other process go first."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_NICE)
