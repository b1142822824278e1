"""What the doctor sees of both databases, in use or not: whether they are whole, and how big."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.operation.ailments import Finding, bad, good
from bot.operation.backup import ASIDE, KEPT
from bot.operation.copies import STORES, Store, read_only


def look_at_stores(data: Path) -> Iterator[Finding]:
    """Each database, page by page, and what is left of older ones. Nothing is written."""
    for store in STORES:
        yield _look_at(store, data / store.name)
    yield _left(data)


def _look_at(store: Store, path: Path) -> Finding:
    name = store.name.removesuffix(".sqlite")
    if not path.is_file():
        return good(name, "is made at the first start")
    try:
        with closing(read_only(path)) as db:
            schema = db.execute("pragma user_version").fetchone()[0]
            wrong = db.execute("pragma quick_check(1)").fetchone()[0]
            astray = db.execute("pragma foreign_key_check").fetchone()
    except sqlite3.Error as fault:
        return bad(name, f"{path} cannot be read ({fault}); restore it from a backup.")
    if schema > store.schema:
        return bad(name, f"{path} is of a newer version of this program; install that one again.")
    if wrong != "ok" or astray:
        why = wrong if wrong != "ok" else f"rows of {astray[0]} lead nowhere"
        return bad(name, f"{path} is damaged ({why}); stop the bot and restore it from a backup.")
    older = "" if schema == store.schema else f", schema {schema} until the next start"
    return good(name, f"whole, {path.stat().st_size / 1_000_000:.1f} MB{older}")


def _left(data: Path) -> Finding:
    before = time.time() - KEPT.total_seconds()
    # The archive holds nobody.
    endings = [f"ledger.sqlite{ending}" for ending in (*ASIDE, ".schema-*")]
    old = [
        path for ending in endings for path in data.glob(ending) if path.stat().st_mtime < before
    ]
    if old:
        sentence = f"{old[0]} remembers whom /forget has erased since; remove it"
        return bad("older copies", f"{sentence}, or let the bot start.")
    return good("older copies", "none is kept for more than seven days")
