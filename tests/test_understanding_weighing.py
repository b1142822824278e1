"""The numbers of a weighed question: the best topics, the nearest phrases, the parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import Phrasebook
from bot.understanding.evidence import lead_of
from tests.town_hall import PHRASES, SAMPLES

FITS = st.lists(st.floats(0, 1), min_size=1, max_size=9)


@pytest.fixture(scope="module")
def book() -> Phrasebook:
    return Phrasebook.learn(SAMPLES)


@given(FITS)
def test_the_lead_is_over_the_second_best_and_the_first_of_equals_leads(fits: list[float]) -> None:
    best, fit, lead = lead_of(fits)
    ordered = sorted((*fits, 0.0) if len(fits) == 1 else fits, reverse=True)
    assert (fit, lead) == (ordered[0], ordered[0] - ordered[1])
    assert best == fits.index(ordered[0])


def test_nothing_leads_where_there_is_no_topic() -> None:
    assert lead_of(()) == (0, 0.0, 0.0)


@pytest.mark.parametrize("text", [phrase.text for phrase in PHRASES[::5]])
@pytest.mark.parametrize("without", [-1, 0, 5])
def test_closeness_is_that_of_the_nearest_phrases(
    book: Phrasebook, text: str, without: int
) -> None:
    words, alike = book.read(text).words, book.words.alike
    nearest = alike.nearest(words, without=without)
    assert alike.closeness(words, without=without) == [cosine for _, cosine in nearest]
    assert without not in [number for number, _ in nearest]


def test_a_part_of_a_question_is_weighed_like_a_question_of_its_own(book: Phrasebook) -> None:
    whole = book.weigh(book.read("library card, resident parking permit"))
    assert {part.best for part in whole.clauses} == {"library_card", "parking"}
    for part in whole.clauses:
        alone = book.weigh(book.read(part.reading.typed))
        assert (part.fits, part.measures) == (alone.fits, alone.measures)
