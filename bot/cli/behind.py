"""Makes the vectors that the archive lacks behind a running bot, giving way to everything else."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.archive.columns import generation_of
from bot.archive.meaning import embed_missing
from bot.desk import Desk
from bot.embedding import Embedder, one_below_another

if TYPE_CHECKING:
    from bot.embedding.model import Vectors

LOOK = 2.0
"""Seconds between looks at whether something was brought in."""
LATER = 60.0
"""Seconds until another try when another program kept the archive for itself."""
REST = 1.0
"""How long it rests after a passage, in the time that the passage took."""
_NICE = 10

_log = logging.getLogger(__name__)


@asynccontextmanager
async def embedding_behind(desk: Desk) -> AsyncIterator[None]:
    """As long as it lasts, passages without a vector get one; at its end it stops at once."""
    if desk.embedder is None:
        yield
        return
    unhurried = Unhurried(desk.embedder)
    working = asyncio.create_task(_keep_up(desk, unhurried))
    working.add_done_callback(_told_if_failed)
    try:
        yield
    finally:
        unhurried.stop()
        working.cancel()
        await asyncio.wait({working})


async def _keep_up(desk: Desk, unhurried: Unhurried) -> None:
    done = None
    while True:
        if desk.live is None or not desk.live.learning:
            async with desk.archive.reading() as db:
                generation = await generation_of(db)
            if generation != done and await _made(desk, unhurried):
                done = generation
        await asyncio.sleep(LOOK)


async def _made(desk: Desk, unhurried: Unhurried) -> bool:
    try:
        made = await embed_missing(desk.archive, unhurried)
    except sqlite3.OperationalError as busy:
        _log.warning("vectors of the archive wait: %s", busy)
        await asyncio.sleep(LATER)
        return False
    if made:
        _log.info("%d passages of the archive have got their vectors", made)
    return True


class Stopped(Exception):
    """Nobody waits for these vectors any more."""


class Unhurried:
    """An embedder that makes one passage at a time in a thread that gives way, and rests."""

    def __init__(self, embedder: Embedder) -> None:
        self.model = embedder.model
        self._embedder = embedder
        self._stopped = threading.Event()
        self._thread = ThreadPoolExecutor(1, "embedding", initializer=_give_way)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, a row each. Raises Stopped once it is to stop."""
        return self._thread.submit(self._passages, texts).result()

    def stop(self) -> None:
        """Make no vector more."""
        self._stopped.set()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _passages(self, texts: Sequence[str]) -> Vectors:
        rows: list[Vectors] = []
        for text in texts:
            began = time.perf_counter()
            if self._stopped.is_set():
                raise Stopped
            rows.append(self._embedder.passages([text]))
            self._stopped.wait(REST * (time.perf_counter() - began))
        return one_below_another(rows)


def _give_way() -> None:
    """On Linux each thread has a niceness of its own, which those that it starts inherit."""
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)


def _told_if_failed(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("no vectors are made any more", exc_info=error)
