"""The worst day: everybody is told something, many ask, and nothing works as it should."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

from benchmarks.faults.scene import Result, Scene, Stage
from tests.botapi import Call, CutShort, Drop, Fault, Reply, Slow, bad_gateway, refusing, too_many

_OF_A_SEND: tuple[tuple[float, Fault], ...] = (
    (0.0005, too_many(1)),
    (0.0002, too_many()),
    (0.01, refusing(500, "Internal Server Error: restart")),
    (0.01, bad_gateway()),
    (0.01, Drop()),
    (0.01, Drop(after=True)),
    (0.01, CutShort()),
    (0.01, Slow(1.0)),
    (0.005, Reply(200, b'{"ok": true}')),
)
_OF_A_POLL: tuple[tuple[float, Fault], ...] = (
    (0.03, bad_gateway()),
    (0.03, Drop()),
    (0.03, CutShort()),
    (0.03, Slow(2.0)),
    (0.02, refusing(409, "Conflict: terminated by other getUpdates request")),
)
_BAD = 8.0


def weather(seed: int) -> Callable[[str], Fault | None]:
    """Faults by chance, the same for the same seed."""
    chance = random.Random(seed)

    def fault(method: str) -> Fault | None:
        kinds = {"sendMessage": _OF_A_SEND, "getUpdates": _OF_A_POLL}.get(method, ())
        left = chance.random()
        for share, one in kinds:
            left -= share
            if left < 0:
                return one
        return None

    return fault


async def storm(stage: Stage, readers: int, questions: int, a_second: float) -> Result:
    """A broadcast to many and questions of others, in bad weather, some readers gone for good."""
    people = range(100_000, 100_000 + readers)
    gone = set(people[::20])
    groups = [-number for number in range(1, 1 + max(2, readers // 500))]
    rates = {"SEND_RATE": str(a_second), "BROADCAST_RATE": str(a_second * 0.8)}
    async with stage.scene(**rates) as world:
        world.api.weather = weather(3)
        await world.subscribe(people)
        await _settle_groups(world, groups)
        for chat in gone:
            world.api.chats.refuse(chat, 403, "Forbidden: bot was blocked by the user")
        await world.start()
        await world.until(lambda: "answering as" in world.told())
        await world.publish()
        waited = await _ask(world, questions)
        wanted = (set(people) - gone) | {number - 1_000_000 for number in groups}
        await world.until(lambda: wanted <= world.deliveries().keys(), 300)
        await world.quiet()
        missed = len(wanted - world.deliveries().keys())
        again = sum(times - 1 for times in world.refusals("Forbidden").values())
        await world.stop()
    waited.sort()
    p95 = waited[int(len(waited) * 0.95)] if waited else 0.0
    unanswered = questions - len(waited)
    found = {
        "missed": missed,
        "tried again after a 403": again,
        "unanswered": unanswered,
        "p95 of an answer s": round(p95, 2),
    }
    sound = not missed and not again and not unanswered and p95 < _BAD
    return Result("storm", f"{readers} readers, ten kinds", found, sound)


async def _settle_groups(world: Scene, groups: list[int]) -> None:
    """Groups that subscribed and have moved since."""
    for number in groups:
        world.api.group(number)
        world.person(7).says("/nothing", world.api.group(number))
        world.api.chats.move(number, number - 1_000_000)
    await world.subscribe(groups)


async def _ask(world: Scene, questions: int) -> list[float]:
    """Asks one question after another; how long each took to be answered."""
    loop = asyncio.get_running_loop()
    asked: dict[int, float] = {}
    waited: dict[int, float] = {}
    seen = 0
    under_way: list[Call] = []

    def look() -> bool:
        nonlocal seen, under_way
        fresh = under_way + world.api.calls.all[seen:]
        seen = len(world.api.calls.all)
        under_way = [call for call in fresh if not call.done]
        for call in fresh:
            if call.done and call.method == "sendMessage" and isinstance(call.result, dict):
                chat = int(call.fields["chat_id"])
                if chat in asked:
                    waited.setdefault(chat, loop.time() - asked[chat])
        return len(waited) == questions

    for number in range(questions):
        chat = 1000 + number
        asked[chat] = loop.time()
        world.person(chat).says("/contacts")
        await asyncio.sleep(0.04)
        look()
    await world.until(look, 120)
    return list(waited.values())
