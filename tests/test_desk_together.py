"""Two matters in one question: each stands under its heading, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.desk import Desk
from bot.desk.around import Around
from bot.desk.matters import answer_matters
from bot.rendering import plain
from bot.talk import Answer, Heard
from tests.conftest import NOON

Both = Callable[..., Awaitable[Answer]]


@pytest.fixture
def both(desk: Desk) -> Both:
    """`await both("visa", "consul_phone")`: the answer to these matters."""

    async def answered(*labels: str, second: tuple[str, ...] = ()) -> Answer:
        question = await desk.hear(Heard("both, please", hint="en", at=NOON))
        around = Around(desk.knowledge, desk.archive, desk.ledger)
        answer = await answer_matters(labels, second, question, around)
        return answer.having(language="en")

    return answered


def paragraphs(answer: Answer) -> list[list[str]]:
    return [part.split("\n") for part in plain(answer).split("\n\n")]


@pytest.mark.parametrize("labels", [("visa", "consul_phone"), ("consul_phone", "visa")])
async def test_the_number_that_was_asked_for_stands_under_its_heading(
    both: Both, labels: tuple[str, ...]
) -> None:
    answer = await both(*labels)
    phone, visa = paragraphs(answer)
    assert phone[0] == "Phone of the consul" and phone[1].startswith("+44 20 7946 0018")
    assert phone[2] == "As of 01.05.2024"
    assert visa == ["Visa", "The embassy has not written an answer to this here yet."]
    assert answer.topic == labels[0]


async def test_whoever_was_given_only_the_phone_reaches_the_contacts_by_a_button(
    both: Both,
) -> None:
    answer = await both("visa", "consul_phone")
    assert [choice.asks for choice in answer.choices] == ["/consul"]


async def test_of_two_matters_without_an_answer_whom_to_ask_is_said_once(both: Both) -> None:
    visa, fees, people = paragraphs(await both("visa", "fees"))
    assert (visa[0], fees[0], people[0]) == ("Visa", "Fees", "The consul")
    assert len(visa) == len(fees) == 2 and len(people) > 3


async def test_what_is_part_of_another_answer_is_not_said_again(both: Both) -> None:
    for labels in (("consul", "consul_phone"), ("consul_phone", "consul")):
        (told,) = paragraphs(await both(*labels))
        assert told[0] == "The consul" and sum("7946 0018" in line for line in told) == 1


async def test_what_cannot_wait_stays_first_though_nothing_is_written_on_it(both: Both) -> None:
    call, arrest, phone = paragraphs(await both("consul_phone", "arrest"))
    assert call[0] == "+44 20 7946 0018 – The consul"
    assert (arrest[0], phone[0]) == ("Arrest", "Phone of the consul")


async def test_an_answer_without_a_heading_is_set_apart(both: Both) -> None:
    phone, clock = paragraphs(await both("consul_phone", "clock_here"))
    assert phone[-1].startswith("As of") and clock[0].startswith("Port Maren ")


async def test_a_list_comes_last_and_its_numbers_open_its_items(both: Both) -> None:
    answer = await both("latest", "consul_phone")
    phone, news, *_ = paragraphs(answer)
    assert (phone[0], news[0]) == ("Phone of the consul", "News")
    assert news[1].startswith("1. ")
    assert [choice.label for choice in answer.choices][:3] == ["1", "2", "3"]


async def test_a_second_list_is_a_button(both: Both) -> None:
    answer = await both("latest", "archive")
    assert "/archive" in [choice.asks for choice in answer.choices]
    assert "All messages" not in plain(answer)


async def test_what_is_answered_is_not_offered_beside_it(both: Both) -> None:
    answer = await both("consul_phone", "clock_here", second=("clock_here", "lottery"))
    assert [choice.asks for choice in answer.choices] == ["/lottery"]


async def test_no_heading_stands_without_a_line_under_it(both: Both, desk: Desk) -> None:
    topics = [key for key, topic in desk.knowledge.topics.items() if not topic.smalltalk]
    for one in topics:
        for other in topics:
            if one != other:
                lines = (await both(one, other)).lines
                below = (*lines[1:], None)
                bare = [a for a, b in zip(lines, below, strict=True) if a.bold and not _under(b)]
                assert not bare, (one, other)


def _under(line: object) -> bool:
    return line is not None and not getattr(line, "bold", False) and bool(getattr(line, "text", ""))
