"""Runs the tests one after the other and prints one report."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path

from benchmarks.faults.plan import TESTS, secrets
from benchmarks.faults.scene import Result, Stage
from tests.nursery import Nursery


def main() -> None:
    """Exit 0 when all of it passed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(TESTS))
    parser.add_argument("--short", action="store_true", help="what `make test` runs")
    parser.add_argument("--report", type=Path, metavar="FILE", help="the counts as JSON, too")
    told = parser.parse_args()
    unknown = set(told.names) - TESTS.keys()
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    results = asyncio.run(_run(told.names or list(TESTS), told.short))
    if told.report:
        rows = json.dumps([vars(result) for result in results], indent=2)
        told.report.write_text(rows + "\n", "utf-8")
    sys.exit(0 if all(result.passed for result in results) else 1)


async def _run(names: list[str], short: bool) -> list[Result]:
    results = []
    async with Nursery() as nursery:
        stage = Stage(nursery)
        for name in names:
            begun = time.monotonic()
            test = TESTS[name]
            results.append(await (test.short if short else test.whole)(stage))
            _tell(results[-1], time.monotonic() - begun)
        results.append(secrets(stage))
        _tell(results[-1], 0)
    return results


def _tell(result: Result, took: float) -> None:
    counted = ", ".join(f"{name} {value:g}" for name, value in result.counted.items())
    mark = "passed" if result.passed else "FAILED"
    print(f"{mark}  {result.name} ({result.faults}): {counted}; {took:.0f} s", flush=True)


if __name__ == "__main__":
    main()
