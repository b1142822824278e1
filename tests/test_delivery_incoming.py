"""What comes is written down before it is confirmed, handled once, and nothing of it is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from bot.delivery import Delivery, Handled, Rates
from bot.ledger import Ledger
from bot.talk import Asked, Letter, Now, Sendable

ASKED = Asked(date(2024, 5, 14), "contact", "en", "sure")
BROKEN = Asked(date(2024, 5, 14), "contact", "en", None)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Question:
    """Something asked in a chat."""

    chat: int
    text: str
    fleeting: bool = False


@dataclass
class Desk:
    """A channel that answers what it is asked, as slowly as a test wants."""

    said: list[str] = field(default_factory=list)
    handled: list[str] = field(default_factory=list)
    gate: asyncio.Event | None = None

    def read(self, update: Mapping[str, Any]) -> Question | None:
        """The question of an update like `{"update_id": 1, "chat": 1, "text": "a"}`."""
        if update.get("text") is None:
            return None
        return Question(int(update["chat"]), update["text"], update.get("fleeting", False))

    async def handle(self, asked: Question) -> Handled:
        """An echo."""
        if self.gate:
            await self.gate.wait()
        self.handled.append(asked.text)
        if asked.fleeting:
            return Handled((Now(inline=asked.text),))
        changes = (BROKEN,) if asked.text == "broken" else (ASKED,)
        return Handled((Letter(asked.chat, asked.text),), changes)

    async def attempt(self, sendable: Sendable) -> None:
        """Always arrives."""
        now = sendable.inline if isinstance(sendable, Now) else None
        self.said.append(now or sendable.text)  # type: ignore[union-attr]


def update(number: int, text: str | None = "a", chat: object = 1, **more: Any) -> dict[str, Any]:
    return {"update_id": number, "chat": chat, "text": text, **more}


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def delivery(ledger: Ledger, desk: Desk) -> AsyncIterator[Delivery]:
    """Delivery between the ledger and that channel, fast."""
    delivery = Delivery(ledger, desk, Rates(10_000, 10_000))
    await delivery.recover()
    yield delivery
    await delivery.finish()


async def quiet(ledger: Ledger) -> None:
    async with asyncio.timeout(10):
        while ledger.inbox.depth() or ledger.outbox.depths() != (0, 0):
            await asyncio.sleep(0.005)


async def test_what_is_answered_quickly_never_waits_in_the_inbox(
    ledger: Ledger, delivery: Delivery, desk: Desk
) -> None:
    await delivery.take([update(1), update(2, "b", 2)])
    assert ledger.inbox.waiting() == []
    await quiet(ledger)
    assert sorted(desk.said) == ["a", "b"]


async def test_what_takes_its_time_is_written_down_before_it_is_confirmed(
    ledger: Ledger, delivery: Delivery, desk: Desk
) -> None:
    desk.gate = asyncio.Event()
    await delivery.take([update(1)])
    assert [body for _, _, body in ledger.inbox.waiting()] == [
        '{"update_id": 1, "chat": 1, "text": "a"}'
    ]
    desk.gate.set()
    await quiet(ledger)
    assert desk.said == ["a"]


async def test_what_the_last_run_did_not_finish_is_finished_first(
    ledger: Ledger, desk: Desk
) -> None:
    first = Delivery(ledger, desk, Rates(10_000, 10_000))
    desk.gate = asyncio.Event()
    await first.take([update(1, "old"), update(2, "older", 2)])
    desk.gate.set()
    desk.handled.clear()
    first.incoming.lanes._closing = True
    await first.finish()
    second = Delivery(ledger, desk, Rates(10_000, 10_000))
    await second.recover()
    await second.take([update(3, "new", 1)])
    await quiet(ledger)
    await second.finish()
    assert sorted(desk.said) == ["new", "old", "older"]
    assert await ledger.asked() == [(ASKED, 3)]


async def test_what_comes_again_is_answered_once(
    ledger: Ledger, delivery: Delivery, desk: Desk
) -> None:
    for _ in range(3):
        await delivery.take([update(1), update(1)])
    await quiet(ledger)
    assert desk.said == ["a"]
    assert await ledger.asked() == [(ASKED, 1)]


async def test_a_chats_questions_are_answered_in_their_order(
    ledger: Ledger, delivery: Delivery, desk: Desk
) -> None:
    await delivery.take([update(number, str(number), chat=number % 2 + 1) for number in range(9)])
    await quiet(ledger)
    for chat in (0, 1):
        own = [int(text) for text in desk.said if int(text) % 2 == chat]
        assert own == sorted(own)


async def test_a_change_that_cannot_be_written_takes_no_other_update_along(
    ledger: Ledger, delivery: Delivery, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await delivery.take([update(1), update(2, "broken", 2), update(3, "c", 3)])
    await quiet(ledger)
    assert sorted(desk.said) == ["a", "c"]
    assert await ledger.asked() == [(ASKED, 2)]
    assert "the update is set aside" in caplog.text


@pytest.mark.parametrize("chat", ["no number", 2**70, None])
async def test_what_cannot_be_read_is_noted_and_counted(
    ledger: Ledger, delivery: Delivery, desk: Desk, chat: object
) -> None:
    await delivery.take([update(1, chat=chat), update(2, None), update(3, "c")])
    await quiet(ledger)
    await delivery.finish()
    assert desk.said == ["c"]
    assert ledger.tallied()["strange"] == 1


async def test_half_a_letter_keeps_no_update_from_being_written(
    ledger: Ledger, delivery: Delivery, desk: Desk
) -> None:
    desk.gate = asyncio.Event()
    await delivery.take([update(1, "\ud800 a")])
    assert len(ledger.inbox.waiting()) == 1
    desk.gate.set()
    async with asyncio.timeout(5):
        while ledger.inbox.depth():
            await asyncio.sleep(0.005)


async def test_what_is_asked_in_passing_is_answered_and_not_kept(
    ledger: Ledger, delivery: Delivery, desk: Desk
) -> None:
    await delivery.take([update(1, "hon", fleeting=True), update(2)])
    await quiet(ledger)
    async with asyncio.timeout(5):
        while len(desk.said) < 2:
            await asyncio.sleep(0.005)
    assert sorted(desk.said) == ["a", "hon"]
    await delivery.take([update(1, "hon", fleeting=True)])
    await asyncio.sleep(0.05)
    assert desk.said.count("hon") == 2


async def test_whoever_brings_updates_may_go_away_while_they_are_taken(
    ledger: Ledger, delivery: Delivery, desk: Desk
) -> None:
    bringing = asyncio.create_task(delivery.take([update(1)]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    bringing.cancel()
    await asyncio.gather(bringing, return_exceptions=True)
    await delivery.finish()
    assert desk.said == ["a"]
