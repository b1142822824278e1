"""Slips that lie farther than one edit, letters held down, and rare words that are slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.lexicon import COMMON, frequency
from bot.reading.neighbours import ByStart
from bot.reading.repair import read
from bot.reading.slips import is_easy, slip_cost
from bot.reading.vocabulary import Vocabulary

DESK = Vocabulary.of_phrases(
    ["i need a certificate for the visa", "the verification of a passport", "нужен аккумулятор"]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("neeed", "need"),
        ("neeeeed", "need"),
        ("vjsia", "visa"),
        ("vrridficatoin", "verification"),
        ("certificte", "certificate"),
        ("аккуммулятро", "аккумулятор"),
    ],
)
def test_a_word_of_the_phrases_is_known_through_several_slips(typed: str, meant: str) -> None:
    assert read(f"need a {typed}", DESK).words[-1].text == meant


@pytest.mark.parametrize(("typed", "meant"), [("teh", "the"), ("fro", "for")])
def test_a_rare_word_one_slip_from_a_common_one_is_read_as_that(typed: str, meant: str) -> None:
    reading = read(f"passport {typed} need", DESK)
    assert reading.words[1].text == meant
    assert reading.how == ("spelling",)


def test_a_rare_word_that_the_phrases_use_is_left_as_it_is() -> None:
    desk = Vocabulary.of_phrases(["walk to and fro", "for the passport"])
    assert read("to and fro", desk).words[-1].text == "fro"


def test_a_word_of_middle_length_is_not_taken_for_one_three_slips_away() -> None:
    desk = Vocabulary.of_phrases(["дай телефончик"])
    assert read("дай талончик", desk).words[-1].text != "телефончик"


@given(st.sampled_from(["teh", "fro", "nad", "thw", "hte", "waht", "adn"]))
def test_what_a_real_word_is_read_as_says_little_of_any_matter(word: str) -> None:
    meant = DESK.slipped(word)
    assert meant is None or frequency(meant) >= COMMON


LETTERS = st.text("abcdqws", min_size=1, max_size=6)


@given(st.lists(LETTERS, max_size=30), LETTERS, st.sets(st.sampled_from("abq"), min_size=1))
def test_words_with_the_starts_asked_for_are_found_within_the_slips_allowed(
    words: list[str], typed: str, starts: set[str]
) -> None:
    near = ByStart(words).near(typed, 2, starts)
    assert [edits for _, edits in near] == sorted(edits for _, edits in near)
    for other, edits in near:
        assert other in words
        assert other[0] in starts
        assert edits <= 2


@given(LETTERS, LETTERS)
def test_what_lies_between_two_words_costs_something_unless_they_are_the_same(
    typed: str, meant: str
) -> None:
    assert (slip_cost(typed, meant) == 0) == (typed == meant)


@given(LETTERS, LETTERS, LETTERS)
def test_letters_that_both_words_have_around_a_slip_make_it_no_dearer(
    typed: str, meant: str, around: str
) -> None:
    assert slip_cost(around + typed, around + meant) <= slip_cost(typed, meant) + 0.5


@pytest.mark.parametrize(
    ("easy", "hard"), [("csrd", "cxrd"), ("crad", "cqrd"), ("caerd", "capxrd"), ("cadr", "czzrd")]
)
def test_what_a_finger_does_easily_lies_nearer(easy: str, hard: str) -> None:
    assert slip_cost(easy, "card") < slip_cost(hard, "card")


@pytest.mark.parametrize("typed", ["wrok", "owrk", "wprk", "wrk", "workk"])
def test_one_touch_of_a_neighbouring_key_is_easy_and_another_letter_is_not(typed: str) -> None:
    assert is_easy(typed, "work")
    assert not is_easy("zork", "work")


@pytest.mark.parametrize(
    ("typed", "meant"), [("xvisa", "visa"), ("visxa", "visa"), ("oassporf", "passport")]
)
def test_a_slip_in_the_first_letter_is_read_too(typed: str, meant: str) -> None:
    assert read(f"need a {typed}", DESK).words[-1].text == meant


@pytest.mark.parametrize(
    ("typed", "doubtful"), [("vkjsa", True), ("pasport", False), ("passpotr", False)]
)
def test_a_word_read_through_slips_that_no_finger_makes_is_doubted(
    typed: str, doubtful: bool
) -> None:
    assert read(f"the {typed}", DESK).doubtful == doubtful


@pytest.mark.parametrize(("typed", "meant"), [("ot", "to"), ("ym", "my"), ("ен", "не")])
def test_two_letters_swapped_are_read_as_the_common_word(typed: str, meant: str) -> None:
    assert read(f"i lost {typed} passport", DESK).words[2].text == meant
