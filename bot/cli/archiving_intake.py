"""`import` and `export`: what goes into the archive and comes out of it again."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.archive import Archive
from bot.archive.lines import line_from
from bot.channels.jsonlines import as_line
from bot.cli.opening import Places, today
from bot.cli.progress import bar
from bot.knowledge import Knowledge, read_knowledge
from bot.staff.intake import Into, take_in
from bot.staff.taking import Wish


@dataclass(frozen=True)
class Wanted:
    """What the command line says about an import."""

    publisher: str | None = None
    language: str | None = None
    section: str | None = None
    dry_run: bool = False


@asynccontextmanager
async def open_archive(place: Places) -> AsyncIterator[tuple[Archive, Knowledge]]:
    """The archive with the folder's statements in it, and the folder's knowledge."""
    knowledge = read_knowledge(place.settings.knowledge_dir)
    file = None if place.temporary else place.settings.data_dir / "archive.sqlite"
    async with Archive.open(file, place.settings.cache) as archive:
        await archive.bring_in(knowledge.statements, on=today(knowledge))
        yield archive, knowledge


async def bring_in(place: Places, paths: list[Path], wanted: Wanted) -> bool:
    """Import, and say what came of it; False when anything was refused."""
    async with open_archive(place) as (archive, knowledge):
        with bar(1) as advance:
            into = Into(archive, today(knowledge), _wish(knowledge, wanted))
            tally = await take_in(paths, into, advance.to)
    for refused in tally.refused:
        print(refused, file=sys.stderr)
    print(tally)
    return not tally.refused


def _wish(knowledge: Knowledge, wanted: Wanted) -> Wish:
    embassy = knowledge.embassy
    first = embassy.language()
    publisher = embassy.publisher.said(first) or embassy.name.said(first)
    return Wish(
        wanted.publisher or publisher, wanted.language or "", embassy.languages, wanted.section
    )


async def write_out(place: Places) -> None:
    """Every statement as an import line, in the order in which they came."""
    async with open_archive(place) as (archive, _):
        async for statement in archive.everything():
            print(as_line(line_from(statement)))
