"""How fast the archive is and how it grows, on made statements, with the machine's load beside.

    python -m benchmarks.growth [PASSAGES ...]      10,000 and 100,000 when not said

Import; disk; questions by words of two to ten words, half with slips, beside FTS5's own ranking of
the same questions; looking up by vector; memory; and what a citizen waits for who asks meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.archive.made import questions, statements
from bot.archive import Archive, Statement
from bot.archive.flatfile import WIDTH
from bot.archive.search import search
from bot.archive.vectors import SCALE

BATCH = 1000
ASKED = 400
TODAY = date(2024, 1, 1)


def resident() -> float:
    """Megabytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def spread(times: Sequence[float]) -> str:
    """The median and the 99th percentile in milliseconds."""
    ranked = sorted(times)
    middle, late = ranked[len(ranked) // 2], ranked[-1 - len(ranked) // 100]
    return f"p50 {1e3 * middle:.1f} p99 {1e3 * late:.1f} ms"


async def timed(archive: Archive, asked: Sequence[str], vectors: Any = None) -> tuple[str, str]:
    """Spread of the time that searches take by the clock, and of processor time."""
    clock, cpu = [], []
    for at, text in enumerate(asked):
        began, used = time.perf_counter(), time.process_time()
        await search(archive, text, None if vectors is None else vectors[at])
        clock.append(time.perf_counter() - began)
        cpu.append(time.process_time() - used)
    return spread(clock), spread(cpu)


async def import_all(archive: Archive, held: Sequence[Statement]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    began, used = time.perf_counter(), time.process_time()
    for at in range(0, len(held), BATCH):
        await archive.keep_all(held[at : at + BATCH], TODAY)
    return time.perf_counter() - began, time.process_time() - used


async def put_vectors(archive: Archive) -> None:
    """Made vectors for every passage: a thousand subjects with noise, as unit rows."""
    dice = np.random.default_rng(1)
    subjects = dice.normal(size=(1000, WIDTH))
    async with archive.changes() as db:
        numbers = [n for (n,) in await db.execute_fetchall("select n from passage")]
        for at in range(0, len(numbers), 20_000):
            rows = numbers[at : at + 20_000]
            made = subjects[dice.integers(0, 1000, len(rows))] + dice.normal(
                size=(len(rows), WIDTH)
            )
            made = 0.85 / WIDTH**0.5 + 0.5 * made / np.linalg.norm(made, axis=1)[:, None]
            blobs = np.rint(made * SCALE).clip(-127, 127).astype(np.int8)
            await db.executemany(
                "insert into vector (passage, model, numbers) values (?, 'made', ?)",
                [(n, blob.tobytes()) for n, blob in zip(rows, blobs, strict=True)],
            )


def plain_ranking(path: Path, asked: Sequence[str]) -> str:
    """The same index asked as SQLite would rank it by itself: any of the words, bm25."""
    from bot.archive.terms import words_of
    from bot.reading.normalise import stem

    times = []
    with closing(sqlite3.connect(path)) as db:
        for text in asked[:100]:
            query = " OR ".join(f'"{stem(word)}"' for word in words_of(text))
            began = time.perf_counter()
            db.execute(
                "select rowid from stems where stems match ? order by bm25(stems, 2, 1) limit 50",
                (query,),
            ).fetchall()
            times.append(time.perf_counter() - began)
    return spread(times)


async def waits(archive: Archive, asked: Sequence[str], held: Sequence[Statement]) -> str:
    """How late the event loop is while an import and searches are under way."""
    late: list[float] = []
    done = asyncio.Event()

    async def tick() -> None:
        while not done.is_set():
            began = time.perf_counter()
            await asyncio.sleep(0.01)
            late.append(time.perf_counter() - began - 0.01)

    ticking = asyncio.create_task(tick())
    bringing = asyncio.create_task(import_all(archive, held))
    for text in asked[:100]:
        await search(archive, text)
    await bringing
    done.set()
    await ticking
    return spread(late)


async def measure(passages: int, folder: Path) -> None:
    """Every figure at one size."""
    path = folder / f"{passages}.sqlite"
    held = list(statements(passages))
    letters = sum(len(f"{each.title}{each.text}".encode()) for each in held)
    async with Archive.open(path, folder / "cache") as archive:
        clock, cpu = await import_all(archive, held)
        there = (await archive.overview()).passages
        print(f"== {there} passages, {letters / 1e6:.0f} MB of text")
        print(
            f"import              {there / clock:.0f}/s by the clock, "
            f"{there / cpu:.0f}/s of processor"
        )
    print(f"disk                {path.stat().st_size / letters:.2f} times the text")
    asked = [text for text, _ in questions(ASKED)]
    before = resident()
    async with Archive.open(path, folder / "cache") as archive:
        began = time.perf_counter()
        await search(archive, "the first question")
        print(f"first question      {time.perf_counter() - began:.2f} s")
        for label in ("questions, cold ", "questions, warm "):
            clock_spread, cpu_spread = await timed(archive, asked)
            print(f"{label}    {clock_spread}; of processor {cpu_spread}")
        print(f"FTS5's own ranking  {plain_ranking(path, asked)}")
        print(f"memory              {resident() - before:.0f} MB more than before")
        await put_vectors(archive)
        meant = np.random.default_rng(2).normal(size=(ASKED, WIDTH)).astype(np.float32)
        meant = 0.04 + 0.5 * meant / np.linalg.norm(meant, axis=1)[:, None]
        began = time.perf_counter()
        await search(archive, "zzz", meant[0])
        print(f"vectors taken up    {time.perf_counter() - began:.2f} s")
        clock_spread, cpu_spread = await timed(archive, ["zzz"] * ASKED, meant)
        print(f"by vector alone     {clock_spread}; of processor {cpu_spread}")
        print(f"memory              {resident() - before:.0f} MB more than before")
        late = await waits(archive, asked, list(statements(6_000, seed=9)))
        print(f"event loop late     {late} while importing and searching", flush=True)


if __name__ == "__main__":
    load = os.getloadavg()[0]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},"
          f" SQLite {sqlite3.sqlite_version}; load before {load:.1f}")  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        for size in [int(each) for each in sys.argv[1:]] or [10_000, 100_000]:
            asyncio.run(measure(size, Path(place)))
