"""A service and a matter of it in one question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.talk import Sure, Unsure
from bot.understanding import Phrasebook, Samples, judge
from tests.town_hall import SAMPLES

SERVICES = replace(
    SAMPLES, services=frozenset({"library_card", "parking"}), matters=frozenset({"fees"})
)


@pytest.fixture(scope="module")
def alone() -> Phrasebook:
    return Phrasebook.learn(SAMPLES)


@pytest.fixture(scope="module")
def together() -> Phrasebook:
    return Phrasebook.learn(SERVICES)


def score(book: Phrasebook, text: str) -> float:
    return judge(book.weigh(book.read(text))).score


@pytest.mark.parametrize("text", ["parking permit price", "сколько стоит парковка гостя"])
def test_a_service_and_a_matter_of_it_are_no_rivals(
    alone: Phrasebook, together: Phrasebook, text: str
) -> None:
    verdict = judge(together.weigh(together.read(text)))
    assert verdict.score > score(alone, text)
    assert isinstance(verdict.judgement, Sure)
    assert {*verdict.judgement.labels, *verdict.second} >= {"fees", "parking"}


def test_two_services_stay_rivals(alone: Phrasebook, together: Phrasebook) -> None:
    text = "a card or a permit"
    assert score(together, text) == score(alone, text)


def test_a_service_alone_has_no_matter_beside_it(together: Phrasebook) -> None:
    verdict = judge(together.weigh(together.read("borrow books")))
    assert verdict.judgement == Sure(("library_card",)) and "fees" not in verdict.second


def test_a_matter_alone_has_no_service_beside_it(together: Phrasebook) -> None:
    verdict = judge(together.weigh(together.read("what do I have to pay")))
    assert verdict.judgement == Sure(("fees",)) and not {"parking", "library_card"} & {
        *verdict.second
    }


def test_a_folder_with_one_topic_has_no_pairs() -> None:
    one = Samples(
        tuple(p for p in SAMPLES.phrases if p.label == "fees"), matters=frozenset({"fees"})
    )
    book = Phrasebook.learn(one)
    assert isinstance(judge(book.weigh(book.read("the fee"))).judgement, Sure | Unsure)
