"""Topics and what the archive found, weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.talk import Sure, Unsure
from bot.understanding import Phrase, Phrasebook, Samples, judge

BOOK = Phrasebook.learn(
    Samples(
        tuple(
            Phrase(label, "en", text)
            for label, texts in {
                "honey": ("a jar of honey", "honey from the market", "where is honey sold"),
                "boats": ("a licence for my boat", "boat licence", "register a small boat"),
            }.items()
            for text in texts
        )
    )
)


@dataclass(frozen=True)
class Place:
    """A statement that a search found."""

    short: str = "4k2pd9xw"
    point: int | None = None
    score: float = 0.99
    cosine: float = 0.4
    across: bool = False
    dated: bool = False


def judged(text: str, *places: Place) -> object:
    return judge(BOOK.weigh(BOOK.read(text)), places).judgement


def test_what_no_topic_explains_is_the_statement_that_was_found() -> None:
    assert judged("speech about lighthouses", Place()) == Sure(("statement:4k2pd9xw",))


def test_two_statements_that_fit_alike_are_a_choice() -> None:
    found = judged("speech about lighthouses", Place(), Place("7h3qz5mn"))
    assert found == Unsure(("statement:4k2pd9xw", "statement:7h3qz5mn"))


def test_a_statement_that_only_a_dictionary_joins_is_offered_and_not_given() -> None:
    found = judged("speech about lighthouses", Place(score=0.995, cosine=0.0, across=True))
    assert found == Unsure(("statement:4k2pd9xw",))


@pytest.mark.parametrize("text", ["boat licence", "where is honey sold"])
def test_a_statement_never_takes_the_place_of_a_sure_topic(text: str) -> None:
    sure = judged(text)
    assert isinstance(sure, Sure)
    found = judged(text, Place(score=0.999))
    assert isinstance(found, Sure | Unsure) and sure.labels[0] in found.labels
