"""One try to send one row, and what came of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.delivery.channel import Channel
from bot.delivery.counting import AGAIN, GONE, LIMITED, REFUSED, SENT, Counts
from bot.delivery.patience import Patience, pause
from bot.ledger import Row
from bot.talk import Dismissed, Gone, Moved, Refused, TryLater, Unclear

_log = logging.getLogger(__name__)

_TRIES = 1500
"""Tries of a message of which nobody knows whether it arrived: about a day of them."""


@dataclass(frozen=True)
class Arrived:
    """It has been sent."""


@dataclass(frozen=True)
class Never:
    """It will not be taken, however often it is sent."""


@dataclass(frozen=True)
class Again:
    """The row is to be tried again, after so many seconds."""

    row: Row
    wait: float = 0.0


@dataclass(frozen=True)
class Elsewhere:
    """The chat has another address, to which the row is to be sent."""

    row: Row


@dataclass(frozen=True)
class Nobody:
    """Nobody is there; nothing is to be sent to the chat any more."""


Outcome = Arrived | Never | Again | Elsewhere | Nobody


@dataclass(frozen=True)
class Trying:
    """What a try needs. `clock` is one that nobody sets."""

    channel: Channel
    patience: Patience
    counts: Counts
    clock: Callable[[], float]

    async def attempt(self, row: Row) -> Outcome:
        """Sends once, unless all must be silent; raises Dismissed when nothing can be sent."""
        if self.patience.rest(self.clock()):
            return Again(row)
        try:
            await self.channel.attempt(row.sent)
        except TryLater as limit:
            self.counts.add(LIMITED)
            self.patience.asked(limit.seconds, self.clock())
            return Again(row)
        except Unclear as unclear:
            self.patience.unclear(self.clock())
            return self._later(row, unclear)
        except Moved as moved:
            return Elsewhere(row.to(moved.to))
        except Gone:
            self.counts.add(GONE)
            return Nobody()
        except Dismissed:
            raise
        except Exception as refused:
            return self._never(refused)
        self.counts.add(SENT)
        self.patience.clear()
        return Arrived()

    def _later(self, row: Row, why: Exception) -> Outcome:
        if row.tries >= _TRIES:
            return self._never(why)
        self.counts.add(AGAIN)
        tries = row.tries + 1
        return Again(replace(row, tries=tries), pause(tries))

    def _never(self, why: Exception) -> Outcome:
        self.counts.add(REFUSED)
        if isinstance(why, (Refused, Unclear)):
            _log.warning("a message will not be sent: %s", why)
        else:
            _log.error("a message cannot be sent", exc_info=why)
        return Never()
