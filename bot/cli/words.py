"""Takes up the words of what another program brings into the archive, for reading questions."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.archive.columns import generation_of
from bot.desk import Desk

LOOK = 0.5
"""Seconds between looks: what was brought in is known within a second."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def words_taken_up(desk: Desk) -> AsyncIterator[None]:
    """As long as it lasts, questions are read with the words that the archive has."""
    watching = asyncio.create_task(_watch(desk))
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.wait({watching})


async def _watch(desk: Desk) -> None:
    seen = None
    while True:
        try:
            async with desk.archive.reading() as db:
                generation = await generation_of(db)
            if generation != seen and desk.knowledge.phrasebook is not None:
                knowledge, words = desk.knowledge, await desk.archive.vocabulary()
                knowing = await asyncio.to_thread(knowledge.knowing, words)
                if desk.knowledge is knowledge:
                    desk.knowledge, seen = knowing, generation
        except sqlite3.OperationalError as busy:
            _log.warning("the archive's words wait: %s", busy)
        await asyncio.sleep(LOOK)
