"""Sends what waits in the outbox: answers before broadcasts, a few at a time, at a decent pace."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from dataclasses import replace

from bot.delivery.channel import Channel
from bot.delivery.counting import Counts
from bot.delivery.keeping import kept
from bot.delivery.pace import ChatPace, Rate, Rates
from bot.delivery.patience import Patience
from bot.delivery.queue import Queue
from bot.delivery.trying import Again, Elsewhere, Nobody, Outcome, Trying
from bot.ledger import Ledger, Row
from bot.talk import Now

_log = logging.getLogger(__name__)

_PAGE, _FEW = 500, 100
"""Letters of broadcasts that are read at a time, and of how few left more are read."""


class Outgoing:
    """The outbox's rows on their way. `failed` ends with what leaves no use in going on."""

    def __init__(self, ledger: Ledger, channel: Channel, rates: Rates, counts: Counts) -> None:
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.patience = Patience()
        self._outbox = ledger.outbox
        self._trying = Trying(channel, ledger.outbox, self.patience, counts, _now)
        self._window = rates.window
        self._rate, self._broadcast_rate = Rate(rates.over_all), Rate(rates.broadcast)
        self._pace = ChatPace()
        self._busy: set[int] = set()
        self._answers, self._broadcasts = self._queue(), self._queue()
        self._last, self._more = 0, False
        """The last row of broadcasts that was read, and whether there may be more."""
        self._under_way: set[asyncio.Task[None]] = set()
        self._at_once: set[asyncio.Task[None]] = set()
        self._alarm: asyncio.TimerHandle | None = None
        self._stopping = False

    async def recover(self) -> None:
        """Takes up what waited, and what the last run was sending, in their order."""
        again = await kept(self._outbox.recover)
        if again:
            _log.warning("messages that may arrive twice, their outcome is not known: %d", again)
        last = 0
        while page := self._outbox.answers(last, _PAGE):
            last = page[-1].n
            self._answers.add(map(_in_time_of_loop, page), _now())
        self.look()

    def look(self) -> None:
        """Takes up broadcasts that somebody has written into the outbox."""
        self._more = True
        self._dispatch()

    def reserve(self, chat: int) -> bool:
        """Whether a letter may go to this chat as soon as it is written; then `add` must follow."""
        now = _now()
        if self._stopping or chat in self._busy or self._answers.size or self._full():
            return False
        if self.patience.rest(now) or self._rate.wait(now) or self._pace.wait(chat, now):
            return False
        self._took(chat, now)
        return True

    def add(self, rows: Iterable[Row], reserved: int | None = None) -> None:
        """Rows just written; where a chat was reserved, its first is on its way already."""
        waiting = list(rows)
        if reserved is not None and waiting:
            self._start(waiting.pop(0), taken=True)
        elif reserved is not None:
            self._release(reserved)
        self._answers.add(waiting, _now())
        self._dispatch()

    def at_once(self, now: Now) -> None:
        """Sends what is worth sending only now; while all must be silent it is lost."""
        if not self._stopping and not self.patience.rest(_now()):
            task = asyncio.create_task(self._trying.channel.attempt(now))
            self._at_once.add(task)
            task.add_done_callback(self._at_once.discard)

    def forget(self, chat: int) -> None:
        """Nothing waits for the chat, and nothing is known of how much it got."""
        self._answers.drop(chat)
        self._broadcasts.drop(chat)
        self._pace.forget(chat)

    async def finish(self, seconds: float) -> bool:
        """Sends the answers that may go now and lets sends end; False when some were cut off."""
        loop = asyncio.get_running_loop()
        self._stopping, until = True, loop.time() + seconds
        while self._under_way and loop.time() < until:
            await asyncio.wait(
                self._under_way,
                timeout=until - loop.time(),
                return_when=asyncio.FIRST_COMPLETED,
            )
        if self._alarm:
            self._alarm.cancel()
        self._window = 0
        late = list(self._under_way | self._at_once)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return not late

    def _queue(self) -> Queue:
        return Queue(self._busy, lambda chat: self._pace.wait(chat, _now()))

    def _full(self) -> bool:
        # A chat is busy from being chosen until its row has its outcome on the disk.
        return len(self._busy) >= self._window

    def _dispatch(self) -> None:
        """Starts what may go now, and sets the alarm for what may go later."""
        now = _now()
        while not self._full() and not self.failed.done():
            row = None if self.patience.rest(now) or self._rate.wait(now) else self._next(now)
            if row is None:
                break
            self._took(row.chat, now)
            self._start(row)
        self._set_alarm(now)

    def _next(self, now: float) -> Row | None:
        row = self._answers.next(now)
        if row is not None or self._stopping or self._broadcast_rate.wait(now):
            return row
        if self._more and self._broadcasts.size < _FEW:
            self._read_more(now)
        row = self._broadcasts.next(now)
        if row is not None:
            self._broadcast_rate.took(now)
        return row

    def _read_more(self, now: float) -> None:
        page = self._outbox.broadcasts(self._last, _PAGE)
        self._more = len(page) == _PAGE
        if page:
            self._last = page[-1].n
            self._broadcasts.add(map(_in_time_of_loop, page), now)

    def _set_alarm(self, now: float) -> None:
        times = [
            at + wait
            for queue, rate in (
                (self._answers, self._rate),
                (self._broadcasts, self._broadcast_rate),
            )
            if (at := queue.due(now)) is not None and (wait := rate.wait(now)) >= 0
        ]
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        if times and not self._full():
            at = max(min(times), now + self.patience.rest(now), now + self._rate.wait(now))
            self._alarm = asyncio.get_running_loop().call_at(max(at, now + 0.001), self._dispatch)

    def _took(self, chat: int, now: float) -> None:
        self._busy.add(chat)
        self._rate.took(now)
        self._pace.took(chat, now)

    def _start(self, row: Row, taken: bool = False) -> None:
        task = asyncio.create_task(self._send(row, taken))
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    async def _send(self, row: Row, taken: bool) -> None:
        try:
            if taken or await kept(lambda: self._outbox.take(row)):
                self._after(await self._trying.attempt(row), row.chat)
        finally:
            self._release(row.chat)
            self._dispatch()

    def _after(self, outcome: Outcome, chat: int) -> None:
        match outcome:
            case Again(row):
                self._queue_of(row).put_back(row, _now())
            case Elsewhere(row):
                for queue in (self._answers, self._broadcasts):
                    queue.move(chat, row.chat, _now())
                self._queue_of(row).put_back(row, _now())
            case Nobody():
                self._answers.drop(chat)
                self._broadcasts.drop(chat)

    def _queue_of(self, row: Row) -> Queue:
        return self._answers if row.broadcast is None else self._broadcasts

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and task.exception() and not self.failed.done():
            self.failed.set_exception(task.exception())  # type: ignore[arg-type]

    def _release(self, chat: int) -> None:
        self._busy.discard(chat)
        self._answers.release(chat, _now())
        self._broadcasts.release(chat, _now())


def _in_time_of_loop(row: Row) -> Row:
    """The row, due by the loop's clock, which nobody sets."""
    return replace(row, due=row.due - time.time() + _now()) if row.due else row


def _now() -> float:
    return asyncio.get_running_loop().time()
