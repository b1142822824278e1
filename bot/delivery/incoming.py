"""Takes what came: written down first, then handled, a chat's updates in their order."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Sequence
from functools import partial

from bot.delivery.channel import Arrived, Channel, Raw
from bot.delivery.counting import STRANGE, Counts
from bot.delivery.keeping import Unwritable, kept
from bot.delivery.lanes import Lanes
from bot.delivery.outgoing import Outgoing
from bot.delivery.signs import signs_of_work
from bot.ledger import Came, Ledger
from bot.ledger import Outcome as Written
from bot.talk import Cancelled, Change, Cleared, Forgotten, Now, Published, Warned, chat_of

_log = logging.getLogger(__name__)

_PAGE = 100
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
        self._glances: set[asyncio.Task[None]] = set()

    async def recover(self) -> None:
        """Handles what came before and was not finished, the oldest first."""
        last = 0
        while page := self._ledger.inbox.waiting(last, _PAGE):
            last = page[-1][0]
            for n, _, body in page:
                arrived = self._read(json.loads(body))
                if arrived is None:
                    await kept(partial(self._ledger.handled, n, Written()))
                else:
                    await self.lanes.put(arrived.chat, partial(self._handle, n, arrived))

    async def take(self, updates: Sequence[Raw]) -> None:
        """Returns when these are on the disk, so that they may be confirmed; raises Unwritable.

        What has been seen before is not handled again.
        """
        read = [(update, self._read(update)) for update in updates]
        for _, arrived in read:
            if arrived is not None and arrived.fleeting:
                self._glance(arrived)
        read = [each for each in read if each[1] is None or not each[1].fleeting]
        came = [_came(update, arrived) for update, arrived in read]
        rows = await kept(lambda: self._ledger.inbox.receive(came, time.time()))
        for n, (_, arrived) in zip(rows, read, strict=True):
            if n and arrived is not None:
                await self.lanes.put(arrived.chat, partial(self._handle, n, arrived))

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
        for sendable in handled.sent:
            if isinstance(sendable, Now):
                self._outgoing.at_once(sendable)

    async def _handle(self, n: int, arrived: Arrived) -> None:
        with signs_of_work(arrived.chat, self._outgoing.at_once):
            handled = await self._channel.handle(arrived)
        for sendable in handled.sent:
            if isinstance(sendable, Now):
                self._outgoing.at_once(sendable)
        letters = [each for each in handled.sent if not isinstance(each, Now)]
        reserved = letters[0].chat if letters and self._outgoing.reserve(letters[0].chat) else None
        rows, written = [], Written(letters, handled.changes)
        try:
            rows = await kept(lambda: self._ledger.handled(n, written, takes=reserved is not None))
        except Unwritable as fault:
            if not self.failed.done():
                self.failed.set_exception(fault)
        except Exception:
            _log.exception("what an update changes cannot be written; the update is set aside")
            await kept(lambda: self._ledger.handled(n, Written()))
        self._outgoing.add(rows, reserved)
        self._follow(handled.changes)

    def _follow(self, changes: Sequence[Change]) -> None:
        """What the rows in memory must know of what has been written."""
        for change in changes:
            if isinstance(change, Forgotten) and (chat := chat_of(change.asker)) is not None:
                self._outgoing.forget(chat)
            elif isinstance(change, _BROADCASTING):
                self._outgoing.look()


def _came(update: Raw, arrived: Arrived | None) -> Came:
    number = int(update["update_id"])
    if arrived is None:
        return Came(number)
    # As ASCII: half a letter, as a strange client may send it, cannot be written in UTF-8.
    return Came(number, arrived.chat, json.dumps(update))
