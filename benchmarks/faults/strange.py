"""A hundred thousand strange updates: each is handled, and the bot is no larger afterwards."""

from __future__ import annotations

import asyncio
from pathlib import Path

from benchmarks.faults.scene import Result, Scene, Stage
from benchmarks.faults.updates import Strange

_MOST_GROWTH = 32.0
_AHEAD = 2000
"""Updates that wait at the Bot API at one time."""


async def strange(stage: Stage, updates: int, warm: int) -> Result:
    """Updates of every kind of aiogram's models, one in ten of them broken.

    What the bot has grown is counted from after the `warm` first ones.
    """
    source = Strange(4)
    async with stage.scene(SEND_RATE="100000", LOG_LEVEL="ERROR") as world:
        world.api.chats.everybody = True
        await world.start()
        await _feed(world, source, range(1, warm))
        before = _memory(world)
        await _feed(world, source, range(warm, updates + 1))
        await _finished(world)
        grown = _memory(world) - before
        running = world.child is not None and world.child.running
        bad = sum(world.refusals("Bad Request").values())
        unhandled = world.told().count("was not finished") + len(world.api.updates.unconfirmed())
        sent = sum(world.deliveries().values())
        status = await world.stop()
    found = {
        "unhandled": unhandled,
        "400 from a send": bad,
        "grown MB": round(grown, 1),
        "answers": sent,
    }
    sound = running and not status and not unhandled and not bad and grown < _MOST_GROWTH
    return Result("strange updates", f"{updates} updates", found, sound)


async def _feed(world: Scene, source: Strange, numbers: range) -> None:
    """Posts them as fast as the bot takes them, and forgets the calls that are over."""
    for number in numbers:
        world.api.updates.add_raw(source.update(number))
        if number % _AHEAD == 0:
            await world.until(lambda: len(world.api.updates.unconfirmed()) < _AHEAD // 4, 120)
        elif number % 50 == 0:
            await asyncio.sleep(0)
    await world.until(lambda: not world.api.updates.unconfirmed(), 120)


async def _finished(world: Scene) -> None:
    """Waits until nothing more is sent."""
    await world.quiet(2.0)


def _memory(world: Scene) -> float:
    """Resident megabytes of the bot."""
    assert world.child is not None
    status = Path(f"/proc/{world.child.pid}/status").read_text()
    (line,) = [each for each in status.splitlines() if each.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024
