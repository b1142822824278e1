"""Whether the bot is alive and its numbers, as those who watch it see them."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot.desk import Desk
from bot.entries import Complaint
from bot.operation.health import watched_on
from bot.operation.heartbeat import Heart
from bot.operation.metrics import MOST, Counted, Metrics, bounded
from bot.operation.vitals import STALE, Vitals
from bot.talk import Answer, Asked, Heard, Letter, Question
from bot.topics.live import Live
from tests.conftest import Ask

MORNING = datetime(2024, 5, 14, 8, tzinfo=UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = MORNING.timestamp()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vitals(clock: Clock) -> Vitals:
    return Vitals(clock)


@pytest.fixture
async def address(desk: Desk, vitals: Vitals) -> AsyncIterator[str]:
    async with watched_on(("127.0.0.1", 0), Metrics(desk, vitals)) as port:
        yield f"http://127.0.0.1:{port}"


async def health(address: str) -> tuple[int, dict[str, Any]]:
    async with ClientSession() as session, session.get(f"{address}/healthz") as reply:
        return reply.status, await reply.json()


async def numbers(address: str) -> dict[str, float]:
    """The samples of `/metrics` by their name and labels."""
    async with ClientSession() as session, session.get(f"{address}/metrics") as reply:
        assert reply.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        text = await reply.text()
    return {
        sample.name + "".join(f" {name}={said}" for name, said in sorted(sample.labels.items())): (
            sample.value
        )
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_before_telegram_has_answered_the_bot_is_not_alive(address: str) -> None:
    status, told = await health(address)
    assert (status, told["alive"], told["last_call"]) == (503, False, None)


async def test_it_is_alive_while_telegram_answers_and_says_when_it_last_did(
    address: str, vitals: Vitals, clock: Clock
) -> None:
    vitals.called()
    clock.now += STALE - 1
    status, told = await health(address)
    assert (status, told["alive"]) == (200, True)
    assert told["last_call"] == "2024-05-14T08:00:00+00:00"
    assert told["silent_seconds"] == STALE - 1


async def test_when_telegram_is_silent_it_is_not_alive_any_more(
    address: str, vitals: Vitals, clock: Clock
) -> None:
    vitals.called()
    clock.now += STALE
    assert (await health(address))[0] == 503


async def test_health_and_numbers_tell_what_waits(address: str, desk: Desk) -> None:
    await desk.ledger.noticed("one", "two", [Letter(42, "Good day."), Letter(43, "Good day.")])
    _, told = await health(address)
    assert (told["inbox"], told["answers_waiting"], told["broadcast_letters_waiting"]) == (0, 2, 0)
    assert (await numbers(address))["desk_outbox_answers_waiting"] == 2


async def test_questions_are_counted_by_outcome_and_language(address: str, ask: Ask) -> None:
    for text in ("/contacts", "phone in Westhaven", "what is the weather like"):
        await ask(text, asker="telegram:42")
    await ask("/contacts", language="ru", asker="telegram:43")
    told = await numbers(address)
    counted = {name: n for name, n in told.items() if name.startswith("desk_questions_total")}
    assert sum(counted.values()) == 4
    assert counted["desk_questions_total language=ru outcome=sure"] == 1
    assert "Westhaven" not in str(told)
    assert "42" not in "".join(counted)


async def test_days_that_are_past_are_added_up_once_and_none_is_lost(desk: Desk) -> None:
    counted, today = Counted(desk), date(2024, 5, 14)
    for days in (400, 30, 2, 1, 0):
        day = today - timedelta(days=days)
        await desk.ledger.apply([Asked(day, "contact", "en", "sure")])
    assert await counted.so_far(today) == {("sure", "en"): 5}
    await desk.ledger.apply([Asked(today, "contact", "en", "sure")])
    assert await counted.so_far(today) == {("sure", "en"): 6}
    tomorrow = today + timedelta(days=1)
    await desk.ledger.apply([Asked(tomorrow, "contact", "en", "sure")])
    assert await counted.so_far(tomorrow) == {("sure", "en"): 7}
    assert await counted.so_far(tomorrow + timedelta(days=5)) == {("sure", "en"): 7}


async def test_the_time_of_each_answer_falls_into_its_class(address: str, vitals: Vitals) -> None:
    for seconds in (0.001, 0.02, 0.02, 60.0):
        vitals.took(seconds)
    told = await numbers(address)
    assert told["desk_answer_seconds_bucket le=0.005"] == 1
    assert told["desk_answer_seconds_bucket le=0.025"] == 3
    assert told["desk_answer_seconds_bucket le=10.0"] == 3
    assert told["desk_answer_seconds_bucket le=+Inf"] == told["desk_answer_seconds_count"] == 4
    assert told["desk_answer_seconds_sum"] == pytest.approx(60.041)


async def test_a_timed_desk_answers_as_it_is_and_is_timed(desk: Desk, vitals: Vitals) -> None:
    timed = vitals.timed(desk)
    question = await timed.hear(Heard("/contacts", hint="en"))
    assert await timed.answer(question) == await desk.answer(question)
    assert sum(vitals.answers) == 1


async def test_errors_in_the_log_are_counted(address: str, vitals: Vitals) -> None:
    with vitals.errors_counted():
        logging.getLogger("anybody").error("it failed")
        logging.getLogger("anybody").warning("it may fail")
    logging.getLogger("anybody").error("after")
    assert (await numbers(address))["desk_errors_total"] == 1


async def test_the_last_reload_and_what_keeps_newer_files_waiting_are_told(
    address: str, desk: Desk
) -> None:
    desk.live = Live(MORNING, complaints=(Complaint("a.yaml", 1, "wrong"),))
    told = await numbers(address)
    assert told["desk_last_reload_timestamp_seconds"] == MORNING.timestamp()
    assert told["desk_reload_complaints"] == 1


async def test_what_delivery_counts_is_told_by_name(address: str, desk: Desk) -> None:
    await desk.ledger.tally(date(2024, 5, 14), {"sent": 7, "again": 2})
    told = await numbers(address)
    assert told["desk_delivery_total what=again"] == 2
    assert told["desk_delivery_total what=sent"] == 7


def test_labels_are_few_and_plain_whatever_is_counted() -> None:
    strange = Counter({f"name-{number} Ivan": 1 for number in range(1000)})
    assert bounded(strange) == {"other": 1000}
    many = Counter({"a" * length: 1000 - length for length in range(1, 33)} | {"b": 1, "c": 1})
    assert len(bounded(many)) == MOST + 1
    assert bounded(many).total() == many.total()


async def test_nothing_else_is_there_to_be_asked(address: str) -> None:
    async with ClientSession() as session:
        for method, path in [("GET", "/"), ("POST", "/healthz"), ("GET", "/metrics/../data")]:
            async with session.request(method, address + path) as reply:
                assert reply.status in (404, 405)


async def test_a_port_that_is_taken_is_an_error_in_the_log_and_citizens_are_answered(
    address: str, desk: Desk, vitals: Vitals, caplog: pytest.LogCaptureFixture
) -> None:
    taken = int(address.rpartition(":")[2])
    async with watched_on(("127.0.0.1", taken), Metrics(desk, vitals)) as port:
        assert port is None
    assert f"port {taken}" in caplog.text


async def test_without_a_setting_there_is_no_port(desk: Desk, vitals: Vitals) -> None:
    async with watched_on(None, Metrics(desk, vitals)) as port:
        assert port is None


class Telegram:
    """Answers a call or keeps silent."""

    def __init__(self, vitals: Vitals) -> None:
        self.vitals = vitals
        self.there = True
        self.calls = 0

    async def call(self) -> None:
        self.calls += 1
        if self.there:
            self.vitals.called()


@pytest.fixture
def telegram(vitals: Vitals) -> Telegram:
    return Telegram(vitals)


@pytest.fixture
def heart(desk: Desk, vitals: Vitals, telegram: Telegram, tmp_path: Path) -> Heart:
    return Heart(tmp_path / "data" / "heartbeat", vitals, desk, telegram.call)


async def test_the_heart_beats_while_telegram_and_the_desk_answer(
    heart: Heart, vitals: Vitals, telegram: Telegram
) -> None:
    vitals.called()
    await heart.look()
    assert datetime.fromisoformat(heart.heartbeat.read_text().strip()).tzinfo
    assert telegram.calls == 0, "who was heard of lately need not be asked"


async def test_after_a_silence_telegram_is_asked_for_a_sign(
    heart: Heart, telegram: Telegram, clock: Clock
) -> None:
    clock.now += STALE / 2 + 1
    await heart.look()
    assert telegram.calls == 1
    assert heart.heartbeat.exists()


async def test_when_telegram_keeps_silent_the_heart_stands_still(
    heart: Heart, telegram: Telegram, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.there = False
    clock.now += STALE + 1
    await heart.look()
    assert not heart.heartbeat.exists()
    assert "has not answered for 91 seconds" in caplog.text


class Failing:
    """A desk that fails at every question."""

    async def hear(self, heard: Heard) -> Question:
        raise LookupError(heard.text)

    async def answer(self, question: Question) -> Answer:
        raise LookupError


class Stuck(Failing):
    """A desk that never comes to an end."""

    async def hear(self, heard: Heard) -> Question:
        await asyncio.sleep(3600)
        raise LookupError


@pytest.mark.parametrize(
    "case",
    [(Failing(), "cannot answer"), (Stuck(), "did not answer within")],
    ids=["fails", "sticks"],
)
async def test_when_the_desk_cannot_answer_the_heart_stands_still(
    case: tuple[Failing, str],
    heart: Heart,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.operation.heartbeat._TO_ANSWER", 0.05)
    broken, said = case
    heart.vitals.called()
    await replace(heart, desk=broken).look()
    assert not heart.heartbeat.exists()
    assert said in caplog.text


async def test_what_is_asked_inside_is_neither_kept_nor_counted(heart: Heart, desk: Desk) -> None:
    await heart.look()
    assert await desk.ledger.asked() == []


async def test_a_heartbeat_that_cannot_be_written_is_said_and_stops_nothing(
    heart: Heart, vitals: Vitals, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("")
    vitals.called()
    await heart.look()
    assert "the heartbeat cannot be written" in caplog.text
