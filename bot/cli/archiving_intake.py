"""`import` and `export`: what goes into the archive and comes out of it again."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.archive import Archive
from bot.archive.lines import line_from
from bot.channels.jsonlines import as_line
from bot.cli.opening import Places, today
from bot.cli.progress import bar
from bot.knowledge import Knowledge, read_knowledge
from bot.settings import Settings, ready_data
from bot.sqlite import broken_as_unusable
from bot.staff.intake import Into, Tally, take_in
from bot.staff.taking import Wish


@dataclass(frozen=True)
class Wanted:
    """What the command line says about an import."""

    publisher: str | None = None
    language: str | None = None
    section: str | None = None
    dry_run: bool = False


@asynccontextmanager
async def open_archive(
    place: Places, instead: Path | None = None
) -> AsyncIterator[tuple[Archive, Knowledge]]:
    """The archive, or the one in the file that stands in for it, with the folder's statements."""
    knowledge = await asyncio.to_thread(read_knowledge, place.settings.knowledge_dir)
    file = None if place.temporary else instead or _own_file(place.settings)
    async with Archive.open(file, None if instead else place.settings.cache) as archive:
        await archive.bring_in(knowledge.statements, on=today(knowledge))
        yield archive, knowledge


def _own_file(settings: Settings) -> Path:
    return ready_data(settings.data_dir) / "archive.sqlite"


async def bring_in(place: Places, paths: list[Path], wanted: Wanted) -> bool:
    """Import, and say what came of it; False when anything was refused."""
    try:
        with _copy_of(place) if wanted.dry_run else _itself() as instead:
            tally = await _taken_in(place, paths, wanted, instead)
    except sqlite3.OperationalError as stopped:
        print(f"The archive cannot be written ({stopped}); run it again.", file=sys.stderr)
        return False
    for refused in tally.refused:
        print(refused, file=sys.stderr)
    print(tally)
    if wanted.dry_run or place.temporary:
        why = "this was a trial" if wanted.dry_run else "name --data as well to keep it"
        print(f"Nothing was kept: {why}.", file=sys.stderr)
    return not tally.refused


async def _taken_in(
    place: Places, paths: list[Path], wanted: Wanted, instead: Path | None
) -> Tally:
    async with open_archive(place, instead) as (archive, knowledge):
        with bar(1) as advance:
            into = Into(archive, today(knowledge), _wish(knowledge, wanted))
            return await take_in(paths, into, advance.to)


@contextmanager
def _itself() -> Iterator[None]:
    yield None


@contextmanager
def _copy_of(place: Places) -> Iterator[Path]:
    """A copy of the archive as it is now, gone afterwards."""
    held = place.settings.data_dir / "archive.sqlite"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / held.name
        if held.exists() and not place.temporary:
            with (
                broken_as_unusable(held),
                closing(sqlite3.connect(held)) as old,
                closing(sqlite3.connect(copy)) as new,
            ):
                old.backup(new)
        yield copy


def _wish(knowledge: Knowledge, wanted: Wanted) -> Wish:
    embassy = knowledge.embassy
    first = embassy.language()
    return Wish(
        publisher=wanted.publisher or embassy.publisher.said(first) or embassy.name.said(first),
        language=wanted.language or "",
        languages=embassy.languages,
        section=wanted.section,
        zone=embassy.zone,
    )


async def write_out(place: Places) -> None:
    """Every statement as an import line, in the order in which they came."""
    async with open_archive(place) as (archive, _):
        try:
            async for statement in archive.everything():
                print(as_line(line_from(statement)))
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read along has seen enough; nothing is left to be told at the end either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
