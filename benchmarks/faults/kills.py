"""Kills without warning under questions and under a broadcast, and stops with warning."""

from __future__ import annotations

import asyncio
import random

from benchmarks.faults.scene import QUESTION, WINDOW, Result, Stage
from tests.botapi import Slow

_CALL = 0.03
"""Seconds that a send takes, so that a kill finds some under way."""


async def under_questions(stage: Stage, kills: int, questions: int) -> Result:
    """SIGKILL while people ask: every question is answered, and counted once."""
    chance = random.Random(1)
    async with stage.scene() as world:
        world.api.weather = lambda method: Slow(_CALL) if method == "sendMessage" else None
        each = questions // kills
        for number in range(kills):
            await world.start()
            first = 1000 + number * each
            world.person(first).says(QUESTION)
            world.ask(range(first + 1, first + each))
            await world.sent(max(1, each * 2 // 3))
            await asyncio.sleep(chance.uniform(0, 2 * _CALL))
            await world.kill()
        await world.start()
        people = set(range(1000, 1000 + each * kills))
        await world.until(lambda: people <= world.deliveries().keys())
        await world.quiet()
        got, counted = world.deliveries(), await world.asked()
        await world.stop()
    lost = len(people - got.keys())
    repeats = sum(got.values()) - len(got)
    found = {"lost": lost, "repeats": repeats, "asked": len(people), "counted": counted}
    sound = not lost and repeats <= WINDOW * kills and counted == len(people)
    return Result("SIGKILL under questions", f"{kills} kills", found, sound)


async def under_broadcast(stage: Stage, kills: int, readers: int) -> Result:
    """SIGKILL while many are told: everybody is told."""
    chance = random.Random(2)
    people = range(1000, 1000 + readers)
    async with stage.scene() as world:
        world.api.weather = lambda method: Slow(_CALL / 3) if method == "sendMessage" else None
        await world.subscribe(people)
        await world.start()
        await world.publish()
        for _ in range(kills):
            await world.sent(max(1, readers // kills // 2))
            await asyncio.sleep(chance.uniform(0, _CALL))
            await world.kill()
            await world.start()
        await world.until(lambda: len(world.deliveries()) == readers, 300)
        await world.quiet()
        got = world.deliveries()
        await world.stop()
    missed = len(set(people) - got.keys())
    repeats = sum(got.values()) - len(got)
    found = {"missed": missed, "repeats": repeats, "readers": readers}
    sound = not missed and repeats <= WINDOW * kills
    return Result("SIGKILL under a broadcast", f"{kills} kills", found, sound)


async def by_signal(stage: Stage, stops: int) -> Result:
    """SIGTERM while people ask: nothing lost, nothing twice, and the exit is a good one."""
    each = 12
    async with stage.scene() as world:
        world.api.weather = lambda method: Slow(_CALL) if method == "sendMessage" else None
        loop, slowest, bad = asyncio.get_running_loop(), 0.0, 0
        for number in range(stops):
            await world.start()
            world.ask(range(1000 + number * each, 1000 + (number + 1) * each))
            await world.sent(each // 2)
            begun = loop.time()
            bad += await world.stop() != 0
            slowest = max(slowest, loop.time() - begun)
        await world.start()
        people = set(range(1000, 1000 + each * stops))
        await world.until(lambda: people <= world.deliveries().keys())
        await world.quiet()
        got, counted = world.deliveries(), await world.asked()
        await world.stop()
    lost, twice = len(people - got.keys()), sum(got.values()) - len(got)
    found = {"lost": lost, "twice": twice, "bad exits": bad, "slowest stop s": round(slowest, 2)}
    sound = not lost and not twice and not bad and counted == len(people) and slowest < 10
    return Result("SIGTERM", f"{stops} stops", found, sound)
