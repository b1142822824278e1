"""The heartbeat: a file in the data folder that is new as long as citizens can be answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.operation.vitals import STALE, Answering, Vitals
from bot.talk import Heard

_log = logging.getLogger(__name__)

BEAT = 20.0
QUIET = 45.0
"""Seconds of silence after which Telegram is asked whether it is there; a long poll lasts less."""
_INSIDE = Heard("/start", hint="en")
"""A question asked inside: it has no asker, so it is neither kept nor counted."""
_TO_ANSWER = 10.0


@dataclass(frozen=True)
class Heart:
    """What it takes to know whether the bot does its work."""

    heartbeat: Path
    vitals: Vitals
    desk: Answering
    call: Callable[[], Awaitable[object]]
    """Calls Telegram; the vitals hear of it when it answers. Raises nothing."""

    async def beat(self) -> None:
        """For ever: look whether all is well, every while.

        At the start the file is written unseen: a bot that has just begun is well.
        """
        self._write()
        while True:
            await asyncio.sleep(BEAT)
            await self.look()

    async def look(self) -> None:
        """Write the time into the file if Telegram and the desk answer."""
        if self.vitals.silence > QUIET:
            await self.call()
        # Both are asked, so that each is told of in the log.
        answers, alive = await self._answers(), self._alive()
        if answers and alive:
            self._write()

    def _alive(self) -> bool:
        vitals = self.vitals
        if not vitals.alive and vitals.silence > STALE:
            _log.warning("Telegram has not answered for %.0f seconds", vitals.silence)
        return vitals.alive

    async def _answers(self) -> bool:
        """Whether the desk answers a question, soon and without an error."""
        asking = asyncio.create_task(self._ask())
        try:
            await asyncio.wait({asking}, timeout=_TO_ANSWER)
        finally:
            asking.cancel()
        await asyncio.wait({asking})
        if asking.cancelled():
            _log.error("the desk did not answer within %.0f seconds", _TO_ANSWER)
            return False
        if fault := asking.exception():
            _log.error("the desk cannot answer", exc_info=fault)
        return fault is None

    async def _ask(self) -> None:
        await self.desk.answer(await self.desk.hear(_INSIDE))

    def _write(self) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            self.heartbeat.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.heartbeat.write_text(f"{now}\n")
        except OSError as fault:
            _log.warning("the heartbeat cannot be written: %s", fault.strerror)
