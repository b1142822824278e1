"""All that waits to be sent, in memory: answers, and of broadcasts a page at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.delivery.queue import Queue, Wait
from bot.ledger import Row
from bot.ledger.outbox import Outbox

_PAGE, _FEW = 500, 100
"""Letters of broadcasts that are read at a time, and of how few left more are read."""


class Waiting:
    """Answers go before broadcasts. `clock` is one that nobody sets; rows have the world's."""

    def __init__(
        self, outbox: Outbox, busy: set[int], wait: Wait, clock: Callable[[], float]
    ) -> None:
        self._outbox = outbox
        self._clock = clock
        self._answers, self._broadcasts = Queue(busy, wait), Queue(busy, wait)
        self._last, self._more = 0, False
        """The last row of broadcasts that was read, and whether there may be more."""

    def read_answers(self) -> None:
        """Takes up the answers that the last run left."""
        last = 0
        while page := self._outbox.answers(last, _PAGE):
            last = page[-1].n
            self._answers.add(map(self._in_our_time, page), self._clock())

    def look(self) -> None:
        """There may be letters of broadcasts that have not been read."""
        self._more = True

    @property
    def answers(self) -> int:
        """How many answers wait."""
        return self._answers.size

    def add(self, rows: Iterable[Row]) -> None:
        """Answers just written."""
        self._answers.add(rows, self._clock())

    def next(self, broadcasts: bool) -> Row | None:
        """Takes the oldest answer that may go now; else, if they may, a letter of a broadcast."""
        now = self._clock()
        row = self._answers.next(now)
        if row is not None or not broadcasts:
            return row
        if self._more and self._broadcasts.size < _FEW:
            self._read_more(now)
        return self._broadcasts.next(now)

    def due(self) -> tuple[float | None, float | None]:
        """When an answer may go, and when a letter of a broadcast, as far as chats allow it."""
        now = self._clock()
        unread = self._more and self._broadcasts.size < _FEW
        return self._answers.due(now), now if unread else self._broadcasts.due(now)

    def put_back(self, row: Row, wait: float = 0.0) -> None:
        """A row that was taken is to be tried again, after so many seconds."""
        now = self._clock()
        queue = self._answers if row.broadcast is None else self._broadcasts
        queue.put_back(replace(row, due=now + wait if wait else 0.0), now)

    def release(self, chat: int) -> None:
        """The chat is busy no more."""
        for queue in (self._answers, self._broadcasts):
            queue.release(chat, self._clock())

    def move(self, chat: int, to: int) -> None:
        """The chat has another address."""
        for queue in (self._answers, self._broadcasts):
            queue.move(chat, to, self._clock())

    def drop(self, chat: int) -> None:
        """Nothing is to be sent to the chat."""
        self._answers.drop(chat)
        self._broadcasts.drop(chat)

    def _read_more(self, now: float) -> None:
        page = self._outbox.broadcasts(self._last, _PAGE)
        self._more = len(page) == _PAGE
        if page:
            self._last = page[-1].n
            self._broadcasts.add(map(self._in_our_time, page), now)

    def _in_our_time(self, row: Row) -> Row:
        return replace(row, due=row.due - time.time() + self._clock()) if row.due else row
