"""The sign that somebody is typing, shown as soon as the reader might wonder whether."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.talk import Now

_FIRST, _AGAIN = 0.5, 4.0
# Telegram shows the sign for five seconds.


@contextmanager
def signs_of_work(chat: int, at_once: Callable[[Now], None]) -> Iterator[None]:
    """Shows it after half a second and every four, as long as the work lasts."""
    loop = asyncio.get_running_loop()
    alarms: list[asyncio.TimerHandle] = []

    def show() -> None:
        at_once(Now(typing=chat))
        alarms[:] = [loop.call_later(_AGAIN, show)]

    alarms.append(loop.call_later(_FIRST, show))
    try:
        yield
    finally:
        alarms[0].cancel()
