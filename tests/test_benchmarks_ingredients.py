"""Every ingredient that the benchmark takes out can be taken out, and comes back."""

from __future__ import annotations

import pytest

from benchmarks.understanding.ingredients import TAKEN_OUT, without
from bot.understanding import Phrasebook, Samples, judge
from tests.town_hall import PHRASES

QUESTIONS = ("libary crad", "xfcs hf,jns", "chasy raboty", "xcadr lsot, and the opening huors")


def answers() -> list[tuple[str, float]]:
    book = Phrasebook.learn(Samples(tuple(PHRASES)))
    evidence = [book.weigh(book.read(text)) for text in QUESTIONS]
    return [(each.reading.text, judge(each).score) for each in evidence]


@pytest.mark.parametrize("ingredient", list(TAKEN_OUT))
def test_an_ingredient_is_taken_out_and_comes_back(ingredient: str) -> None:
    before = answers()
    with without(TAKEN_OUT[ingredient]):
        assert len(answers()) == len(QUESTIONS)
    assert answers() == before


def test_without_repair_slips_stay_as_they_are() -> None:
    with without(TAKEN_OUT["repair of slips"]):
        assert answers()[0][0] == "libary crad"
    assert answers()[0][0] == "library card"
