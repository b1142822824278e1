"""What is sent, in which order, and what becomes of it when Telegram does not want it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.delivery import Handled, Rates, patience
from bot.delivery.counting import Counts
from bot.delivery.outgoing import Outgoing
from bot.ledger import Came, Ledger, Outcome
from bot.talk import (
    Announcement,
    Cancelled,
    Dismissed,
    Drafted,
    Gone,
    Letter,
    Moved,
    Now,
    Published,
    Refused,
    Sendable,
    Subscribed,
    TryLater,
    Unclear,
)

AT = datetime(2024, 5, 14, 12, tzinfo=UTC)
FAST = Rates(send=10_000, broadcast=10_000)


class Telegram:
    """The other side: what has been sent, and what is answered to the next sends."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []
        self.answers: list[Exception | None] = []
        self.gate: asyncio.Event | None = None
        self.under_way = self.most = 0

    def read(self, update: Any) -> None:
        """Nothing comes in here."""

    async def handle(self, arrived: Any) -> Handled:
        """Nothing is asked here."""
        return Handled()

    async def attempt(self, sendable: Sendable) -> None:
        """Takes a message, or answers it with the next of the answers."""
        if isinstance(sendable, Now):
            self.sent.append((0, "now"))
            return
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        try:
            await (self.gate.wait() if self.gate else asyncio.sleep(0))
        finally:
            self.under_way -= 1
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.sent.append((sendable.chat, sendable.text))


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_FIRST_PAUSE", 0.02)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def sender(ledger: Ledger, telegram: Telegram) -> AsyncIterator[Outgoing]:
    """A sender that may go as fast as it likes."""
    outgoing = Outgoing(ledger, telegram, FAST, Counts())
    yield outgoing
    await outgoing.finish(1)


async def answer(ledger: Ledger, sender: Outgoing, chat: int, *texts: str) -> None:
    """Has letters written that answer something, and sent."""
    update = asyncio.get_running_loop().time() * 1e6
    (came,) = await ledger.receive([Came(int(update), chat, "{}")], [None], at=1)
    letters = [Letter(chat, text) for text in texts]
    reserved = chat if sender.reserve(chat) else None
    rows = await ledger.handled(came.n, Outcome(letters, takes=reserved is not None))
    sender.add(rows, reserved)


async def announce(ledger: Ledger, sender: Outgoing, readers: int) -> None:
    day = date(2024, 5, 14)
    chats = range(100, 100 + readers)
    await ledger.apply(Subscribed(f"telegram:{each}", "everything", "en", day) for each in chats)
    announcement = Announcement("text", (("en", Letter(0, "news")),))
    await ledger.apply([Drafted("n", "telegram:7", AT, announcement)])
    await ledger.apply([Published("n", "telegram:7", AT)])
    sender.look()


