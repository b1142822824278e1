"""Clocks: the time of day at a place, from the tzdata package alone, summer and winter."""

from __future__ import annotations

import subprocess
import sys
import zoneinfo
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.talk import Answer
from tests.conftest import Ask, Written

Answered = Callable[[Written], Awaitable[Ask]]

TWO = """
moscow: {kind: clock, zone: Europe/Moscow, place: {en: Moscow, ru: Москва}}
london: {kind: clock, zone: Europe/London, place: {en: London, ru: Лондон}}
both: {kind: bundle, of: [moscow, london]}
"""


def said(answer: Answer) -> list[str]:
    return [str(line.text) for line in answer.lines]


async def test_a_clock_shows_the_time_there(ask: Ask) -> None:
    assert said(await ask("/clock_capital")) == ["Aldenburg 16:30"]
    assert said(await ask("/clock_capital", "ru")) == ["Альденбург 16:30"]


async def test_a_clock_names_the_day_where_it_is_another_than_at_the_embassy(ask: Ask) -> None:
    late = datetime(2024, 5, 14, 23, 5)
    assert said(await ask("/clock_capital", at=late)) == ["Aldenburg 03:35 (15.05.2024)"]


async def test_a_moment_with_its_own_offset_is_the_same_moment(ask: Ask) -> None:
    at = datetime(2024, 5, 14, 20, 1, tzinfo=timezone(timedelta(hours=9)))
    assert said(await ask("/clocks", at=at)) == [
        "Aldenburg 13:01",
        "Port Maren 08:31",
        "Aldenburg is 4 h 30 min ahead.",
    ]


@pytest.mark.parametrize(
    ("moment", "clocks"),
    [
        ("2020-01-17T20:01", ["Moscow 23:01", "London 20:01", "Moscow is 3 hours ahead."]),
        ("2020-07-17T20:01", ["Moscow 23:01", "London 21:01", "Moscow is 2 hours ahead."]),
        # Britain's clocks go on at 01:00 UTC on the last Sunday of March, and back in October.
        ("2020-03-29T00:59", ["Moscow 03:59", "London 00:59", "Moscow is 3 hours ahead."]),
        ("2020-03-29T01:00", ["Moscow 04:00", "London 02:00", "Moscow is 2 hours ahead."]),
        ("2020-10-25T00:59", ["Moscow 03:59", "London 01:59", "Moscow is 2 hours ahead."]),
        ("2020-10-25T01:00", ["Moscow 04:00", "London 01:00", "Moscow is 3 hours ahead."]),
    ],
)
async def test_the_clocks_follow_summer_time(
    folder: Written, answered: Answered, moment: str, clocks: list[str]
) -> None:
    ask = await answered(folder.write({"a.yaml": TWO}))
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert said(await ask("/both", at=at)) == clocks


async def test_the_difference_is_said_in_russian(folder: Written, answered: Answered) -> None:
    ask = await answered(folder.write({"a.yaml": TWO}))
    winter, summer = datetime(2020, 1, 17, tzinfo=UTC), datetime(2020, 7, 17, tzinfo=UTC)
    assert said(await ask("/both", "ru", at=winter))[-1] == "Москва впереди на 3 часа."
    assert said(await ask("/both", "ru", at=summer))[-1] == "Москва впереди на 2 часа."


async def test_the_place_that_is_ahead_is_named_whichever_stands_first(
    folder: Written, answered: Answered
) -> None:
    turned = TWO.replace("[moscow, london]", "[london, moscow]")
    ask = await answered(folder.write({"a.yaml": turned}))
    at = datetime(2020, 1, 17, tzinfo=UTC)
    assert said(await ask("/both", at=at))[-1] == "Moscow is 3 hours ahead."


async def test_clocks_that_agree_say_so(folder: Written, answered: Answered) -> None:
    same = TWO.replace("Europe/Moscow", "Europe/Jersey")
    ask = await answered(folder.write({"a.yaml": same}))
    assert said(await ask("/both"))[-1] == "The clocks show the same time."


def test_the_clocks_of_the_system_are_never_looked_at() -> None:
    assert zoneinfo.TZPATH == ()
    # A system's database that claims a zone of its own is not believed.
    look = "import bot, zoneinfo; print(zoneinfo.TZPATH, zoneinfo.ZoneInfo('Europe/London'))"
    done = subprocess.run(
        [sys.executable, "-c", look],
        env={"PYTHONTZPATH": "/usr/share/zoneinfo"},
        text=True,
        capture_output=True,
        check=True,
    )
    assert done.stdout.split() == ["()", "Europe/London"]
