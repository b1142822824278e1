"""What came of a try, written down before anything else is sent in its place."""

from __future__ import annotations

import time
from dataclasses import replace

from bot.delivery.keeping import kept
from bot.delivery.trying import Again, Arrived, Elsewhere, Never, Nobody, Outcome
from bot.ledger import Row
from bot.ledger.outbox import Outbox

_LINGER = 0.02
"""Seconds for which what arrived may wait for another write to share a commit with. The row counts
as being sent until then, so that a kill repeats no more of them."""


async def write_down(outbox: Outbox, row: Row, outcome: Outcome, hurry: bool) -> None:
    """Writes an outcome; in a hurry, because another row waits for this one's place, at once."""
    match outcome:
        case Arrived():
            await kept(lambda: outbox.arrived(row, 0.0 if hurry else _LINGER))
        case Never():
            await kept(lambda: outbox.refused(row))
        case Again(later, wait):
            await kept(lambda: outbox.again(replace(later, due=time.time() + wait if wait else 0)))
        case Elsewhere(moved):
            await kept(lambda: outbox.moved(row.chat, moved.chat))
            await kept(lambda: outbox.again(moved))
        case Nobody():
            await kept(lambda: outbox.gone(row.chat, time.time()))


async def take(outbox: Outbox, row: Row | None) -> bool:
    """The row is being sent from now on; False when there is none, or it does not wait any more."""
    return row is not None and await kept(lambda: outbox.take(row))
