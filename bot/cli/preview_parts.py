"""Introduces the preview in the browser to the knowledge, the archive, the counts, the check."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.channels.preview import Checked, News, Preview, Replying, serve
from bot.channels.preview import Taken as Taken
from bot.channels.preview.counting import Counts
from bot.cli.opening import Places, learn, open_desk
from bot.cli.running import kept_in
from bot.desk import Desk
from bot.entries import Unreadable
from bot.knowledge import Knowledge
from bot.knowledge.embassy import Embassy
from bot.ledger import Ledger
from bot.staff.check import Means, check
from bot.staff.watch import Watch, told_if_failed
from bot.staff.watch_kept import Begun, begin
from bot.staff.watch_looks import look
from bot.topics.live import Live

_BETWEEN = 0.2
"""Seconds between two words on how far the learning is."""


async def serve_preview(place: Places, port: int) -> None:
    """Serve the preview until it is stopped; raises Taken when the port is."""
    counts, (place, begun) = _Counts(place), _begun(place)
    async with open_desk(place, knowledge=begun.knowledge) as desk:
        news = News(desk, _Check(place, desk).checked)
        async with _watched(news, begun, place):
            pages = Preview(news, Replying(desk, begun.folder), counts.since)
            await serve(pages, port, _ready)


def _ready(address: str) -> None:
    print(f"The preview is at {address} and on this machine only. Ctrl-C ends it.", flush=True)


def _begun(place: Places) -> tuple[Places, Begun]:
    """What to begin with; where nothing can be read yet, nothing.

    Then with an archive of its own: from the running bot's, no knowledge would take all that
    staff have put there.
    """
    folder = place.settings.knowledge_dir
    try:
        # The running bot keeps copies; the preview only uses them.
        return place, replace(begin(folder, kept_in(place)), kept=None)
    except Unreadable as unreadable:
        if not folder.is_dir():
            raise
        now, wrong = datetime.now(UTC), tuple(unreadable.complaints)
        live = Live(now, waiting_since=now, complaints=wrong)
        empty = Knowledge(Embassy(), {})
        return replace(place, temporary=True), Begun(folder, None, empty, live, look(folder))


@asynccontextmanager
async def _watched(news: News, begun: Begun, place: Places) -> AsyncIterator[None]:
    """The desk's knowledge kept as its folder is, and how far its phrases are learned told."""

    async def learning(desk: Desk) -> None:
        await learn(desk, place.settings.cache, _progress(news))

    def ended(task: asyncio.Task[None]) -> None:
        told_if_failed(task)
        if not task.cancelled():
            task.get_loop().create_task(news.broke())

    watching = asyncio.create_task(Watch(news.desk, begun, learning).run())
    watching.add_done_callback(ended)
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.wait({watching})


def _progress(news: News) -> Callable[[int, int], None]:
    """Tells from any thread how far the learning is, a few times a second."""
    loop, last = asyncio.get_running_loop(), [0.0]

    def told(done: int, total: int) -> None:
        if time.monotonic() - last[0] > _BETWEEN:
            last[0] = time.monotonic()
            asyncio.run_coroutine_threadsafe(news.learned(done, total), loop)

    return told


@dataclass(frozen=True)
class _Check:
    """The check of a folder, with what the desk answers with."""

    place: Places
    desk: Desk

    async def checked(self) -> Checked:
        """What it finds; in a thread with a loop of its own, for a large folder takes seconds."""
        settings = self.place.settings
        means = Means(self.desk.embedder, settings.cache)
        folder = settings.knowledge_dir
        report = await asyncio.to_thread(lambda: asyncio.run(check(folder, means)))
        return Checked(report.complaints, report.questions, report.missed)


@dataclass(frozen=True)
class _Counts:
    """What the running bot has counted, read beside it."""

    place: Places

    async def since(self, day: date) -> Counts | None:
        """The counts since a day; None where nothing is counted."""
        settings = self.place.settings
        path = settings.data_dir / "ledger.sqlite"
        if self.place.temporary or not path.is_file():
            return None
        async with Ledger(path, settings.unanswered_days) as ledger:
            return await ledger.asked(day)
