"""Introduces the preview in the browser to the knowledge, the archive, the counts, the check."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.channels.preview import Hands, Live, Preview, Replying, serve
from bot.channels.preview import Taken as Taken
from bot.channels.preview.counting import Counts
from bot.channels.preview.looking import changes
from bot.cli.opening import Places, learn, open_desk, today
from bot.desk import Desk
from bot.entries import Complaint, Unreadable
from bot.knowledge import Knowledge, read_knowledge
from bot.knowledge.embassy import Embassy
from bot.ledger import Ledger
from bot.staff.check import Means, check


async def serve_preview(place: Places, port: int) -> None:
    """Serve the preview until it is stopped; raises Taken when the port is."""
    counted = _Counts(place).since
    place, knowledge = _beginning(place)
    folder = place.settings.knowledge_dir
    async with open_desk(place, knowledge=knowledge) as desk:
        live = Live(desk, _Hands(place).hands())
        await serve(Preview(live, Replying(desk, folder), counted), port, _ready)


def _ready(address: str) -> None:
    print(f"The preview is at {address} and on this machine only. Ctrl-C ends it.", flush=True)


def _beginning(place: Places) -> tuple[Places, Knowledge]:
    """The knowledge to begin with: none while its files cannot be read, and then no archive
    of the running bot either, from which that none would take staff's statements.
    """
    folder = place.settings.knowledge_dir
    try:
        return place, read_knowledge(folder)
    except Unreadable:
        if not folder.is_dir():
            raise
        return replace(place, temporary=True), Knowledge(Embassy(), {})


@dataclass(frozen=True)
class _Hands:
    """What the preview asks of other rooms, for one folder."""

    place: Places

    @property
    def folder(self) -> Path:
        return self.place.settings.knowledge_dir

    def hands(self) -> Hands:
        return Hands(
            changes=lambda: changes(self.folder),
            read=lambda: read_knowledge(self.folder),
            take=self.take,
            learn=self.learn,
            check=self.check,
        )

    async def take(self, desk: Desk, knowledge: Knowledge) -> None:
        await desk.archive.bring_in(knowledge.statements, on=today(knowledge))
        desk.knowledge = knowledge

    async def learn(self, desk: Desk, progress: Callable[[int, int], None]) -> None:
        await learn(desk, self.place.settings.cache, progress)

    async def check(self, desk: Desk) -> list[Complaint]:
        means = Means(desk.embedder, self.place.settings.cache)
        # In a thread with a loop of its own: a large folder takes seconds, and the page must not.
        report = await asyncio.to_thread(lambda: asyncio.run(check(self.folder, means)))
        return list(report.complaints)


@dataclass(frozen=True)
class _Counts:
    """What the running bot has counted, read beside it."""

    place: Places

    async def since(self, day: date) -> Counts | None:
        settings = self.place.settings
        path = settings.data_dir / "ledger.sqlite"
        if self.place.temporary or not path.is_file():
            return None
        async with Ledger(path, settings.unanswered_days) as ledger:
            return await ledger.asked(day)
