"""Updates that came together, and whether what they led to is known in time to be written too."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.delivery.channel import Arrived
from bot.ledger import Came, Outcome, Received


@dataclass(eq=False)
class Item:
    """An update on its way through the inbox."""

    came: Came
    arrived: Arrived
    received: asyncio.Future[Received] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )
    """What the ledger says of it, once it is on the disk."""
    outcome: Outcome | None = None
    sealed: bool = False
    """It is being written; an outcome that comes later is written by itself."""


class Batch:
    """Some updates of which each may still be decided."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self._undecided = len(items)
        self._all: asyncio.Future[None] | None = None

    def decide(self, item: Item, outcome: Outcome) -> bool:
        """What an update led to; False when it comes too late to be written with the others."""
        if item.sealed:
            return False
        item.outcome = outcome
        self._undecided -= 1
        if not self._undecided:
            self._end()
        return True

    async def seal(self, seconds: float) -> None:
        """Waits until all are decided, but not longer than this."""
        # Most are decided in the next turn of the loop, and need no alarm.
        await asyncio.sleep(0)
        if self._undecided:
            loop = asyncio.get_running_loop()
            self._all = loop.create_future()
            alarm = loop.call_later(seconds, self._end)
            await self._all
            alarm.cancel()
        for item in self.items:
            item.sealed = True

    def _end(self) -> None:
        if self._all and not self._all.done():
            self._all.set_result(None)
