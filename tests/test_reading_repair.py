"""Questions are read as they were meant: layout, alphabet, slips; real words are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.lexicon import frequency, is_form
from bot.reading.neighbours import Neighbours
from bot.reading.repair import Vocabulary, as_foreign, read
from tests.town_hall import PHRASES

KNOWN = Vocabulary.of_phrases(phrase.text for phrase in PHRASES)
TYPED = (
    "xfcs hf,jns",
    "libary crad, phone",
    "нoмep телeфoнa",
    "паркова",
    "hf,jns часы",
    "ich suche",
)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)


def as_read(text: str) -> str:
    return read(text, KNOWN).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xfcs hf,jns", "часы работы"),  # the English layout was on
        ("дшикфкн сфкв", "library card"),  # the Russian one was
        ("chasy raboty", "часы работы"),
        ("4asi raboti", "часы работы"),
        ("libary crad", "library card"),
        ("читтельский белет", "читательский билет"),
        ("нoмep телeфoнa", "номер телефона"),  # Latin look-alikes among Cyrillic letters
        ("пaрковка", "парковка"),
        ("phoooone number", "phone number"),
        ("librarycard", "library card"),
        ("gjnthzk xbnntkmcrbq ,bktn", "потерял читательский билет"),  # a slip on the other layout
        ("PHONE NUMBR", "PHONE NUMBER"),
    ],
)
def test_what_was_meant_is_read(typed: str, meant: str) -> None:
    assert as_read(typed) == meant


def test_several_slips_of_several_kinds_stand_in_one_question() -> None:
    assert as_read("gjnthzk читателский bilet") == "потерял читательский билет"


@pytest.mark.parametrize("word", ["party", "parking", "peace", "погода", "цирк", "book", "bank"])
def test_a_real_word_is_never_taken_for_one_of_the_phrases(word: str) -> None:
    assert as_read(word) == word


def test_a_slip_of_a_word_that_no_phrase_has_goes_back_to_the_real_word() -> None:
    reading = read("weathr forcast", KNOWN)
    assert reading.text == "weather forecast"
    assert [word.trust for word in reading.words] == [0.0, 0.0]


def test_known_words_are_trusted_and_repaired_ones_a_little_less() -> None:
    trusts = {word.text: word.trust for word in read("library crad xyzzyq", KNOWN).words}
    assert trusts["library"] == 1
    assert 0 < trusts["card"] < 1
    assert trusts["xyzzyq"] == 0


def test_the_archive_s_names_are_left_as_they_are() -> None:
    richer = KNOWN.with_archive({"raisina": 3, "келин": 5})
    assert read("raisina dialogue", richer).text == "raisina dialogue"
    assert read("rasina", richer).text == "raisina"


def test_the_reader_can_be_told_what_was_done() -> None:
    assert read("xfcs hf,jns", KNOWN).how == ("layout",)
    assert read("chasy raboty", KNOWN).how == ("letters",)
    assert read("libary", KNOWN).how == ("spelling",)
    assert not read("library card", KNOWN).changed


@pytest.mark.parametrize(
    "text",
    [
        "Wo kann ich mein Auto parken?",
        "Où puis-je garer ma voiture",
        "¿A qué hora cierran ustedes?",
        "Як отримати читацький квиток?",
        "Kütüphane kartımı kaybettim",
        "Кітапханаға қалай жазыламын",
    ],
)
def test_a_third_language_is_noticed_and_left_as_typed(text: str) -> None:
    reading = read(text, KNOWN)
    assert reading.foreign
    assert reading.text == text


@pytest.mark.parametrize(
    "text",
    [
        "where can I park my car",
        "где поставить машину",
        "libary crad plese",
        "gde postavit mashinu",
        "ult gjcnfdbnm vfibye",
        "my friend Zoë Müller lost her library card in the park",
    ],
)
def test_english_and_russian_are_not_taken_for_another_language(text: str) -> None:
    assert not read(text, KNOWN).foreign


@given(ANYTHING)
def test_any_text_at_all_is_read(text: str) -> None:
    reading = read(text, KNOWN)
    assert 0 <= reading.readable <= 1
    assert all(0 <= word.trust <= 1 and word.text for word in reading.words)
    assert reading.text.encode("utf-8").decode("utf-8") == reading.text


@given(st.lists(st.sampled_from(sorted(KNOWN.counts)), min_size=1, max_size=8))
def test_known_words_are_read_as_typed(known: list[str]) -> None:
    reading = read(" ".join(known), KNOWN)
    assert [word.text for word in reading.words] == known or reading.changed


@given(st.sampled_from(sorted(KNOWN.counts)), st.integers(0, 30))
def test_a_word_with_one_letter_left_out_finds_its_way_back(word: str, at: int) -> None:
    if len(word) < 5:
        return
    at %= len(word)
    near = dict(Neighbours(KNOWN.counts).near(word[:at] + word[at + 1 :]))
    assert near.get(word) == 1


@given(st.lists(st.sampled_from(TYPED), max_size=6))
def test_what_was_read_before_makes_no_difference(before: list[str]) -> None:
    met = Vocabulary.of_phrases(phrase.text for phrase in PHRASES)
    for text in before:
        read(text, met)
    for text in TYPED:
        assert read(text, met) == read(text, KNOWN)


def test_of_what_was_read_only_so_much_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reading.vocabulary._MOST_KEPT", 3)
    vocabulary = Vocabulary(())
    assert vocabulary.kept(("way", "word"), lambda: "a") == "a"
    assert vocabulary.kept(("way", "word"), lambda: "b") == "a"
    for other in ("one", "two", "three"):
        vocabulary.kept(("way", other), lambda: "")
    assert vocabulary.kept(("way", "word"), lambda: "c") == "c"
    assert vocabulary.kept(("way", "a" * 99), lambda: "d") == "d"
    assert vocabulary.kept(("way", "a" * 99), lambda: "e") == "e"


@pytest.mark.parametrize("word", ["хосписе", "кардиффе", "британке", "заверенную"])
def test_a_form_of_a_real_word_that_no_list_has_is_left_as_it_stands(word: str) -> None:
    vocabulary = Vocabulary.of_phrases(["роспись в картине", "взять пакет"])
    assert not frequency(word) and is_form(word)
    assert read(f"вчера в {word}", vocabulary).words[-1].text == word


def test_a_form_of_a_real_word_is_taken_for_a_word_of_the_desk_one_slip_away() -> None:
    vocabulary = Vocabulary.of_phrases(["заверенная копия", "где хостис"])
    assert is_form("хосписе")
    assert read("хосписе", vocabulary).words[0].text == "хосписе", "two slips are another word"


@pytest.mark.parametrize("word", ["пасспорт", "довереноость", "pasport", "ап", "zxqv", ""])
def test_a_mistyped_word_is_no_form(word: str) -> None:
    assert not is_form(word)


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("bolamga kutubxona qancha turadi", True),
        ("how do I get a library card", False),
        ("libary crad", False),
        ("how do I join the libary", False),
        ("vzyat knigi domoj", False),
        ("xfcs hf,jns", False),
        ("qancha", False),
        ("", False),
    ],
)
def test_a_text_of_guesses_is_strange(text: str, strange: bool) -> None:
    vocabulary = Vocabulary.of_phrases(phrase.text for phrase in PHRASES)
    reading = read(text, vocabulary)
    assert reading.strange == strange
    assert not as_foreign(reading, vocabulary).strange, "what is foreign needs no guess"
