"""One try to send one row, and what came of it, written down before anything else happens."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.delivery.channel import Channel
from bot.delivery.counting import AGAIN, GONE, LIMITED, REFUSED, SENT, Counts
from bot.delivery.keeping import kept
from bot.delivery.patience import Patience, pause
from bot.ledger import Row
from bot.ledger.outbox import Outbox
from bot.talk import Dismissed, Gone, Moved, Refused, TryLater, Unclear

_log = logging.getLogger(__name__)

_TRIES = 1500
"""Tries of a message of which nobody knows whether it arrived: about a day of them."""


@dataclass(frozen=True)
class Done:
    """It arrived, or never will."""


@dataclass(frozen=True)
class Again:
    """It waits again; its `due` is by the clock of `Trying`."""

    row: Row


@dataclass(frozen=True)
class Elsewhere:
    """The chat has another address; so has the row, which waits again."""

    row: Row


@dataclass(frozen=True)
class Nobody:
    """Nobody is there; nothing waits for the chat any more."""


Outcome = Done | Again | Elsewhere | Nobody


@dataclass(frozen=True)
class Trying:
    """What a try needs. `clock` is one that nobody sets; the ledger's rows have the world's."""

    channel: Channel
    outbox: Outbox
    patience: Patience
    counts: Counts
    clock: Callable[[], float]

    async def attempt(self, row: Row) -> Outcome:
        """Sends once and writes down what came of it; raises Dismissed, Unwritable."""
        try:
            await self.channel.attempt(row.sent)
        except TryLater as limit:
            self.counts.add(LIMITED)
            self.patience.asked(limit.seconds, self.clock())
            return await self._again(row)
        except Unclear as unclear:
            self.patience.unclear(self.clock())
            return await self._later(row, unclear)
        except Moved as moved:
            to = moved.to
            await kept(lambda: self.outbox.moved(row.chat, to))
            return Elsewhere((await self._again(row.to(to))).row)
        except Gone:
            self.counts.add(GONE)
            await kept(lambda: self.outbox.gone(row.chat, time.time()))
            return Nobody()
        except Dismissed:
            await self._again(row)
            raise
        except Exception as refused:
            return await self._refuse(row, refused)
        self.counts.add(SENT)
        self.patience.clear()
        await kept(lambda: self.outbox.arrived(row))
        return Done()

    async def _later(self, row: Row, why: Exception) -> Outcome:
        if row.tries >= _TRIES:
            return await self._refuse(row, why)
        self.counts.add(AGAIN)
        tries = row.tries + 1
        return await self._again(replace(row, tries=tries), pause(tries))

    async def _again(self, row: Row, wait: float = 0.0) -> Again:
        await kept(lambda: self.outbox.again(replace(row, due=time.time() + wait)))
        return Again(replace(row, due=self.clock() + wait))

    async def _refuse(self, row: Row, why: Exception) -> Outcome:
        self.counts.add(REFUSED)
        if isinstance(why, (Refused, Unclear)):
            _log.warning("a message will not be sent: %s", why)
        else:
            _log.error("a message cannot be sent", exc_info=why)
        await kept(lambda: self.outbox.refused(row))
        return Done()
