"""Sends what waits in the outbox: answers before broadcasts, a few at a time, at a decent pace."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from bot.delivery.channel import Channel
from bot.delivery.counting import Counts
from bot.delivery.keeping import kept
from bot.delivery.pace import ChatPace, Rate, Rates
from bot.delivery.patience import Patience
from bot.delivery.recording import exchange, take
from bot.delivery.trying import Again, Elsewhere, Nobody, Outcome, Trying
from bot.delivery.waiting import Waiting
from bot.ledger import Ledger, Row
from bot.talk import Now

_log = logging.getLogger(__name__)


class Outgoing:
    """The outbox's rows on their way. `failed` ends with what leaves no use in going on."""

    def __init__(self, ledger: Ledger, channel: Channel, rates: Rates, counts: Counts) -> None:
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._outbox = ledger.outbox
        self._patience = Patience()
        self._trying = Trying(channel, self._patience, counts, _now)
        self._window = rates.window
        self._rate, self._broadcast_rate = Rate(rates.over_all), Rate(rates.broadcast)
        self._pace = ChatPace()
        self._busy: set[int] = set()
        """Chats whose row has been chosen, until its outcome is on the disk."""
        self._waiting = Waiting(self._outbox, self._busy, self._wait, _now)
        self._under_way: set[asyncio.Task[None]] = set()
        self._at_once: set[asyncio.Task[None]] = set()
        self._alarm: asyncio.TimerHandle | None = None
        self._stopping = False

    async def recover(self) -> None:
        """Takes up what waited, and what the last run was sending, in their order."""
        again = await kept(self._outbox.recover)
        if again:
            _log.warning("messages that may arrive twice, their outcome is not known: %d", again)
        self._waiting.read_answers()
        self.look()

    def look(self) -> None:
        """Takes up broadcasts that somebody has written into the outbox."""
        self._waiting.look()
        self._dispatch()

    def reserve(self, chat: int) -> bool:
        """Whether a letter may go to this chat as soon as it is written; then `add` must follow."""
        now = _now()
        if self._stopping or chat in self._busy or self._waiting.answers or self._full():
            return False
        if self._silence(now) or self._wait(chat):
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
        self._waiting.add(waiting)
        self._dispatch()

    def at_once(self, now: Now) -> None:
        """Sends what is worth sending only now; while all must be silent it is lost."""
        if not self._stopping and not self._patience.rest(_now()):
            task = asyncio.create_task(self._trying.channel.attempt(now))
            self._at_once.add(task)
            task.add_done_callback(self._at_once.discard)

    def forget(self, chat: int) -> None:
        """Nothing waits for the chat, and nothing is known of how much it got."""
        self._waiting.drop(chat)
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

    def _full(self) -> bool:
        return len(self._busy) >= self._window

    def _silence(self, now: float) -> float:
        """Seconds in which nothing may be sent to anybody."""
        return max(self._patience.rest(now), self._rate.wait(now))

    def _wait(self, chat: int) -> float:
        return self._pace.wait(chat, _now())

    def _dispatch(self) -> None:
        """Starts what may go now, and sets the alarm for what may go later."""
        while not self._full() and (row := self._choose()) is not None:
            self._start(row)
        self._set_alarm(_now())

    def _choose(self) -> Row | None:
        """The next row that may go now; its chat is busy from now on."""
        now = _now()
        if not self._window or self.failed.done() or self._silence(now):
            return None
        row = self._waiting.next(not self._stopping and not self._broadcast_rate.wait(now))
        if row is not None:
            self._took(row.chat, now)
            if row.broadcast is not None:
                self._broadcast_rate.took(now)
        return row

    def _set_alarm(self, now: float) -> None:
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        answer, broadcast = self._waiting.due()
        if broadcast is not None:
            broadcast = broadcast + self._broadcast_rate.wait(now)
        times = [at for at in (answer, None if self._stopping else broadcast) if at is not None]
        if times and not self._full():
            at = max(min(times), now + self._silence(now), now + 0.001)
            self._alarm = asyncio.get_running_loop().call_at(at, self._dispatch)

    def _took(self, chat: int, now: float) -> None:
        self._busy.add(chat)
        self._rate.took(now)
        self._pace.took(chat, now)

    def _start(self, row: Row, taken: bool = False) -> None:
        task = asyncio.create_task(self._send(row, taken))
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    async def _send(self, first: Row, taken: bool) -> None:
        """Sends a row and then, in its place, others as long as there are any that may go."""
        row: Row | None = first
        following: Row | None = None
        try:
            while row is not None:
                if taken or await take(self._outbox, row):
                    outcome = await self._trying.attempt(row)
                    # Chosen before the outcome is written, so that the two share a commit.
                    following = self._choose()
                    taken = await exchange(self._outbox, (row, outcome), following)
                    self._after(outcome, row.chat)
                self._release(row.chat)
                row, following = following or self._choose(), None
        finally:
            for left in (row, following):
                if left is not None:
                    self._release(left.chat)
            self._dispatch()

    def _after(self, outcome: Outcome, chat: int) -> None:
        match outcome:
            case Again(row, wait):
                self._waiting.put_back(row, wait)
            case Elsewhere(row):
                self._waiting.move(chat, row.chat)
                self._waiting.put_back(row)
            case Nobody():
                self._waiting.drop(chat)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and task.exception() and not self.failed.done():
            self.failed.set_exception(task.exception())  # type: ignore[arg-type]

    def _release(self, chat: int) -> None:
        self._busy.discard(chat)
        self._waiting.release(chat)


def _now() -> float:
    return asyncio.get_running_loop().time()
