"""What came of a try, written down before anything else is sent in its place."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from bot.delivery.keeping import kept
from bot.delivery.trying import Again, Arrived, Elsewhere, Never, Nobody, Outcome
from bot.ledger import Row
from bot.ledger.outbox import Outbox

_LINGER = 0.02
"""Seconds for which what arrived may wait for another write to share a commit with. The row counts
as being sent until then, so that a kill repeats no more of them."""


async def exchange(outbox: Outbox, done: tuple[Row, Outcome], following: Row | None) -> bool:
    """Writes what came of a row and, in the same commit, that the following one is being sent.

    Whether that one may be: False when there is none, or it does not wait any more.
    """
    row, outcome = done
    if following is None:
        await _write_down(outbox, row, outcome, hurry=False)
        return False
    written = _write_down(outbox, row, outcome, hurry=True)
    _, taken = await asyncio.gather(written, take(outbox, following))
    return taken


async def take(outbox: Outbox, row: Row) -> bool:
    """The row is being sent from now on; False when it does not wait any more."""
    return await kept(lambda: outbox.take(row))


async def _write_down(outbox: Outbox, row: Row, outcome: Outcome, hurry: bool) -> None:
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
