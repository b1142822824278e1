"""How long one answer takes: in a warm process, and from a cold start of `python -m bot ask`.

    python -m benchmarks.speed

Processor time of the whole desk for a command and for free text, on words alone and with the
model; wall time and memory of a fresh process. Medians over rounds taken in turn.
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.archive import Archive
from bot.desk import Desk
from bot.embedding import open_embedder
from bot.knowledge import read_knowledge
from bot.ledger import Ledger
from bot.talk import Heard

ROUNDS = 40
COMMANDS = ("/contacts", "/clock_both", "/counters_both", "/latest", "/article", "/help")
QUESTIONS = (
    "whom do I call about a visa",
    "потерял паспорт в Лондоне",
    "what time is it in Moscow",
    "сколько дней прошло",
    "hwo do i renew my pasport",
    "gfcgjhn",
)


async def _asked(desk: Desk, text: str) -> float:
    began = time.process_time()
    await desk.answer(await desk.hear(Heard(text, hint="en")))
    return time.process_time() - began


async def warm(cache: Path) -> None:
    """Milliseconds of processor time an answer in a process that has answered before."""
    knowledge = read_knowledge(Path("knowledge"))
    async with Archive.open(None) as archive, Ledger() as ledger:
        desk = Desk(knowledge, archive, ledger)
        await archive.bring_in(knowledge.statements, on=_day())
        for model in (False, True):
            desk.embedder = open_embedder(cache, off=not model)
            desk.knowledge = knowledge.learned(desk.embedder, cache)
            for name, texts in (("commands", COMMANDS), ("free text", QUESTIONS)):
                taken = [await _asked(desk, text) for _ in range(ROUNDS) for text in texts]
                told = "with the model" if model else "words alone"
                taken = taken[len(texts) :]
                middle, worst = statistics.median(taken), statistics.quantiles(taken, n=100)[98]
                print(f"warm, {told}, {name}: {middle * 1e3:.2f} ms, p99 {worst * 1e3:.2f} ms")


def _day() -> date:

    return date(2020, 1, 17)


def cold(text: str, rounds: int = 5) -> None:
    """Seconds from the start of a process to its end, the phrases' vectors being kept."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "bot", "ask", text]
        run = _timed(command, os.environ | {"DATA_DIR": data})
        run()
        taken = [run() for _ in range(rounds)]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"cold, {text!r}: {statistics.median(taken):.2f} s, up to {memory:.0f} MiB")


def _timed(command: list[str], environment: dict[str, str]) -> Callable[[], float]:
    def run() -> float:
        began = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return time.perf_counter() - began

    return run


def main() -> None:
    """Measure and print."""
    cold("/contacts")
    cold("how do I phone the consul")
    with tempfile.TemporaryDirectory() as cache:
        asyncio.run(warm(Path(cache)))


if __name__ == "__main__":
    main()
