"""The sign that somebody is typing, shown as soon as the reader might wonder whether."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.talk import Now

_FIRST, _AGAIN = 0.5, 4.0
# Telegram shows the sign for five seconds.


class Signs:
    """Shows it after half a second of work for a chat and every four, as long as the work lasts.

    One timer looks after all: most work is done long before, and need not set one of its own.
    """

    def __init__(self, at_once: Callable[[Now], None]) -> None:
        self._at_once = at_once
        self._due: dict[int, float] = {}
        """By chat that is worked for, when its next sign is due."""
        self._alarm: asyncio.TimerHandle | None = None

    def begin(self, chat: int) -> None:
        """Work for the chat begins; `end` must follow."""
        loop = asyncio.get_running_loop()
        self._due[chat] = loop.time() + _FIRST
        if self._alarm is None:
            self._alarm = loop.call_later(_FIRST, self._look)

    def end(self, chat: int) -> None:
        """The work for the chat is done."""
        self._due.pop(chat, None)

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        for chat in [chat for chat, due in self._due.items() if due <= now]:
            self._due[chat] = now + _AGAIN
            self._at_once(Now(typing=chat))
        soonest = min(self._due.values(), default=None)
        self._alarm = None if soonest is None else loop.call_at(soonest, self._look)
