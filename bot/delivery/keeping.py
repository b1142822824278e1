"""Writing that does not give up at once: a full disk or a locked file may pass."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import TypeVar

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
PATIENCE = 60.0
"""Seconds after which whoever supervises the program had better start it again."""


class Unwritable(Exception):
    """The ledger could not be written for a minute; the message says why."""


async def kept(write: Callable[[], Awaitable[_T]]) -> _T:
    """What a write of the ledger returns, tried until it succeeds; raises Unwritable."""
    loop, pause = asyncio.get_running_loop(), _FIRST_PAUSE
    since: float | None = None
    while True:
        try:
            return await write()
        except sqlite3.OperationalError as fault:
            since = loop.time() if since is None else since
            if loop.time() - since > PATIENCE:
                raise Unwritable(f"the ledger cannot be written: {fault}") from None
            _log.warning("the ledger cannot be written, nothing is confirmed: %s", fault)
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)
