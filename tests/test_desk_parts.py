"""Several things in one question: parts of a service, and what one topic tells together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.desk import Desk
from bot.desk.around import Around
from bot.desk.matters import answer_matters
from bot.desk.parts import choice_of_part
from bot.talk import Answer, Heard
from bot.topics.service import Service
from tests.conftest import NOON, Ask
from tests.test_desk import said


async def answered(desk: Desk, labels: tuple[str, ...], second: tuple[str, ...] = ()) -> Answer:
    question = await desk.hear(Heard("a passport", at=NOON, hint="en"))
    around = Around(desk.knowledge, desk.archive, desk.ledger)
    return await answer_matters(labels, second, question, around)


async def test_two_parts_of_a_service_stand_each_under_its_name(desk: Desk) -> None:
    answer = await answered(desk, ("fees", "documents"), ("passport",))
    assert answer.title == "Passport"
    assert said(answer)[:4] == [
        "Fees",
        "A passport costs 40 crowns.",
        "Papers to bring",
        "Bring the old passport and a photograph.",
    ]
    assert answer.choices == ()


async def test_a_part_is_told_once_however_often_it_is_named(desk: Desk) -> None:
    answer = await answered(desk, ("fees",), ("passport", "fees"))
    assert said(answer).count("A passport costs 40 crowns.") == 1 and "Fees" not in said(answer)
    assert [choice.asks for choice in answer.choices] == ["/passport documents"]


async def test_of_a_matter_and_a_service_the_one_that_is_written_is_told(desk: Desk) -> None:
    answer = await answered(desk, ("documents",), ("visa",))
    assert answer.title == "Papers to bring", "of two that are not written the first"
    topics = desk.knowledge.topics
    passport = topics["passport"]
    assert isinstance(passport.facts, Service)
    whole = replace(passport, facts=replace(passport.facts, parts={}))
    desk.knowledge = replace(desk.knowledge, topics={**topics, "passport": whole})
    answer = await answered(desk, ("documents",), ("passport",))
    assert said(answer)[0] == "A passport is made in Aldenburg."
    assert "/documents" in [choice.asks for choice in answer.choices]


async def test_a_price_and_papers_in_one_sentence_are_both_answered(ask: Ask) -> None:
    answer = await ask("which documents do I need for a new passport, and what are the fees")
    told = said(answer)
    assert "A passport costs 40 crowns." in told
    assert "Bring the old passport and a photograph." in told


@pytest.mark.parametrize(
    ("labels", "asks"),
    [
        (("fees", "passport"), "/passport fees"),
        (("passport", "visa", "documents"), "/passport documents"),
        (("visa", "fees"), None),
        (("passport",), None),
    ],
)
async def test_a_choice_names_the_part_that_two_topics_mean_together(
    desk: Desk, labels: tuple[str, ...], asks: str | None
) -> None:
    question = await desk.hear(Heard("a passport", at=NOON, hint="en"))
    around = Around(desk.knowledge, desk.archive, desk.ledger)
    choice = choice_of_part(labels, question, around)
    assert (choice.asks if choice else None) == asks


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("time in Aldenburg and time in Port Maren", "clocks"),
        ("который час в Альденбурге и который час в Порт-Марене", "clocks"),
        ("what time is it in Aldenburg", "clock_capital"),
    ],
)
async def test_what_one_topic_tells_together_is_told_by_it(ask: Ask, text: str, topic: str) -> None:
    answer = await ask(text)
    assert (answer.topic, answer.outcome) == (topic, "sure")
    assert answer.top[0][0] == topic
