"""Kills an import and the making of vectors at random points, and runs them to their end.

    python -m benchmarks.archive.kills [PASSAGES] [KILLS]      100,000 and 10 when not said

What is exported in the end must be what one undisturbed import gives; of the vectors there must
be one for each passage, each once.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.archive.made import statements
from bot.archive import Archive
from bot.archive.lines import line_from
from bot.archive.meaning import embed_missing

BATCH = 1000
BATCH_TAKES = 0.1
"""Seconds after which the next batch may be under way."""
VECTORS = 5_000
"""Passages whose vectors are made; the model is stood in for by numbers, which cost nothing."""


class Numbers:
    """Stands where the model would, so that a kill falls between writes, not into the model."""

    model = "numbers"

    def passages(self, texts: Sequence[str]) -> Any:
        """A row of numbers for each text, slowly."""
        time.sleep(0.02)
        return np.full((len(texts), 384), 0.05, np.float32)


async def bring_in(path: Path, passages: int) -> None:
    """What the killed program does: import, a transaction for each batch."""
    async with Archive.open(path) as archive:
        held = list(statements(passages))
        for at in range(0, len(held), BATCH):
            await archive.keep_all(held[at : at + BATCH], date(2024, 1, 1))


async def make_vectors(path: Path) -> None:
    """What the other killed program does."""
    async with Archive.open(path) as archive:
        await embed_missing(archive, Numbers())


async def digest(path: Path) -> str:
    """A hash of everything that the archive exports."""
    total = hashlib.blake2b()
    async with Archive.open(path) as archive:
        async for statement in archive.everything():
            total.update(repr(sorted(line_from(statement).items())).encode())
    return total.hexdigest()


def killed(work: str, path: Path, passages: int, kills: int) -> int:
    """Start, kill when so many rows more are committed, start again, and at last let it finish;
    the kills that hit it at work.
    """
    command = [sys.executable, "-m", "benchmarks.archive.kills", work, str(path), str(passages)]
    table = {"import": "passage", "vectors": "vector"}[work]
    done = 0
    for mark in sorted(random.randrange(int(0.9 * passages)) for _ in range(kills)):
        mark = max(mark, rows_of(path, table))
        child = subprocess.Popen(command)
        while child.poll() is None and rows_of(path, table) <= mark:
            time.sleep(0.01)
        time.sleep(random.uniform(0, BATCH_TAKES))
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
            done += 1
        child.wait()
    subprocess.run(command, check=True)
    return done


def rows_of(path: Path, table: str) -> int:
    """How many rows are committed; -1 before there is such a table."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as db:
            return int(db.execute(f"select count(*) from {table}").fetchone()[0])
    except sqlite3.OperationalError:
        return -1


def main(passages: int, kills: int) -> None:
    """Compare the disturbed with the undisturbed."""
    with tempfile.TemporaryDirectory() as folder:
        disturbed, whole = Path(folder, "disturbed.sqlite"), Path(folder, "whole.sqlite")
        done = killed("import", disturbed, passages, kills)
        asyncio.run(bring_in(whole, passages))
        same = asyncio.run(digest(disturbed)) == asyncio.run(digest(whole))
        print(f"import of {passages} passages, {done} kills: {'the same' if same else 'DIFFERENT'}")
        small = Path(folder, "small.sqlite")
        asyncio.run(bring_in(small, VECTORS))
        done = killed("vectors", small, VECTORS, kills)
        with closing(sqlite3.connect(small)) as db:
            query = "select count(*), (select count(*) from vector) from passage"
            held, made = db.execute(query).fetchone()
            sound = db.execute("pragma integrity_check").fetchone()[0]
        print(f"vectors of {held} passages, {done} kills: {made} made; file {sound}")
        if not same or held != made or sound != "ok":
            sys.exit(1)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["import", path, passages]:
            asyncio.run(bring_in(Path(path), int(passages)))
        case ["vectors", path, _]:
            asyncio.run(make_vectors(Path(path)))
        case sizes:
            main(*[int(each) for each in sizes] or (100_000, 10))
