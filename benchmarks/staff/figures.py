"""How long staff and citizens wait on a folder of 300 topics with 6,000 phrases.

    python -m benchmarks.staff.figures

Vectors are kept (made in a first run, which takes a minute or two). Then: `check` and `diff` as
staff start them; from a save to the new answer in a running desk; and what an answer takes while
the folder is saved again and again, beside a quiet one. Seconds of the clock and of the processor.
"""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.staff.made import make
from bot.archive import Archive
from bot.cli.apart import learn_apart
from bot.cli.opening import learn
from bot.desk import Desk
from bot.embedding import open_embedder
from bot.ledger import Ledger
from bot.operation.memory import Settling, settle
from bot.pace import unhurried
from bot.rendering import plain
from bot.settings import read_settings
from bot.staff.watch import Watch
from bot.staff.watch_kept import begin
from bot.talk import Heard

QUESTIONS = (
    "/renew_boat_licence",
    "how do I extend my fishing permit",
    "потеряли справку на собаку",
    "who can mend a bicycle number",
    "заказать место на рынке",
    "weather tomorrow",
)
ASKED = 1500
SAVES = 6


def edit(folder: Path, number: int) -> str:
    """Change one answer and one phrase; what the answer says then."""
    path = folder / "boat_licence.yaml"
    text = path.read_text("utf-8").split("\n")
    said = f"Room {number} on the left"
    for place, row in enumerate(text):
        if row.startswith("  answer:"):
            text[place] = f'  answer: {{en: "{said}.", ru: "{said}."}}'
            break
    for place, row in enumerate(text):
        if row.strip().startswith("- "):
            text[place] = f'      - "phrase {number} for the licence of a boat"'
            break
    path.write_text("\n".join(text), "utf-8")
    return said


def command(*words: str, cache: Path) -> tuple[float, float]:
    """Seconds of the clock and of the processor that a command takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    env = os.environ | {"CACHE_DIR": str(cache), "DATA_DIR": str(cache / "data")}
    subprocess.run([sys.executable, "-m", "bot", *words], env=env, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, used


@asynccontextmanager
async def running(folder: Path, cache: Path) -> AsyncIterator[Desk]:
    """A desk that has learned, with its folder watched."""
    begun = begin(folder, None)
    embedder = open_embedder(cache)
    async with Archive.open(None) as archive, Ledger(None) as ledger:
        desk, settling = Desk(begun.knowledge, archive, ledger, embedder), Settling()

        async def learning(desk: Desk) -> None:
            await learn_apart(read_settings(knowledge_dir=folder, cache_dir=cache))
            with unhurried():
                await learn(desk, cache)
            settling()

        watching = asyncio.create_task(Watch(desk, begun, learning).run())
        while desk.live is None or desk.live.learning or desk.knowledge.phrasebook is None:
            await asyncio.sleep(0.1)
        settle(collect=True)
        yield desk
        watching.cancel()
        await asyncio.wait({watching})


async def until_said(desk: Desk, said: str) -> float:
    """Seconds until the desk says that."""
    began = time.monotonic()
    while said not in plain(await answer(desk, "/renew_boat_licence")):
        await asyncio.sleep(0.01)
    return time.monotonic() - began


async def until_learned(desk: Desk) -> float:
    """Seconds until the changed phrases are learned too."""
    began = time.monotonic()
    while desk.live is not None and desk.live.learning:
        await asyncio.sleep(0.05)
    return time.monotonic() - began


async def answer(desk: Desk, text: str):  # type: ignore[no-untyped-def]
    """The desk's answer."""
    return await desk.answer(await desk.hear(Heard(text, hint="en")))


async def asked(desk: Desk, seconds: float) -> list[float]:
    """Milliseconds that answers take, one after the other, for so long."""
    took, ends, number = [], time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        began = time.monotonic()
        await answer(desk, QUESTIONS[number % len(QUESTIONS)])
        took.append(1000 * (time.monotonic() - began))
        number += 1
        await asyncio.sleep(0.005)
    return took


def told(took: list[float]) -> str:
    """Median, 95th and 99th of a hundred."""
    cuts = statistics.quantiles(took, n=100)
    p50, p95, p99 = (f"{cuts[at]:.1f}" for at in (49, 94, 98))
    return f"p50 {p50} ms, p95 {p95} ms, p99 {p99} ms ({len(took)} answers)"


async def living(folder: Path, cache: Path) -> None:
    """A running desk while its folder is saved."""
    async with running(folder, cache) as desk:
        waits, learned = [], []
        for number in range(SAVES):
            said = edit(folder, 100 + number)
            waits.append(await until_said(desk, said))
            learned.append(await until_learned(desk))
        print(f"from a save to the new answer: {max(waits):.2f} s at most of {SAVES}")
        print(f"and until its phrase is learned: {max(learned):.2f} s more at most")
        quiet = await asked(desk, 20)
        saving = asyncio.create_task(_saving(folder))
        busy = await asked(desk, 20)
        saving.cancel()
        print(f"answers, nothing saved:     {told(quiet)}")
        print(f"answers, saved every 4 s:   {told(busy)}")


async def _saving(folder: Path) -> None:
    for number in range(1000, 2000):
        await asyncio.to_thread(edit, folder, number)
        await asyncio.sleep(4)


def main() -> None:
    """Make the folder and measure."""
    kept = Path(os.environ.get("STAFF_CACHE") or tempfile.mkdtemp())
    with tempfile.TemporaryDirectory() as made:
        folder, old = Path(made, "knowledge"), Path(made, "old")
        make(folder)
        first = command("check", "--knowledge", str(folder), cache=kept)
        print(f"check, nothing kept: {first[0]:.1f} s")
        shutil.copytree(folder, old)
        edit(folder, 1)
        command("check", "--knowledge", str(folder), cache=kept)
        edit(folder, 2)
        clock, processor = command("check", "--knowledge", str(folder), cache=kept)
        print(f"check, one phrase changed: {clock:.1f} s ({processor:.1f} s of processor)")
        clock, processor = command("diff", str(old), str(folder), cache=kept)
        print(f"diff: {clock:.1f} s ({processor:.1f} s of processor)")
        asyncio.run(living(folder, kept))


if __name__ == "__main__":
    main()
