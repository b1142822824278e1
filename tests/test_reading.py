"""What is typed becomes clean words, whatever it is."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.lexicon import frequency, once, real_words
from bot.reading.normalise import LONGEST_TEXT, clean, stem, words
from bot.reading.scripts import cyrillic_key, latin_key, to_cyrillic_keys, to_latin_keys

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=300)


@given(ANYTHING)
def test_any_text_becomes_printable_and_stays_so(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.isprintable()
    assert clean(cleaned) == cleaned
    assert len(cleaned) <= LONGEST_TEXT


@given(ANYTHING)
def test_words_are_lower_case_and_can_be_written_to_a_file(text: str) -> None:
    for word in words(text):
        assert word
        assert "ё" not in word
        assert word.encode("utf-8")
        assert stem(word)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ёлка у Алёны", ["елка", "у", "алены"]),
        ("the consul's phone", ["the", "consul", "phone"]),
        ("don’t", ["dont"]),
        ("ｐａｓｓｐｏｒｔ", ["passport"]),  # full-width letters, as some keyboards type
        ("за\u0301мок", ["замок"]),
        ("pass\u200bport\u00adless", ["passportless"]),
        ("a\0b", ["a", "b"]),
        ("\ud800паспорт", ["паспорт"]),
        ("🛂 visa 🇷🇺", ["visa"]),
        ("!!! ...", []),
    ],
)
def test_case_width_stress_and_invisible_characters_make_no_difference(
    typed: str, read: list[str]
) -> None:
    assert words(typed) == read


def test_a_word_without_end_is_cut() -> None:
    assert max(map(len, words("я" * 4096))) <= 40


def test_forms_of_a_word_share_a_stem_in_both_languages() -> None:
    assert stem("паспорта") == stem("паспортом")
    assert stem("passports") == stem("passport")


def test_the_lists_know_real_words_and_how_frequent_they_are() -> None:
    assert len(real_words("en")) > 45_000
    assert len(real_words("ru")) > 95_000
    assert not any(len(word) <= 3 and value < 3.3 for word, value in real_words("en").items())
    assert frequency("the") > frequency("passport") > 0
    assert frequency("паспорт") > 0
    assert frequency("pasport") == frequency("паспрт") == 0


@pytest.mark.parametrize(
    ("word", "spelt"),
    [
        ("загранпаспорт", ["zagranpasport"]),
        ("потерял", ["poteryal", "poterjal", "poterial"]),
        ("хочу", ["hochu", "khochu", "xochu"]),
        ("щука", ["shchuka", "schuka"]),
        ("новый", ["novyi", "noviy", "novyj", "novy"]),
        ("ещё", ["esche", "eshche", "yeshyo"]),
        ("чай", ["chai", "chay", "4ay"]),
        ("цена", ["tsena", "cena"]),
        ("счёт", ["schet", "schyot"]),
    ],
)
def test_every_usual_spelling_in_latin_letters_has_the_key_of_the_word(
    word: str, spelt: list[str]
) -> None:
    assert {latin_key(each) for each in spelt} == {cyrillic_key(word.replace("ё", "е"))}


def test_a_text_typed_on_the_other_keyboard_is_turned_and_turned_back() -> None:
    assert to_cyrillic_keys("gfcgjhn") == "паспорт"
    assert to_latin_keys("зфыызщке") == "passport"
    assert to_cyrillic_keys("cj,frf [thb") == "собака хери"


def test_what_is_made_of_a_language_is_made_once_however_many_ask_at_once() -> None:
    made: list[str] = []

    @once
    def slow(language: str) -> str:
        made.append(language)
        time.sleep(0.01)
        return language.upper()

    with ThreadPoolExecutor(16) as asking:
        assert set(asking.map(slow, ["en", "ru"] * 32)) == {"EN", "RU"}
    assert sorted(made) == ["en", "ru"]
