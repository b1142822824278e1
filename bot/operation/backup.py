"""Backups of what cannot be made again: a folder for each moment, kept for seven days."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.operation.copies import STORES, NoCopy, check, copy, settle

KEPT = timedelta(days=7)
"""No longer: a backup of the ledger remembers whom /forget has erased since."""
_STAMP = "%Y-%m-%dT%H-%M-%SZ"
_UNFINISHED = ".unfinished"
ASIDE = (".replaced", ".replaced-wal")
"""Endings of what a restore put aside."""


def back_up(data: Path, into: Path, now: datetime) -> Path:
    """Copy both databases into a folder of their own below `into`; that folder.

    The bot may run. Older backups go after seven days, whether or not there is a new one. Raises
    NoCopy, and then nothing new is there.
    """
    made = into / now.astimezone(UTC).strftime(_STAMP)
    try:
        drop_old(into, data, now)
        with _begun(made) as begun:
            _copy_all(data, begun)
            settle(begun)
            begun.rename(made)
        settle(into)
    except OSError as fault:
        raise NoCopy(f"{fault.filename or into}: {fault.strerror}; no backup was made") from None
    return made


@contextmanager
def _begun(made: Path) -> Iterator[Path]:
    """A folder to fill, gone afterwards unless it has got its final name."""
    begun = made.with_name(made.name + _UNFINISHED)
    if made.exists():
        raise NoCopy(f"{made} is there already; there is one backup a second at most")
    begun.mkdir(mode=0o700, parents=True)
    try:
        yield begun
    finally:
        shutil.rmtree(begun, ignore_errors=True)


def _copy_all(data: Path, begun: Path) -> None:
    there = [store for store in STORES if (data / store.name).is_file()]
    if not there:
        raise NoCopy(f"there is nothing to back up in {data}; name the bot's folder with --data")
    for store in there:
        copy(data / store.name, begun / store.name)
        check(store, begun / store.name)


def backups(into: Path) -> Iterator[tuple[datetime, Path]]:
    """The finished backups below a folder, the newest first."""
    for path in sorted(into.glob("*Z"), reverse=True) if into.is_dir() else ():
        if (made := _moment(path.name)) is not None and path.is_dir():
            yield made, path


def drop_old(into: Path, data: Path, now: datetime) -> None:
    """Drop the backups, and what restores put aside, that are older than seven days."""
    for made, path in list(backups(into)):
        if made < now - KEPT:
            shutil.rmtree(path, ignore_errors=True)
    for path in into.glob(f"*Z{_UNFINISHED}"):
        # One that was cut off; nobody else makes backups at the same time for longer than a day.
        begun = _moment(path.name.removesuffix(_UNFINISHED))
        if begun is not None and begun < now - timedelta(days=1):
            shutil.rmtree(path, ignore_errors=True)
    drop_put_aside(data, now)


def drop_put_aside(data: Path, now: datetime) -> None:
    """Drop what restores put aside in the bot's own folder more than seven days ago."""
    for ending in ASIDE:
        for path in data.glob(f"*.sqlite{ending}"):
            if path.stat().st_mtime < (now - KEPT).timestamp():
                path.unlink(missing_ok=True)


def _moment(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
