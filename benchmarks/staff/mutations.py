"""A thousand spoilt copies of a folder of five topics, each checked in a process of its own.

    python -m benchmarks.staff.mutations [COUNT]

Counts what was accepted and refused, and measures the longest check and the largest process. Each
process is forked from this one, which has loaded the program and not used the model.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bot.staff.check import Means, check
from tests.mutations import Mutation, apply, drawn, make

COUNT = 1000
ACCEPTED, REFUSED, FAILED = 0, 1, 2


def _checked(folder: Path) -> int:
    try:
        report = asyncio.run(check(folder, Means(moment=datetime(2026, 5, 9, tzinfo=UTC))))
    except BaseException:
        traceback.print_exc()
        return FAILED
    return REFUSED if report.errors else ACCEPTED


def _in_a_process(folder: Path) -> tuple[int, float, float]:
    """The outcome, seconds of a free processor, and MiB of one check."""
    began = time.monotonic()
    child = os.fork()
    if not child:
        os._exit(_checked(folder))
    _, status, used = os.wait4(child, 0)
    seconds = min(time.monotonic() - began, used.ru_utime + used.ru_stime)
    return os.waitstatus_to_exitcode(status), seconds, used.ru_maxrss / 1024


def main(count: int = COUNT) -> int:
    """Spoil and check; 1 when a check failed."""
    dice, outcomes = random.Random(2026), Counter[int]()
    slowest: tuple[float, list[Mutation]] = (0.0, [])
    largest: tuple[float, list[Mutation]] = (0.0, [])
    with tempfile.TemporaryDirectory() as made:
        _checked(make(Path(made, "knowledge")))
        for _ in range(count):
            folder = make(Path(made, "knowledge"))
            mutations = [drawn(dice) for _ in range(dice.randrange(1, 4))]
            for mutation in mutations:
                with contextlib.suppress(OSError):
                    apply(mutation, folder)
            outcome, seconds, size = _in_a_process(folder)
            outcomes[outcome] += 1
            if outcome not in (ACCEPTED, REFUSED):
                print("failed:", mutations)
            slowest = max(slowest, (seconds, mutations), key=lambda pair: pair[0])
            largest = max(largest, (size, mutations), key=lambda pair: pair[0])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    failed = count - outcomes[ACCEPTED] - outcomes[REFUSED]
    print(f"{count} folders: {outcomes[ACCEPTED]} accepted, {outcomes[REFUSED]} refused, ", end="")
    print(f"{failed} failed")
    print(f"longest check {slowest[0]:.2f} s: {slowest[1]}")
    print(f"largest process {largest[0]:.0f} MiB (before any: {before:.0f}): {largest[1]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
