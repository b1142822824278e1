"""Rounds in turn, the bot on one core and the Bot API on the other; medians and ratios."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.echo.api import Api

_TICK = os.sysconf("SC_CLK_TCK")
_ROOT = Path(__file__).resolve().parents[2]
_COMMAND = "/contacts"
_BURST, _STEADY, _SECONDS = 2000, 100, 10

Figures = dict[str, float]

_UNITS = {
    "start to the first getUpdates": "s",
    "resident memory": "MB",
    "CPU an answer, a burst of 2,000": "ms",
    "CPU an answer, 100 a second": "ms",
    "time to the answer, p50": "ms",
    "time to the answer, p99": "ms",
}
_TARGETS = {
    "start to the first getUpdates": (1.15, 0.6),
    "resident memory": (1.3, 0.8),
    "CPU an answer, a burst of 2,000": (1.0, 0.6),
    "CPU an answer, 100 a second": (1.0, 0.7),
    "time to the answer, p50": (1.5, 1.1),
    "time to the answer, p99": (1.5, 1.1),
}


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.echo")
    parser.add_argument("--rounds", type=int, default=5, metavar="NUMBER")
    told = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[-1]})
    echo: list[Figures] = []
    ours: list[Figures] = []
    for number in range(told.rounds):
        # In turn, and each first every other time, so that neither has the quieter machine.
        for figures, command in ((echo, _ECHO), (ours, _OURS))[:: 1 if number % 2 else -1]:
            figures.append(asyncio.run(_round(command, cores[0])))
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    _print(echo, ours)


_ECHO = (sys.executable, "-m", "benchmarks.echo.bare")
_OURS = (sys.executable, "-m", "bot")


async def _round(command: Sequence[str], core: int) -> Figures:
    api = Api()
    await api.open()
    try:
        async with _started(command, core, api) as (pid, start):
            figures = {"start to the first getUpdates": start}
            # Once through, so that nothing is measured that happens only the first time.
            await _answered(api, range(1, 201))
            await _settled(pid)
            figures |= await _burst(api, pid)
            figures |= await _steady(api, pid)
            figures["resident memory"] = _resident(pid)
    finally:
        api.close()
    return figures


@asynccontextmanager
async def _started(command: Sequence[str], core: int, api: Api) -> AsyncIterator[tuple[int, float]]:
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory(prefix="echo-") as folder:
        begun = loop.time()
        with (Path(folder) / "told").open("wb") as told:
            process = await asyncio.create_subprocess_exec(
                *command,
                cwd=_ROOT,
                env=_environment(api, folder),
                stdout=told,
                stderr=told,
                preexec_fn=lambda: os.sched_setaffinity(0, {core}),
            )
        try:
            await asyncio.wait_for(api.polled.wait(), 60)
            yield process.pid, loop.time() - begun
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _environment(api: Api, folder: str) -> Mapping[str, str]:
    settings = {
        "BOT_TOKEN": "424242:AAH-loopback",
        "TELEGRAM_API_BASE": api.url,
        "DATA_DIR": folder,
        "EMBEDDINGS": "off",
        "SEND_RATE": "100000",
        "BROADCAST_RATE": "100000",
        "LOG_LEVEL": "WARNING",
    }
    return {**os.environ, **settings}


async def _answered(api: Api, chats: range) -> None:
    api.post(chats, _COMMAND)
    async with asyncio.timeout(60):
        while not all(chat in api.answered for chat in chats):
            await asyncio.sleep(0.005)


async def _settled(pid: int) -> None:
    """Waits until it has nothing to do: the bot learns its phrases behind the first answers.

    It has another process learn them first, and loads what that one found.
    """
    async with asyncio.timeout(60):
        before = -1.0
        while _has_children(pid) or _cpu(pid) - before > 0.02:
            before = _cpu(pid)
            await asyncio.sleep(1.0)


def _has_children(pid: int) -> bool:
    return any(
        children.read_text().strip() for children in Path(f"/proc/{pid}/task").glob("*/children")
    )


async def _burst(api: Api, pid: int) -> Figures:
    before = _cpu(pid)
    await _answered(api, range(10_000, 10_000 + _BURST))
    await asyncio.sleep(0.2)
    return {"CPU an answer, a burst of 2,000": (_cpu(pid) - before) / _BURST * 1000}


async def _steady(api: Api, pid: int) -> Figures:
    """So many a second, each in a chat of its own, at even intervals."""
    loop = asyncio.get_running_loop()
    await asyncio.sleep(1.0)
    before, begun = _cpu(pid), loop.time()
    posted: dict[int, float] = {}
    for number in range(_STEADY * _SECONDS):
        await asyncio.sleep(max(0.0, begun + number / _STEADY - loop.time()))
        chat = 100_000 + number
        posted[chat] = loop.time()
        api.post(range(chat, chat + 1), _COMMAND)
    async with asyncio.timeout(60):
        while not all(chat in api.answered for chat in posted):
            await asyncio.sleep(0.005)
    spent = _cpu(pid) - before
    waited = sorted((api.answered[chat] - at) * 1000 for chat, at in posted.items())
    return {
        "CPU an answer, 100 a second": spent / len(posted) * 1000,
        "time to the answer, p50": waited[len(waited) // 2],
        "time to the answer, p99": waited[int(len(waited) * 0.99)],
    }


def _cpu(pid: int) -> float:
    """Seconds of processor time of all threads, in the program and in the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = [each for each in status.splitlines() if each.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


def _print(echo: list[Figures], ours: list[Figures]) -> None:
    print("| against the bare echo | echo | the bot | ratio | at least | aim for |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, unit in _UNITS.items():
        bare = statistics.median(each[name] for each in echo)
        whole = statistics.median(each[name] for each in ours)
        least, aim = _TARGETS[name]
        print(
            f"| {name} | {bare:.2f} {unit} | {whole:.2f} {unit} | {whole / bare:.2f}"
            f" | {least:g} | {aim:g} |"
        )


if __name__ == "__main__":
    main()
