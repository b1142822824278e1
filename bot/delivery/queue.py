"""The rows that wait to be sent, in memory: which is next, and when the next one may go."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Iterable

from bot.ledger import Row

Wait = Callable[[int], float]
"""Seconds until a chat may get its next letter."""


class Queue:
    """A chat's rows in their order; of several chats, the oldest row first.

    A chat is `busy` while one of its rows is being sent, and then none of its rows is next.
    """

    def __init__(self, busy: set[int], wait: Wait) -> None:
        self._busy = busy
        self._wait = wait
        self._chats: dict[int, deque[Row]] = {}
        self._ready: list[tuple[int, int]] = []
        """Row number and chat, of chats whose first row may go."""
        self._later: list[tuple[float, int, int]] = []
        """The same with a time, of chats whose first row may not go yet."""
        self.size = 0

    def add(self, rows: Iterable[Row], now: float) -> None:
        """Rows to be sent after those of the same chat that wait already."""
        for row in rows:
            lane = self._chats.setdefault(row.chat, deque())
            lane.append(row)
            self.size += 1
            if len(lane) == 1:
                self._offer(row, now)

    def put_back(self, row: Row, now: float) -> None:
        """A row that was taken and is to be tried again, before those of its chat."""
        self._chats.setdefault(row.chat, deque()).appendleft(row)
        self.size += 1
        self._offer(row, now)

    def has(self, chat: int) -> bool:
        """Whether anything waits for the chat."""
        return chat in self._chats

    def release(self, chat: int, now: float) -> None:
        """The chat is busy no more."""
        if chat in self._chats:
            self._offer(self._chats[chat][0], now)

    def next(self, now: float) -> Row | None:
        """Take the oldest row that may go now."""
        self._ripen(now)
        while self._ready:
            n, chat = heapq.heappop(self._ready)
            lane = self._chats.get(chat)
            if lane is None or lane[0].n != n or chat in self._busy:
                continue
            wait = self._wait(chat)
            if wait > 0:
                heapq.heappush(self._later, (now + wait, n, chat))
                continue
            self._shorten(chat, lane)
            return lane.popleft()
        return None

    def due(self, now: float) -> float | None:
        """When to look again: the time of the first row that may not go yet."""
        self._ripen(now)
        return now if self._ready else self._later[0][0] if self._later else None

    def drop(self, chat: int) -> None:
        """Nothing is to be sent to the chat."""
        self.size -= len(self._chats.pop(chat, ()))

    def move(self, chat: int, to: int, now: float) -> None:
        """A chat has another address now."""
        rows = self._chats.pop(chat, deque())
        self.size -= len(rows)
        self.add([row.to(to) for row in rows], now)

    def _offer(self, row: Row, now: float) -> None:
        if row.due > now:
            heapq.heappush(self._later, (row.due, row.n, row.chat))
        else:
            heapq.heappush(self._ready, (row.n, row.chat))

    def _ripen(self, now: float) -> None:
        while self._later and self._later[0][0] <= now:
            _, n, chat = heapq.heappop(self._later)
            heapq.heappush(self._ready, (n, chat))

    def _shorten(self, chat: int, lane: deque[Row]) -> None:
        self.size -= 1
        if len(lane) == 1:
            del self._chats[chat]
