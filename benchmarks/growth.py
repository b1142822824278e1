"""How fast the archive is and how it grows, on made statements.

    python -m benchmarks.growth make|ask|near|late FOLDER PASSAGES   a step, kept in FOLDER
    python -m benchmarks.growth draw FOLDER [PICTURES]               a table of all, and plots
    python -m benchmarks.growth [PASSAGES ...]                       every step, nothing kept

`make` imports, at most 100,000 at once; `ask` asks by two to ten words, half with slips, beside
FTS5's own ranking; `near` looks up by made vectors; `late` tells how long others wait meanwhile.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.archive.drawn import draw
from benchmarks.archive.late import lateness
from benchmarks.archive.made import put_vectors, questions, statements
from bot.archive import Archive, Statement
from bot.archive.flatfile import WIDTH
from bot.archive.joining import with_nearest
from bot.archive.search import search
from bot.archive.terms import words_of
from bot.reading.normalise import stem

BATCH = 1000
PART = 100_000
"""Passages that one step of `make` brings in: a larger archive takes several."""
ASKED = 400
FIRST = "the first question"
WORDLESS = "8914075"
Figures = dict[str, float]


def resident() -> float:
    """Megabytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def spread(name: str, times: Sequence[float]) -> Figures:
    """The median and the 99th percentile in milliseconds."""
    ranked = sorted(times)
    late = ranked[-1 - len(ranked) // 100]
    return {f"{name}, p50, ms": 1e3 * ranked[len(ranked) // 2], f"{name}, p99, ms": 1e3 * late}


def batches(held: Iterable[Statement]) -> Iterable[list[Statement]]:
    """As an import takes them."""
    rest = iter(held)
    while batch := list(islice(rest, BATCH)):
        yield batch


async def make(path: Path, cache: Path, passages: int) -> Figures:
    """Import what is missing, at most PART at once; timed without the making of the texts."""
    clock = cpu = letters = 0.0
    before = path.stat().st_size if path.exists() else 0
    async with Archive.open(path, cache) as archive:
        held = (await archive.overview()).passages
        part = min(PART, passages - held)
        for batch in batches(statements(part, seed=1 + held // PART)):
            letters += sum(len(f"{each.title}{each.text}".encode()) for each in batch)
            began, used = time.perf_counter(), time.process_time()
            await archive.keep_all(batch, batch[0].date)
            clock += time.perf_counter() - began
            cpu += time.process_time() - used
        there = (await archive.overview()).passages
    disk = path.stat().st_size
    await put_vectors(path, cache)
    return {
        "passages": there,
        "import, passages a second": (there - held) / clock,
        "import, passages a second of processor": (there - held) / cpu,
        "on disk, times the text": (disk - before) / letters,
        "on disk with vectors, MB": path.stat().st_size / 1e6,
    }


async def timed(archive: Archive, asked: Sequence[str], vectors: object = None) -> list[float]:
    """Seconds that each search takes."""
    times = []
    for at, text in enumerate(asked):
        vector = vectors[at] if isinstance(vectors, np.ndarray) else None
        began = time.perf_counter()
        await search(archive, text, vector)
        times.append(time.perf_counter() - began)
    return times


async def ask(path: Path, cache: Path, _: int) -> Figures:
    """Questions by words."""
    asked = [text for text, _ in questions(ASKED)]
    async with Archive.open(None) as nothing:
        await search(nothing, FIRST)
    before, began = resident(), time.perf_counter()
    async with Archive.open(path, cache) as archive:
        opened = time.perf_counter() - began
        await search(archive, FIRST)
        figures = {"open, s": opened, "open and first question, s": time.perf_counter() - began}
        figures |= spread("words, asked first", await timed(archive, asked))
        figures |= spread("words", await timed(archive, asked))
        figures["memory for words, MB"] = resident() - before
    return figures | spread("FTS5's own ranking", plain_ranking(path, asked[:100]))


def plain_ranking(path: Path, asked: Sequence[str]) -> list[float]:
    """The same index asked as SQLite would rank it by itself: any of the words, bm25."""
    times = []
    ranked = "select rowid from stems where stems match ? order by bm25(stems, 2, 1) limit 50"
    with closing(sqlite3.connect(path)) as db:
        for text in asked:
            query = " OR ".join(f'"{stem(word)}"' for word in words_of(text))
            began = time.perf_counter()
            db.execute(ranked, (query,)).fetchall()
            times.append(time.perf_counter() - began)
    return times


async def near(path: Path, cache: Path, _: int) -> Figures:
    """Looking up by vector: a question without a word that the archive has."""
    meant = np.random.default_rng(2).normal(size=(ASKED, WIDTH)).astype(np.float32)
    meant = 0.04 + 0.5 * meant / np.linalg.norm(meant, axis=1)[:, None]
    asked = [text for text, _ in questions(ASKED)]
    before = resident()
    async with Archive.open(path, cache) as archive:
        began = time.perf_counter()
        await search(archive, WORDLESS, meant[0])
        figures = {"open and first look-up by vector, s": time.perf_counter() - began}
        figures |= spread("vectors, the look-up alone", await looked_up(archive, meant))
        figures |= spread("vectors", await timed(archive, [WORDLESS] * ASKED, meant))
        await timed(archive, asked, meant)
        figures |= spread("words and vectors", await timed(archive, asked, meant))
        figures["memory for words and vectors, MB"] = resident() - before
    return figures


async def looked_up(archive: Archive, meant: Any) -> list[float]:
    """Seconds that finding the passages nearest to each vector takes, with how near they are."""
    times = []
    async with archive.reading() as db:
        shelf = await archive.shelf(db, meaning=True)
    for vector in meant:
        began = time.perf_counter()
        with_nearest(shelf, np.zeros(0, np.int64), vector, shelf.columns.alive)
        times.append(time.perf_counter() - began)
    return times


async def late(path: Path, cache: Path, _: int) -> Figures:
    """How late the event loop is while an import, searches and embedding are under way."""
    asked = [text for text, _ in questions(ASKED)]
    figures: Figures = {}
    async with Archive.open(path, cache) as archive:
        for name, times in (await lateness(archive, asked)).items():
            figures |= spread(f"late, {name}", times)
    return figures


STEPS: dict[str, Callable[..., object]] = {"make": make, "ask": ask, "near": near, "late": late}


def step(name: str, folder: Path, passages: int) -> None:
    """Take one step, print its figures and keep them."""
    kept = folder / "figures.json"
    figures = json.loads(kept.read_text()) if kept.exists() else {}
    load = os.getloadavg()[0]
    print(f"== {name} at {passages}; {machine()}; load before {load:.1f}")
    work = STEPS[name](folder / f"{passages}.sqlite", folder / f"cache-{passages}", passages)
    found: Figures = asyncio.run(work)  # type: ignore[arg-type]
    for label, value in found.items():
        print(f"   {label:46} {value:10.2f}", flush=True)
    figures.setdefault(str(passages), {}).update(found)
    kept.write_text(json.dumps(figures, indent=1))


def machine() -> str:
    """What it was measured on."""
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def main(words: list[str]) -> None:
    """As the command line says."""
    match words:
        case [("make" | "ask" | "near" | "late") as name, folder, passages]:
            step(name, Path(folder), int(passages))
        case ["draw", folder, *pictures]:
            draw(Path(folder) / "figures.json", Path(*pictures or ["docs/pictures/archive"]))
        case sizes:
            with tempfile.TemporaryDirectory() as folder:
                for passages in [int(each) for each in sizes] or [10_000, 100_000]:
                    for _ in range(0, passages - PART, PART):
                        step("make", Path(folder), passages)
                    for name in STEPS:
                        step(name, Path(folder), passages)


if __name__ == "__main__":
    main(sys.argv[1:])
