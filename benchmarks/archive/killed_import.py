"""Kills `import` with SIGKILL at random points of its way, and runs it again until it finishes.

    python -m benchmarks.archive.killed_import [PASSAGES] [KILLS]     100,000 and 10 if not said

A point is so many statements committed, more than the last run left, and up to a batch's time
beyond: so each kill hits a running import. What is exported in the end must be, letter by letter,
what one undisturbed import gives.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.archive.made import statements
from bot.archive.lines import line_from

BATCH_TAKES = 0.5
"""Seconds within which a batch is about brought in."""
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    kills: int
    """How many runs were cut off; one that was quicker than its killer is not counted."""
    tally: str
    """What the last run said."""
    same: bool
    """Whether the archive is that of an undisturbed import."""


def bot(folder: Path, data: str, *words: str) -> subprocess.Popen[str]:
    """Start a command of the bot's on data of its own, with an empty knowledge folder."""
    places = ["--knowledge", str(folder / "knowledge"), "--data", str(folder / data)]
    settings: Mapping[str, str] = {**os.environ, "EMBEDDINGS": "off", "BOT_TOKEN": ""}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *words, *places],
        cwd=ROOT,
        env=settings,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed_import(folder: Path, passages: int, kills: int, seed: int) -> Outcome:
    """Import so many passages into an empty folder, killed so many times at random moments."""
    (folder / "knowledge").mkdir()
    file, dice = folder / "lines.jsonl", random.Random(seed)
    with file.open("w", encoding="utf-8") as lines:
        for statement in statements(passages):
            lines.write(json.dumps(line_from(statement), ensure_ascii=False) + "\n")
    _said(bot(folder, "whole", "import", str(file)))
    total = _held(folder / "whole")
    marks = sorted(dice.randrange(int(0.9 * total)) for _ in range(kills))
    done = sum(
        _killed(bot(folder, "cut", "import", str(file)), folder / "cut", mark, dice)
        for mark in marks
    )
    tally = _said(bot(folder, "cut", "import", str(file)))
    exports = [_said(bot(folder, data, "export")) for data in ("whole", "cut")]
    return Outcome(done, tally.strip(), exports[0] == exports[1] != "")


def _killed(program: subprocess.Popen[str], data: Path, mark: int, dice: random.Random) -> bool:
    """Whether it was still at work when it was killed, so many statements being committed."""
    mark = max(mark, _held(data))
    with program:
        while program.poll() is None and _held(data) <= mark:
            time.sleep(0.01)
        try:
            program.wait(dice.uniform(0, BATCH_TAKES))
        except subprocess.TimeoutExpired:
            program.kill()
            return True
    return False


def _held(data: Path) -> int:
    """How many statements are committed."""
    try:
        place = f"file:{data / 'archive.sqlite'}?mode=ro"
        with closing(sqlite3.connect(place, uri=True, timeout=30)) as db:
            return int(db.execute("select count(*) from statement").fetchone()[0])
    except sqlite3.OperationalError:
        return -1  # not begun yet


def _said(program: subprocess.Popen[str]) -> str:
    said, _ = program.communicate()
    if program.returncode:
        raise RuntimeError(f"ended with {program.returncode}: {said}")
    return said


def main() -> None:
    """The long form."""
    sizes = [int(word) for word in sys.argv[1:]]
    passages, kills = (sizes + [100_000, 10][len(sizes) :])[:2]
    with tempfile.TemporaryDirectory() as folder:
        outcome = killed_import(Path(folder), passages, kills, random.randrange(2**32))
    print(f"{passages} passages, killed {outcome.kills} times; the last run: {outcome.tally}")
    print("the same archive as undisturbed" if outcome.same else "ANOTHER archive")
    raise SystemExit(not outcome.same)


if __name__ == "__main__":
    main()
