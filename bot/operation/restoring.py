"""Puts a backup back in the place of the databases in use; what was there is put aside."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.ledger import Ledger
from bot.operation.backup import ASIDE, backups
from bot.operation.copies import LEDGER, STORES, NoCopy, Store, check, settle
from bot.talk import Cancelled

_LOG, _SHARED = "-wal", "-shm"


def chosen(path: Path) -> list[tuple[Store, Path]]:
    """What to put back: of a folder of backups the newest, of a backup all, or one file of it.

    Raises NoCopy.
    """
    if path.is_file():
        found = [(store, path) for store in STORES if store.name == path.name]
    else:
        newest = next((backup for _, backup in backups(path)), path)
        found = [
            (store, newest / store.name) for store in STORES if (newest / store.name).is_file()
        ]
    if not found:
        names = " or ".join(store.name for store in STORES)
        raise NoCopy(f"{path} is no backup: it has no {names}")
    return found


def put_back(wanted: list[tuple[Store, Path]], data: Path) -> None:
    """Check every copy, then put them in place, one after the other; raises NoCopy.

    Whoever calls this holds the lock of the folder. Nothing is changed unless all copies are good.
    """
    for store, source in wanted:
        check(store, source)
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        for store, _ in wanted:
            _refuse_while_used(data / store.name)
        for store, source in wanted:
            _put_in_place(source, data / store.name)
    except OSError as fault:
        raise NoCopy(f"{fault.filename or data}: {fault.strerror}") from None


async def under_way(data: Path, stop: bool) -> list[str]:
    """What the restored ledger would go on with at the next start; stopped where that is wanted.

    When the backup was made, a broadcast may have been half sent, and been finished since.
    """
    path = data / LEDGER
    if not path.is_file():
        return []
    async with Ledger(path) as ledger:
        running = ledger.broadcasts.running()
        if stop:
            now = datetime.now(UTC)
            cancelled = [Cancelled("restore", now, broadcast=each.number) for each in running]
            await ledger.apply(cancelled)
    what = "stopped" if stop else "the next start goes on with them; --stop-broadcasts stops them"
    return [
        f"Broadcast {each.number}: {each.waiting} of {each.readers} readers waited then; {what}."
        for each in running
    ]


def _refuse_while_used(path: Path) -> None:
    """Somebody may still write to it beside the bot, an import for one."""
    if not path.is_file():
        return
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path, timeout=1)) as used:
        try:
            used.execute("pragma locking_mode = exclusive")
            used.execute("begin immediate").connection.rollback()
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise NoCopy(f"{path} is in use by another command; wait until it ends") from None


def _put_in_place(source: Path, path: Path) -> None:
    begun = path.with_name(path.name + ".restoring")
    begun.unlink(missing_ok=True)
    written = os.open(begun, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with source.open("rb") as old, open(written, "wb") as new:
        shutil.copyfileobj(old, new)
    settle(begun)
    # The old file stays in its place until the new one takes it: there is never none.
    for ending, aside in zip(("", _LOG), ASIDE, strict=True):
        _put_aside(path.with_name(path.name + ending), path.with_name(path.name + aside))
    # They belong to the old file, and would spoil the new one.
    path.with_name(path.name + _LOG).unlink(missing_ok=True)
    path.with_name(path.name + _SHARED).unlink(missing_ok=True)
    begun.rename(path)
    settle(path.parent)


def _put_aside(path: Path, aside: Path) -> None:
    aside.unlink(missing_ok=True)
    if not path.is_file():
        return
    try:
        os.link(path, aside)
    except OSError:
        shutil.copyfile(path, aside)
        aside.chmod(0o600)
    os.utime(aside)
