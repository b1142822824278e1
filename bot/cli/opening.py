"""Opens the desk: settings, knowledge, archive and ledger, each failure as one sentence."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.archive import Archive
from bot.archive.meaning import embed_missing
from bot.desk import Desk
from bot.embedding import Embedder, open_embedder
from bot.knowledge import Knowledge, read_knowledge
from bot.ledger import Ledger
from bot.settings import Settings, read_settings, ready_data

Progress = Callable[[int, int], None]

MADE_AT_ONCE = 128
"""Passages of the archive that get their vectors before a first question: a few seconds' work.
What is left is made behind a running bot, or by `embed`."""


@dataclass(frozen=True)
class Places:
    """Where knowledge and data are, and what was said on the command line."""

    settings: Settings
    temporary: bool
    """Knowledge was named without data: its statements alone stand in an archive in memory."""


def places(knowledge: Path | None, data: Path | None) -> Places:
    """The settings with the folders that the command line names; raises BadSetting."""
    settings = read_settings(knowledge_dir=knowledge, data_dir=data)
    return Places(settings, temporary=knowledge is not None and data is None)


@asynccontextmanager
async def open_desk(
    place: Places, keeps: bool = False, knowledge: Knowledge | None = None
) -> AsyncIterator[Desk]:
    """The desk over the folders; only one that `keeps` opens the ledger's file.

    Raises Unreadable for the knowledge, when none is given; Unusable for a database; BadSetting
    for the data folder.
    """
    settings = place.settings
    knowledge = knowledge or read_knowledge(settings.knowledge_dir)
    embedder = embedder_of(settings)
    async with AsyncExitStack() as stack:
        file = None if place.temporary else ready_data(settings.data_dir) / "archive.sqlite"
        archive = await stack.enter_async_context(
            Archive.open(file, settings.cache, embedder.model if embedder else None)
        )
        await archive.bring_in(knowledge.statements, on=today(knowledge))
        ledger = await stack.enter_async_context(
            Ledger(settings.data_dir / "ledger.sqlite" if keeps else None, settings.unanswered_days)
        )
        yield Desk(knowledge, archive, ledger, embedder)


def embedder_of(settings: Settings) -> Embedder | None:
    """The embedding model, or None where it is off or cannot run."""
    return open_embedder(settings.cache, off=settings.embeddings == "off")


def today(knowledge: Knowledge) -> date:
    """The day in the embassy's zone."""
    return datetime.now(knowledge.embassy.zone).date()


class _Stopped(Exception):
    """Nobody waits for what is being learned any more."""


async def learn(desk: Desk, cache: Path | None, progress: Progress | None = None) -> None:
    """Learn the phrases, in a thread, with the model where there is one; then swap them in."""
    knowledge, stopped = desk.knowledge, threading.Event()

    def told(done: int, total: int) -> None:
        if stopped.is_set():
            raise _Stopped
        if progress is not None:
            progress(done, total)

    try:
        learned = await asyncio.to_thread(knowledge.learned, desk.embedder, cache, told)
    except asyncio.CancelledError:
        # A thread cannot be cancelled; it ends at its next step, and the process need not wait.
        stopped.set()
        raise
    knowing = await asyncio.to_thread(learned.knowing, await desk.archive.vocabulary())
    if desk.knowledge.topics is knowledge.topics:
        desk.knowledge = knowing
    if desk.embedder is not None:
        await embed_missing(desk.archive, desk.embedder, MADE_AT_ONCE)
