"""Whole, checked copies of a database: made while others write to it, or looked at as they are."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.archive.schema import STEPS as ARCHIVE_STEPS
from bot.ledger.schema import STEPS as LEDGER_STEPS

PATIENCE = 30.0
"""Seconds to wait for somebody who holds the whole file."""


class NoCopy(Exception):
    """There is no copy, or it cannot be used; the sentence says why and what to do."""


@dataclass(frozen=True)
class Store:
    """One of the two databases: its file's name, a table that it must have, its newest schema."""

    name: str
    table: str
    schema: int


LEDGER = "ledger.sqlite"
STORES = (
    Store(LEDGER, "reader", len(LEDGER_STEPS)),
    Store("archive.sqlite", "statement", len(ARCHIVE_STEPS)),
)


def copy(source: Path, target: Path) -> None:
    """Copy a database that may be in use, as it is at one moment; raises NoCopy.

    Whoever writes to it meanwhile need not wait.
    """
    with _faults_told(source):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(read_only(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        settle(target)


def check(store: Store, path: Path) -> None:
    """Look at every page of a copy that nobody uses; raises NoCopy when it will not do."""
    with _faults_told(path), closing(read_only(path, "&immutable=1")) as found:
        wrong = found.execute("pragma quick_check(1)").fetchone()[0]
        if wrong != "ok":
            raise NoCopy(f"{path} is damaged: {wrong}")
        tables = {name for (name,) in found.execute("select name from sqlite_master")}
        schema = found.execute("pragma user_version").fetchone()[0]
    if store.table not in tables:
        raise NoCopy(f"{path} is not a copy of {store.name}")
    if schema > store.schema:
        raise NoCopy(
            f"{path} was made by a newer version of this program"
            f" (schema {schema}, known {store.schema}); install that version first"
        )


def settle(path: Path) -> None:
    """Have a file, or what a folder lists, on the disk and not only in memory."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def read_only(path: Path, more: str = "") -> sqlite3.Connection:
    """A connection that changes nothing; `more` goes into its address."""
    address = f"{path.absolute().as_uri()}?mode=ro{more}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE)


@contextmanager
def _faults_told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as fault:
        raise NoCopy(f"{path} cannot be copied or read: {fault}") from None
    except OSError as fault:
        raise NoCopy(f"{fault.filename or path}: {fault.strerror}") from None
