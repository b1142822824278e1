"""How late an event loop is that others are to be answered on, while the archive is at work."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date

from benchmarks.archive.made import statements
from bot.archive import Archive, Statement
from bot.archive.meaning import embed_missing
from bot.archive.search import search
from bot.embedding import open_embedder

TICK = 0.01
BROUGHT_IN = 6_000
"""Passages of the import that is under way."""
EMBEDDED = 128
_DAY = date(2024, 1, 1)


async def lateness(archive: Archive, asked: Sequence[str]) -> dict[str, list[float]]:
    """By what was under way, how many seconds later than wished the loop came round each time."""
    found: dict[str, list[float]] = {}
    async with _heard(found.setdefault("searching", [])):
        await _ask(archive, asked)
    held = list(statements(BROUGHT_IN, seed=9))
    async with _heard(found.setdefault("importing and searching", [])):
        bringing = asyncio.create_task(_bring_in(archive, held))
        await _ask(archive, asked)
        await bringing
    embedder = open_embedder(None)
    if embedder is not None:
        await asyncio.to_thread(embedder.passages, ["the model is loaded"])
        async with _heard(found.setdefault("embedding and searching", [])):
            embedding = asyncio.create_task(embed_missing(archive, embedder, EMBEDDED))
            await _ask(archive, asked)
            await embedding
    return found


async def _bring_in(archive: Archive, held: Sequence[Statement]) -> None:
    for at in range(0, len(held), 500):
        await archive.keep_all(held[at : at + 500], _DAY)


async def _ask(archive: Archive, asked: Sequence[str]) -> None:
    for text in asked[:100]:
        await search(archive, text)


@asynccontextmanager
async def _heard(late: list[float]) -> AsyncIterator[None]:
    async def tick() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK)
            late.append(time.perf_counter() - began - TICK)

    ticking = asyncio.create_task(tick())
    try:
        yield
    finally:
        ticking.cancel()
