"""How much memory the whole bot takes, and how much longer it takes to start with an archive.

    python -m benchmarks.archive.memory FOLDER  one that `benchmarks.growth make FOLDER 100000` left

Runs `python -m bot` against a Bot API on loopback, with its Telegram client, a knowledge folder of
2,400 phrases in 120 topics, the model, and the archive with a vector for each passage; asks it a
hundred questions and reads what is resident. The same without the archive.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.archive.made import questions
from benchmarks.staff.made import make
from bot.embedding import open_embedder
from tests.botapi import TOKEN, BotApi

TOPICS = 120
ASKED = 100
PATIENCE = 150.0


async def until(ready: Callable[[], bool]) -> None:
    """Wait for something; raises TimeoutError."""
    async with asyncio.timeout(PATIENCE):
        while not ready():
            await asyncio.sleep(0.005)


async def measured(archive: Path | None, folder: Path) -> tuple[float, float, float]:
    """Seconds until it first asks for questions, megabytes resident, and at most."""
    data = folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir()
    if archive:
        shutil.copyfile(archive, data / "archive.sqlite")
        embedder = open_embedder(None)
        assert embedder is not None
        with closing(sqlite3.connect(data / "archive.sqlite")) as db:
            db.execute("update vector set model = ?", (embedder.model,))
            db.commit()
    async with BotApi() as api:
        settings = {
            **os.environ,
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": api.url,
            "KNOWLEDGE_DIR": str(folder / "knowledge"),
            "DATA_DIR": str(data),
            "CACHE_DIR": str(folder / "cache"),
        }
        began = time.monotonic()
        bot = subprocess.Popen(
            [sys.executable, "-m", "bot"], env=settings, stderr=subprocess.DEVNULL
        )
        try:
            await until(lambda: any(call.method == "getUpdates" for call in api.calls.all))
            started = time.monotonic() - began
            await _ask(api)
            await asyncio.sleep(2)
            told = Path(f"/proc/{bot.pid}/status").read_text()
        finally:
            bot.terminate()
            bot.wait()
    now, most = (
        int(found[1]) / 1024
        for name in ("VmRSS", "VmHWM")
        if (found := re.search(rf"{name}:\s+(\d+) kB", told))
    )
    return started, now, most


async def _ask(api: BotApi) -> None:
    """A hundred questions, each from somebody else, and their answers."""

    def answered() -> int:
        return sum(call.method == "sendMessage" for call in api.calls.all)

    for number, (text, _) in enumerate(questions(ASKED), 1):
        api.person(1000 + number, "en", "Asker").says(text)
        await until(lambda asked=number: answered() >= asked)


def main(folder: Path) -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as place:
        make(Path(place, "knowledge"), TOPICS)
        for archive in (None, None, folder / "100000.sqlite"):
            started, now, most = asyncio.run(measured(archive, Path(place)))
            name = "with the archive" if archive else "without an archive"
            print(f"{name}: polls after {started:.2f} s; {now:.0f} MB resident, {most:.0f} at most",
                  flush=True)  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
