"""Lanes keep a chat's order and let chats pass each other; patience ends after twenty answers."""

from __future__ import annotations

import asyncio

from bot.channels.telegram.patience import Patience, Turn
from bot.delivery.lanes import Lanes


async def test_a_chats_work_is_done_in_order_while_another_chat_passes() -> None:
    lanes, done, gate = Lanes(), list[str](), asyncio.Event()

    async def first() -> None:
        await gate.wait()
        done.append("first")

    async def note(name: str) -> None:
        done.append(name)

    await lanes.put(1, first)
    await lanes.put(1, lambda: note("second"))
    await lanes.put(2, lambda: note("other"))
    await asyncio.sleep(0.01)
    gate.set()
    await asyncio.sleep(0.01)
    assert await lanes.finish(5)
    assert done == ["other", "first", "second"]


async def test_at_a_stop_what_is_under_way_ends_and_nothing_else_begins() -> None:
    lanes, done, gate = Lanes(), list[str](), asyncio.Event()

    async def first() -> None:
        await gate.wait()
        done.append("first")

    async def second() -> None:
        done.append("second")

    await lanes.put(1, first)
    await lanes.put(1, second)
    await asyncio.sleep(0.01)
    stopping = asyncio.create_task(lanes.finish(5))
    await asyncio.sleep(0)
    gate.set()
    assert await stopping
    assert done == ["first"]


async def test_no_more_is_under_way_than_allowed() -> None:
    lanes, under_way, most = Lanes(side_by_side=3), 0, 0

    async def work() -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.001)
        under_way -= 1

    for chat in range(20):
        await lanes.put(chat, work)
    await asyncio.sleep(0.1)
    assert await lanes.finish(5)
    assert most == 3


async def test_who_brings_work_waits_while_too_much_is_waiting() -> None:
    lanes, gate = Lanes(waiting=2), asyncio.Event()

    async def work() -> None:
        await gate.wait()

    for _ in range(2):
        await lanes.put(1, work)
    third = asyncio.create_task(lanes.put(1, work))
    await asyncio.sleep(0.01)
    assert not third.done()
    gate.set()
    await third
    assert await lanes.finish(5)


async def test_work_that_fails_stops_no_lane() -> None:
    lanes, done = Lanes(), list[int]()

    async def fails() -> None:
        raise RuntimeError

    async def works() -> None:
        done.append(1)

    await lanes.put(1, fails)
    await lanes.put(1, works)
    await asyncio.sleep(0.01)
    assert await lanes.finish(5)
    assert done == [1]


async def test_what_does_not_finish_in_time_is_cut_off() -> None:
    lanes = Lanes()
    await lanes.put(1, asyncio.Event().wait)  # type: ignore[arg-type]
    await asyncio.sleep(0.01)
    assert not await lanes.finish(0.01)


def test_twenty_answers_a_minute_then_a_remark_then_silence_then_answers_again() -> None:
    now = 0.0
    patience = Patience(clock=lambda: now)
    assert [patience.turn(1) for _ in range(22)] == [
        *[Turn.ANSWER] * 20,
        Turn.REMARK,
        Turn.SILENCE,
    ]
    assert patience.turn(2) is Turn.ANSWER
    now = 60.0
    assert patience.turn(1) is Turn.ANSWER


def test_only_the_chats_of_late_are_remembered() -> None:
    patience = Patience(answers=1, clock=lambda: 0.0)
    patience.turn(1)
    for chat in range(2, 10_003):
        patience.turn(chat)
    assert patience.turn(1) is Turn.ANSWER
