"""Takes what came: written down first, then handled, a chat's updates in their order."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Sequence
from functools import partial

from bot.delivery.batch import Batch, Item
from bot.delivery.channel import Arrived, Channel, Handled, Raw
from bot.delivery.counting import STRANGE, Counts
from bot.delivery.keeping import Unwritable, kept
from bot.delivery.lanes import Lanes
from bot.delivery.outgoing import Outgoing
from bot.delivery.signs import Signs
from bot.ledger import Came, Ledger, Outcome, Received, Row
from bot.talk import Cancelled, Change, Cleared, Forgotten, Now, Published, Warned, chat_of

_log = logging.getLogger(__name__)

_PAGE = 100
_TOGETHER = 0.02
"""Seconds for which updates that came wait to be written together with what they led to."""
_GLANCES = 8
"""What is asked in passing and answered at one time."""
_NO_NUMBER = 2**63
"""SQLite has no number so large, and Telegram no chat."""
_BROADCASTING = (Published, Warned, Cleared, Cancelled)


class Incoming:
    """The inbox's rows on their way. `failed` ends when the ledger cannot be written any more."""

    def __init__(
        self, ledger: Ledger, channel: Channel, outgoing: Outgoing, counts: Counts
    ) -> None:
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lanes = Lanes()
        self._ledger = ledger
        self._channel = channel
        self._outgoing = outgoing
        self._counts = counts
        self._signs = Signs(outgoing.at_once)
        self._glances: set[asyncio.Task[None]] = set()

    async def recover(self) -> None:
        """Handles what came before and was not finished, the oldest first."""
        last = 0
        while page := self._ledger.inbox.waiting(last, _PAGE):
            last = page[-1][0]
            for n, chat, body in page:
                arrived = self._read(json.loads(body))
                if arrived is None:
                    await kept(partial(self._ledger.handled, n, Outcome()))
                    continue
                item = Item(Came(0, chat, body), arrived, sealed=True)
                item.received.set_result(Received(n))
                await self._begin(Batch([item]))

    async def take(self, updates: Sequence[Raw]) -> None:
        """Returns when these are on the disk, so that they may be confirmed; raises Unwritable.

        What is handled quickly is written together with what it led to. What has been seen before
        is not handled again.
        """
        came, items = self._sorted(updates)
        batch = Batch(items)
        together = bool(items) and self.lanes.has_room(len(items))
        if together:
            await self._begin(batch)
            await batch.seal(_TOGETHER)
        for item, received in zip(items, await self._received(came, items), strict=True):
            item.sealed = True
            if not item.received.done():
                item.received.set_result(received)
        if not together:
            await self._begin(batch)

    def _sorted(self, updates: Sequence[Raw]) -> tuple[list[Came], list[Item]]:
        """What is only to be noted, and what is to be handled."""
        noted, items = [], []
        for update in updates:
            arrived = self._read(update)
            if arrived is None:
                noted.append(Came(int(update["update_id"])))
            elif arrived.fleeting:
                self._glance(arrived)
            else:
                # As ASCII: half a letter, as a strange client may send it, cannot be written.
                body = json.dumps(update)
                items.append(Item(Came(int(update["update_id"]), arrived.chat, body), arrived))
        return noted, items

    async def _received(self, noted: list[Came], items: list[Item]) -> list[Received]:
        """What the ledger says of the items, now that all is on the disk."""
        came, now = [*noted, *(item.came for item in items)], time.time()
        outcomes = [None] * len(noted) + [item.outcome for item in items]
        try:
            all_received = await kept(lambda: self._ledger.receive(came, outcomes, now))
        except Unwritable:
            raise
        except Exception:
            _log.exception("what some updates change cannot be written; each is tried by itself")
            nothing: list[Outcome | None] = [None] * len(came)
            all_received = await kept(lambda: self._ledger.receive(came, nothing, now))
        return all_received[len(noted) :]

    async def _begin(self, batch: Batch) -> None:
        for item in batch.items:
            await self.lanes.put(item.arrived.chat, partial(self._handle, batch, item))

    def _read(self, update: Raw) -> Arrived | None:
        """What arrived; None when there is nothing to answer, or it cannot be read."""
        try:
            arrived = self._channel.read(update)
            if arrived is not None and abs(arrived.chat) >= _NO_NUMBER:
                raise ValueError(arrived.chat)
            return arrived
        except Exception as strange:
            self._counts.add(STRANGE)
            kinds = ", ".join(sorted(str(key) for key in update if key != "update_id"))
            number, fault = update.get("update_id"), type(strange).__name__
            _log.warning("update %s (%s) cannot be read: %s", number, kinds[:100], fault)
            return None

    def _glance(self, arrived: Arrived) -> None:
        """Answers what is of use only now, beside all else; with too many at a time it is lost."""
        if len(self._glances) < _GLANCES:
            task = asyncio.create_task(self._answer_at_once(arrived))
            self._glances.add(task)
            task.add_done_callback(self._glances.discard)

    async def _answer_at_once(self, arrived: Arrived) -> None:
        try:
            handled = await self._channel.handle(arrived)
        except Exception:
            _log.exception("what was asked in passing is not answered")
            return
        self._send_at_once(handled)

    def _send_at_once(self, handled: Handled) -> None:
        for sendable in handled.sent:
            if isinstance(sendable, Now):
                self._outgoing.at_once(sendable)

    async def _handle(self, batch: Batch, item: Item) -> Awaitable[None]:
        self._signs.begin(item.arrived.chat)
        try:
            handled = await self._channel.handle(item.arrived)
        finally:
            self._signs.end(item.arrived.chat)
        return self._finish(batch, item, handled)

    async def _finish(self, batch: Batch, item: Item, handled: Handled) -> None:
        """Has what an update led to written, and then sent."""
        self._send_at_once(handled)
        letters = [each for each in handled.sent if not isinstance(each, Now)]
        reserved = letters[0].chat if letters and self._outgoing.reserve(letters[0].chat) else None
        outcome = Outcome(letters, handled.changes, takes=reserved is not None)
        rows: list[Row] | None = []
        try:
            decided = batch.decide(item, outcome)
            received = await item.received
            rows = received.rows if decided else None
            if rows is None:
                rows = await self._written(received.n, outcome)
            self._follow(handled.changes)
        finally:
            self._outgoing.add(rows or [], reserved)

    async def _written(self, n: int, outcome: Outcome) -> list[Row]:
        """The rows of an outcome that is written by itself; none when it had been seen before."""
        if not n:
            return []
        try:
            return await kept(lambda: self._ledger.handled(n, outcome))
        except Unwritable as fault:
            if not self.failed.done():
                self.failed.set_exception(fault)
        except Exception:
            _log.exception("what an update changes cannot be written; the update is set aside")
            await kept(lambda: self._ledger.handled(n, Outcome()))
        return []

    def _follow(self, changes: Sequence[Change]) -> None:
        """What the rows in memory must know of what has been written."""
        for change in changes:
            if isinstance(change, Forgotten) and (chat := chat_of(change.asker)) is not None:
                self._outgoing.forget(chat)
            elif isinstance(change, _BROADCASTING):
                self._outgoing.look()
