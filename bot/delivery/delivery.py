"""Delivery from start to stop: recovers, watches the ledger, ends when there is no use in it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from bot.delivery.channel import Channel, Raw
from bot.delivery.counting import Counts
from bot.delivery.incoming import Incoming
from bot.delivery.keeping import kept
from bot.delivery.outgoing import Outgoing
from bot.delivery.pace import Rates
from bot.ledger import Ledger

_LOOK_EVERY = 0.5
_COUNT_EVERY = 5.0
_PRUNE_EVERY = 3600.0

_TO_TAKE, _TO_HANDLE, _TO_SEND = 1.0, 2.5, 3.5
# With what the channel closes afterwards, a stop stays under ten seconds.


class Delivery:
    """Between one channel and the ledger."""

    def __init__(self, ledger: Ledger, channel: Channel, rates: Rates) -> None:
        self._ledger = ledger
        self._counts = Counts()
        self.outgoing = Outgoing(ledger, channel, rates, self._counts)
        self.incoming = Incoming(ledger, channel, self.outgoing, self._counts)
        self._taking: set[asyncio.Task[None]] = set()

    async def recover(self) -> None:
        """Takes up what the last run left, before anything new is asked for."""
        await kept(lambda: self._ledger.prune(time.time()))
        await self.outgoing.recover()
        await self.incoming.recover()

    async def take(self, updates: Sequence[Raw]) -> None:
        """Returns when these are on the disk, so that they may be confirmed; raises Unwritable.

        Whoever brings them may go away meanwhile; they are taken all the same.
        """
        taking = asyncio.create_task(self.incoming.take(updates))
        self._taking.add(taking)
        taking.add_done_callback(self._taking.discard)
        await asyncio.shield(taking)

    async def run(self) -> None:
        """Watches until it is cancelled; raises Dismissed, Unwritable, or whatever went wrong."""
        watching = asyncio.create_task(self._watch())
        # Shielded: what is under way at a stop still asks whether they have failed.
        failing = [asyncio.shield(each.failed) for each in (self.outgoing, self.incoming)]
        try:
            await asyncio.gather(watching, *failing)
        finally:
            watching.cancel()

    async def finish(self) -> bool:
        """Lets what is under way end, in seven seconds; False when something was cut off.

        What has not been begun waits in the ledger for the next start.
        """
        if self._taking:
            await asyncio.wait(self._taking, timeout=_TO_TAKE)
        handled = await self.incoming.lanes.finish(_TO_HANDLE)
        sent = await self.outgoing.finish(_TO_SEND)
        await self._counts.write(self._ledger)
        return handled and sent

    async def _watch(self) -> None:
        """Takes up what other processes wrote, writes down the numbers, drops what is old."""
        version, counted, pruned = await self._ledger.version(), _now(), _now()
        # Somebody may have written between the recovery and the first version.
        self.outgoing.look()
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            seen = await self._ledger.version()
            if seen != version:
                version = seen
                self.outgoing.look()
            await kept(self._ledger.tidy)
            if _now() - counted > _COUNT_EVERY:
                counted = _now()
                await kept(lambda: self._counts.write(self._ledger))
            if _now() - pruned > _PRUNE_EVERY:
                pruned = _now()
                await kept(lambda: self._ledger.prune(time.time()))


def _now() -> float:
    return asyncio.get_running_loop().time()
