"""Redelivery, ids that begin anew, a second bot, a locked database, a full disk."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import threading
import time

from benchmarks.faults.scene import Result, Scene, Stage
from bot.operation.lock import TAKEN


async def _counted(world: Scene, people: set[int]) -> dict[str, float]:
    """Waits until everybody has an answer; who has none, and who has several."""
    await world.until(lambda: people <= world.deliveries().keys(), 90)
    await world.quiet()
    got = world.deliveries()
    twice = sum(got[chat] - 1 for chat in people if got[chat])
    return {"lost": len(people - got.keys()), "twice": twice, "counted": await world.asked()}


def _sound(found: dict[str, float], questions: int) -> bool:
    return not found["lost"] and not found["twice"] and found["counted"] == questions


async def redelivery(stage: Stage, questions: int) -> Result:
    """Every update comes three times, also after a restart; and ids begin anew, lower."""
    people = range(1000, 1000 + questions)
    async with stage.scene() as world:
        await world.start()
        world.ask(people[: questions // 2])
        kept = world.api.updates.unconfirmed()
        await world.sent(questions // 4)
        for update in kept:
            world.api.updates.add_raw(update)
        await world.sent(1)
        await world.stop()
        for update in kept:
            world.api.updates.add_raw(update)
        world.api.updates.next_id = 3
        world.ask(people[questions // 2 :])
        await world.start()
        found = await _counted(world, set(people))
        await world.stop()
    sound = _sound(found, questions)
    return Result("redelivery, ids that restart", "3 times each", found, sound)


async def two_instances(stage: Stage, questions: int) -> Result:
    """A second bot on the same data ends at once with one line; the first goes on."""
    people = range(1000, 1000 + questions)
    async with stage.scene() as world:
        first = await world.start()
        await world.until(lambda: "answering as" in world.told())
        before = len(world.told())
        begun = time.monotonic()
        second = await world.start()
        status = await second.ended(20)
        took = time.monotonic() - begun
        lines = world.told()[before:].strip().count("\n") + 1
        world.child = first
        world.ask(people)
        found = await _counted(world, set(people))
        await world.stop()
    found |= {"exit": status, "lines": lines, "took s": round(took, 2)}
    sound = _sound(found, questions) and status == TAKEN and lines == 1
    return Result("two instances", "a second bot", found, sound)


async def locked_database(stage: Stage, questions: int, seconds: float) -> Result:
    """Another process holds the ledger's lock for a while."""
    people = range(1000, 1000 + questions)
    async with stage.scene() as world:
        await world.start()
        world.ask(people[: questions // 2])
        await world.sent(questions // 4)
        holding = threading.Thread(target=_hold, args=(world, seconds))
        holding.start()
        world.ask(people[questions // 2 :])
        await asyncio.to_thread(holding.join)
        found = await _counted(world, set(people))
        await world.stop()
    return Result("locked database", f"{seconds:g} s", found, _sound(found, questions))


def _hold(world: Scene, seconds: float) -> None:
    other = sqlite3.connect(world.data / "ledger.sqlite", timeout=10, isolation_level=None)
    other.execute("begin immediate")
    time.sleep(seconds)
    other.execute("rollback")
    other.close()


async def full_disk(stage: Stage, questions: int, seconds: float) -> Result:
    """No file can grow for a while: nothing is confirmed, and nothing is lost."""
    people = range(1000, 1000 + questions)
    async with stage.scene(LOG_LEVEL="ERROR") as world:
        child = await world.start()
        world.ask(people[: questions // 2])
        await world.until(lambda: len(world.deliveries()) >= questions // 2)
        await world.quiet(0.3)
        resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        world.ask(people[questions // 2 :])
        await asyncio.sleep(seconds)
        held_back = len(world.api.updates.unconfirmed())
        no_limit = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(child.pid, resource.RLIMIT_FSIZE, no_limit)
        found = await _counted(world, set(people))
        await world.stop()
    found |= {"not confirmed meanwhile": held_back}
    sound = _sound(found, questions) and held_back > 0
    return Result("full disk", f"{seconds:g} s", found, sound)
