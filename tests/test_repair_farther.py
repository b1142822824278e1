"""Slips that lie farther than one edit, letters held down, and rare words that are slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.lexicon import COMMON, frequency
from bot.reading.neighbours import SameStart
from bot.reading.repair import read
from bot.reading.vocabulary import Vocabulary

DESK = Vocabulary.of_phrases(
    ["i need a certificate for the visa", "the verification of a passport", "нужен аккумулятор"]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("neeed", "need"),
        ("neeeeed", "need"),
        ("vhisw", "visa"),
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


@given(
    st.lists(st.text("abcd", min_size=1, max_size=6), max_size=30),
    st.text("abcd", min_size=1, max_size=6),
)
def test_words_with_the_same_start_are_found_within_the_slips_allowed(
    words: list[str], typed: str
) -> None:
    for other, edits in SameStart(words).near(typed, 2):
        assert other[0] == typed[0]
        assert edits <= 2
        assert 2 * edits < max(len(other), len(typed))
