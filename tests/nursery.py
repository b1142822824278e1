"""Bots as processes of their own: forked from one parent that has everything imported.

A start takes a fraction of a second in this way, so that a test may kill hundreds. The parent
speaks with the test by lines of JSON; it never opens a ledger and never loads the model.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Child:
    """One bot that was started. What it says goes into the file `told`."""

    pid: int
    told: Path
    _ended: asyncio.Future[int] = field(default_factory=asyncio.Future)

    def send(self, number: signal.Signals) -> None:
        """Sends it a signal, unless it has ended."""
        if not self._ended.done():
            os.kill(self.pid, number)

    async def ended(self, seconds: float = 60) -> int:
        """Its exit status, negative when a signal ended it."""
        return await asyncio.wait_for(asyncio.shield(self._ended), seconds)

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return not self._ended.done()


class Nursery:
    """An async context manager; at the end every child that still runs is killed."""

    def __init__(self) -> None:
        self._children: dict[int, Child] = {}
        self._starting: asyncio.Future[int] | None = None

    async def __aenter__(self) -> Nursery:
        self._parent = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.nursery",
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        running = [child for child in self._children.values() if child.running]
        for child in running:
            child.send(signal.SIGKILL)
        for child in running:
            await child.ended()
        assert self._parent.stdin is not None
        self._parent.stdin.close()
        await self._parent.wait()
        await self._reading

    async def start(self, settings: Mapping[str, str], told: Path) -> Child:
        """Starts `python -m bot` with these settings and no others; one at a time."""
        self._starting = asyncio.get_running_loop().create_future()
        order = json.dumps({"settings": dict(settings), "told": str(told)})
        assert self._parent.stdin is not None
        self._parent.stdin.write(order.encode() + b"\n")
        child = Child(await self._starting, told)
        self._children[child.pid] = child
        return child

    async def _read(self) -> None:
        assert self._parent.stdout is not None
        async for line in self._parent.stdout:
            told = json.loads(line)
            if "started" in told and self._starting:
                self._starting.set_result(told["started"])
            elif "ended" in told:
                # The start and the end of a very short life may be read in one go.
                await asyncio.sleep(0)
                self._children[told["ended"]]._ended.set_result(told["status"])


def _say(**told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _serve() -> None:
    """The parent's life: orders come in, news go out."""
    import select

    from bot.channels import telegram
    from bot.cli import running
    from bot.operation import health, logs

    assert telegram and running and health and logs
    news, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    held = b""
    while True:
        ready, _, _ = select.select([0, news], [], [])
        if news in ready:
            os.read(news, 4096)
            _reap()
        if 0 in ready:
            got = os.read(0, 65536)
            if not got:
                return
            *orders, held = (held + got).split(b"\n")
            for order in orders:
                _fork(json.loads(order))


def _reap() -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        _say(ended=pid, status=os.waitstatus_to_exitcode(status))


def _fork(order: dict[str, Any]) -> None:
    pid = os.fork()
    if pid:
        _say(started=pid)
        return
    status = 70
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _live(order)
    except SystemExit as exit:
        status = int(exit.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _live(order: dict[str, Any]) -> None:
    """A child's life: that of the real program."""
    from bot.cli.app import app
    from bot.settings import Settings

    told = os.open(order["told"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, nothing), (1, told), (2, told)):
        os.dup2(source, target)
    for name in Settings.model_fields:
        os.environ.pop(name.upper(), None)
    os.environ.update(order["settings"])
    app(args=[], standalone_mode=True)


if __name__ == "__main__":
    _serve()