async def until(ready: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not ready():
            await asyncio.sleep(0.005)


def empty(ledger: Ledger) -> bool:
    return ledger.outbox.depths() == (0, 0)


async def test_a_chats_letters_arrive_in_their_order(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    await answer(ledger, sender, 1, "one", "two")
    await answer(ledger, sender, 1, "three")
    await until(lambda: empty(ledger))
    assert telegram.sent == [(1, "one"), (1, "two"), (1, "three")]


async def test_no_more_are_under_way_than_the_window_allows(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    await announce(ledger, sender, 60)
    for chat in range(1, 20):
        await answer(ledger, sender, chat, "answer")
    await until(lambda: empty(ledger))
    assert telegram.most <= FAST.window
    assert len(telegram.sent) == len(set(telegram.sent)) == 79


async def test_answers_go_before_what_is_left_of_a_broadcast(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    telegram.gate = asyncio.Event()
    await announce(ledger, sender, 30)
    for chat in range(1, 6):
        await answer(ledger, sender, chat, "answer")
    telegram.gate.set()
    await until(lambda: empty(ledger))
    last = max(place for place, (_, text) in enumerate(telegram.sent) if text == "answer")
    assert last < 5 + 2 * FAST.window, "only what was under way already went before"


async def test_a_limit_keeps_everything_back_and_costs_no_try(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    telegram.answers = [TryLater(0.3)]
    await answer(ledger, sender, 1, "one")
    await until(lambda: not telegram.answers)
    await answer(ledger, sender, 2, "two")
    sender.at_once(Now(typing=2))
    await asyncio.sleep(0.1)
    assert telegram.sent == []
    assert {row.tries for row in ledger.outbox.answers()} == {0}
    await until(lambda: empty(ledger))
    assert telegram.sent == [(1, "one"), (2, "two")]


async def test_an_outcome_that_nobody_knows_is_tried_again_and_keeps_its_place(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    telegram.answers = [Unclear("reset"), Unclear("reset")]
    await answer(ledger, sender, 1, "one", "two")
    await until(lambda: empty(ledger))
    assert telegram.sent == [(1, "one"), (1, "two")]


async def test_who_is_gone_gets_nothing_more(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    telegram.answers = [Gone(1)]
    await answer(ledger, sender, 1, "one", "two", "three")
    await until(lambda: empty(ledger))
    assert telegram.sent == []


async def test_a_group_that_moved_gets_everything_at_its_new_address(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    telegram.answers = [Moved(-1, to=-2)]
    await answer(ledger, sender, -1, "one", "two")
    await until(lambda: empty(ledger))
    assert telegram.sent == [(-2, "one"), (-2, "two")]


@pytest.mark.parametrize("why", [Refused("BUTTON_DATA_INVALID"), RuntimeError("a bug of ours")])
async def test_what_is_refused_holds_nothing_else_up(
    ledger: Ledger, sender: Outgoing, telegram: Telegram, why: Exception
) -> None:
    telegram.answers = [why]
    await answer(ledger, sender, 1, "one", "two")
    await until(lambda: empty(ledger))
    assert telegram.sent == [(1, "two")]


async def test_a_bot_that_is_not_admitted_any_more_ends_and_keeps_what_it_had_to_say(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    telegram.answers = [Dismissed("no such bot")]
    await answer(ledger, sender, 1, "one", "two")
    with pytest.raises(Dismissed):
        await asyncio.wait_for(asyncio.shield(sender.failed), 5)
    assert ledger.outbox.depths() == (2, 0)


async def test_a_start_takes_up_what_the_last_run_left_and_was_sending(
    ledger: Ledger, telegram: Telegram
) -> None:
    first = Outgoing(ledger, telegram, FAST, Counts())
    telegram.gate = asyncio.Event()
    await answer(ledger, first, 1, "one", "two")
    await announce(ledger, first, 10)
    await asyncio.sleep(0.05)
    await first.finish(0)
    telegram.gate.set()
    second = Outgoing(ledger, telegram, FAST, Counts())
    await second.recover()
    await until(lambda: empty(ledger))
    await second.finish(1)
    assert [text for chat, text in telegram.sent if chat == 1] == ["one", "two"]
    assert len(set(telegram.sent)) == len(telegram.sent) == 12


async def test_a_broadcast_that_is_stopped_goes_no_further(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    telegram.gate = asyncio.Event()
    await announce(ledger, sender, 50)
    await until(lambda: telegram.under_way == FAST.window)
    await ledger.apply([Cancelled("telegram:7", AT, broadcast=1)])
    telegram.gate.set()
    await until(lambda: empty(ledger))
    assert len(telegram.sent) == FAST.window


async def test_a_long_broadcast_is_read_page_by_page_and_reaches_everybody(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    await announce(ledger, sender, 1234)
    await until(lambda: empty(ledger))
    assert len(set(telegram.sent)) == len(telegram.sent) == 1234
    assert ledger.broadcasts.running() == []


async def test_what_a_forgotten_reader_was_to_get_is_not_sent(
    ledger: Ledger, sender: Outgoing, telegram: Telegram
) -> None:
    telegram.gate = asyncio.Event()
    await answer(ledger, sender, 1, "one", "two")
    sender.forget(1)
    telegram.gate.set()
    await asyncio.sleep(0.05)
    assert telegram.sent == [(1, "one")]
