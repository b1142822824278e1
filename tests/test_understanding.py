"""The right topic for what people type, on words alone and with the model."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.embedding import open_embedder
from bot.talk import Lost, Sure, Unsure
from bot.understanding import Phrase, Phrasebook, Samples, Verdict, explain, judge
from tests.town_hall import PHRASES, REFUSED, SAMPLES

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=4096)


@pytest.fixture(scope="module")
def words_alone() -> Phrasebook:
    return Phrasebook.learn(SAMPLES)


@pytest.fixture(scope="module")
def with_model(tmp_path_factory: pytest.TempPathFactory) -> Phrasebook:
    return Phrasebook.learn(SAMPLES, open_embedder(tmp_path_factory.mktemp("cache")))


def asked(book: Phrasebook, text: str, about: str | None = None) -> Verdict:
    return judge(book.weigh(book.read(text), about))


def best(book: Phrasebook, text: str) -> str:
    return asked(book, text).top[0][0]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("how can I get a library card", "library_card"),
        ("libary crad", "library_card"),
        ("xfcs hf,jns", "opening_hours"),
        ("nomer telefona", "phone"),
        ("разрешения на парковку гостя", "parking"),
        ("сколько стоит", "fees"),
        ("привет!", "greeting"),
    ],
)
def test_words_find_the_topic_however_they_are_typed(
    words_alone: Phrasebook, text: str, topic: str
) -> None:
    assert best(words_alone, text) == topic


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("I want to take some novels home", "library_card"),
        ("can I leave my automobile there", "parking"),
        ("do you work at the weekend", "opening_hours"),
        ("это дорого?", "fees"),
        ("Wo kann ich parken?", "parking"),
        ("numéro de téléphone", "phone"),
        ("Скільки це коштує?", "fees"),
    ],
)
def test_meaning_finds_the_topic_in_other_words_and_languages(
    with_model: Phrasebook, text: str, topic: str
) -> None:
    assert best(with_model, text) == topic


@pytest.mark.parametrize("text", ["", "   ", "???", "12345", "\0", "qqqq zzzz", "🙂🙂🙂"])
def test_nonsense_gets_no_answer(words_alone: Phrasebook, text: str) -> None:
    assert asked(words_alone, text).judgement == Lost()


@pytest.mark.model
@pytest.mark.parametrize("text", ["what is the weather like", "tell me a good joke", "ok12"])
def test_what_staff_refuse_gets_no_answer(with_model: Phrasebook, text: str) -> None:
    assert asked(with_model, text).judgement == Lost()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("сколько это стоит", False),  # all is explained, and one topic far ahead
        ("how can I call you", False),  # less far, and as sure as can be
        ("стоимость билета", True),  # sure enough to answer, not to do without
        ("what are your charges", True),
        ("wie viel kostet das", True),
    ],
)
def test_the_model_is_asked_unless_words_are_decisive(
    with_model: Phrasebook, text: str, needed: bool
) -> None:
    assert with_model.weigh(with_model.read(text)).meaning == needed


@pytest.mark.model
def test_two_matters_of_one_question_are_both_answered(with_model: Phrasebook) -> None:
    judgement = asked(with_model, "phone number and opening hours").judgement
    assert isinstance(judgement, Sure)
    assert set(judgement.labels) == {"phone", "opening_hours"}


@pytest.mark.model
def test_small_talk_gives_way_to_the_matter(with_model: Phrasebook) -> None:
    assert best(with_model, "Hello! Where can I park my car?") == "parking"
    assert best(with_model, "hello there") == "greeting"


@pytest.mark.model
def test_a_reply_is_read_together_with_what_it_replies_to(with_model: Phrasebook) -> None:
    verdict = asked(with_model, "and how much?", about="library_card")
    assert verdict.top[0][0] == "fees"
    assert "library_card" in verdict.second


def test_the_service_is_named_beside_the_matter(words_alone: Phrasebook) -> None:
    verdict = asked(words_alone, "how much does it cost, a parking permit")
    named = {*verdict.judgement.labels, *verdict.second}
    assert named >= {"fees", "parking"}


def test_a_choice_has_two_to_four_topics(words_alone: Phrasebook) -> None:
    for phrase in PHRASES:
        judgement = asked(words_alone, phrase.text.split()[-1]).judgement
        if isinstance(judgement, Unsure):
            assert 2 <= len(judgement.labels) <= 4


def test_scores_are_between_0_and_1_and_best_first(words_alone: Phrasebook) -> None:
    for phrase in (*PHRASES, *REFUSED):
        scores = [score for _, score in asked(words_alone, phrase.text).top]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    "samples",
    [
        Samples(()),
        Samples(PHRASES[:1]),
        Samples(PHRASES[:1], REFUSED),
        Samples(PHRASES[::10]),
        Samples(PHRASES, (), (Phrase("fees", "en", "how much rain will fall"),)),
        Samples(PHRASES, (), (Phrase("nowhere", "en", "a mistake for a topic without phrases"),)),
    ],
)
def test_a_folder_of_any_size_can_be_learned(samples: Samples) -> None:
    book = Phrasebook.learn(samples)
    verdict = asked(book, "how do I get a library card")
    assert bool(verdict.top) == bool(samples.phrases)


@pytest.mark.model
@pytest.mark.parametrize("count", [1, 2, 10])
def test_a_folder_of_few_phrases_can_be_learned_with_the_model(count: int) -> None:
    book = Phrasebook.learn(Samples(PHRASES[:count]), open_embedder(None))
    assert best(book, "how do I get a library card") == "library_card"


@pytest.mark.model
def test_what_a_topic_is_not_for_speaks_against_it(with_model: Phrasebook) -> None:
    mistaken = "parking sensor for my car"
    warned = replace(SAMPLES, not_for=(Phrase("parking", "en", mistaken),))
    book = Phrasebook.learn(warned, with_model.embedder)
    assert asked(book, mistaken).score < asked(with_model, mistaken).score


@given(ANYTHING)
@settings(max_examples=60)
def test_any_text_gets_a_verdict(text: str) -> None:
    verdict = asked(BOOK, text)
    assert isinstance(verdict.judgement, Sure | Unsure | Lost)
    assert 0 <= verdict.score <= 1


BOOK = Phrasebook.learn(SAMPLES)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "парковка " * 450,
        "a" * 4096,
        "Здравствуйте. " * 290,
        "<div><p>parking</p></div>" * 160,
        "\u202e\u0301" * 2000,
        ", ".join("how much is it" for _ in range(200)),
    ],
)
def test_four_thousand_characters_of_anything_get_a_verdict_with_the_model(
    with_model: Phrasebook, text: str
) -> None:
    assert 0 <= asked(with_model, text).score <= 1


def test_what_was_learned_is_taken_up_again(tmp_path: Path) -> None:
    first = Phrasebook.learn(SAMPLES, None, tmp_path)
    (file,) = tmp_path.glob("phrasebooks/*.phrasebook")
    written = file.stat().st_mtime_ns
    again = Phrasebook.learn(SAMPLES, None, tmp_path)
    assert file.stat().st_mtime_ns == written
    for text in ("libary crad", "сколько стоит парковка", "weather"):
        one, other = asked(first, text), asked(again, text)
        assert one.judgement == other.judgement
        assert one.score == pytest.approx(other.score, abs=0.01)


@pytest.mark.model
def test_what_was_learned_with_the_model_is_taken_up_again(tmp_path: Path) -> None:
    embedder = open_embedder(tmp_path)
    first = Phrasebook.learn(SAMPLES, embedder, tmp_path)
    again = Phrasebook.learn(SAMPLES, embedder, tmp_path)
    for text in ("I want to take some novels home", "Wo kann ich parken?"):
        assert asked(first, text).score == pytest.approx(asked(again, text).score, abs=0.02)


def test_changed_phrases_are_learned_anew(tmp_path: Path) -> None:
    Phrasebook.learn(SAMPLES, None, tmp_path)
    more = replace(SAMPLES, phrases=(*PHRASES, Phrase("sauna", "en", "heat the sauna")))
    assert best(Phrasebook.learn(more, None, tmp_path), "the sauna") == "sauna"


@pytest.mark.parametrize("damage", [b"", b"phrasebook 1\n", b"\x80\x04K."])
def test_a_damaged_file_is_learned_again(
    tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    Phrasebook.learn(SAMPLES, None, tmp_path)
    (file,) = tmp_path.glob("phrasebooks/*.phrasebook")
    file.write_bytes(damage + file.read_bytes()[40:])
    with caplog.at_level(logging.WARNING):
        book = Phrasebook.learn(SAMPLES, None, tmp_path)
    assert best(book, "library card") == "library_card"
    assert "made again" in caplog.text


def test_staff_can_see_why(words_alone: Phrasebook) -> None:
    evidence = words_alone.weigh(words_alone.read("libary crad"))
    shown = explain(words_alone, evidence, judge(evidence)).as_json()
    assert {"reading", "words", "nearest", "thresholds", "scores"} <= set(shown)
    assert json.loads(json.dumps(shown)) == json.loads(json.dumps(shown))
    (nearest,) = shown["nearest"]  # type: ignore[misc]
    assert nearest["file"] == "town_hall.yaml"
    assert nearest["label"] == "library_card"
    assert not shown["meaning"]


@pytest.mark.model
def test_a_text_of_guesses_is_taken_for_foreign_where_that_says_more(
    with_model: Phrasebook,
) -> None:
    reading = with_model.read("Wieviel kostet die Karte")
    assert reading.strange
    evidence = with_model.weigh(reading)
    assert evidence.reading.foreign and evidence.best == "fees"


def test_a_short_description_does_not_speak_for_a_long_text(words_alone: Phrasebook) -> None:
    told = (
        "my neighbour plays the drums all night, opening hours, and nothing that I said to him or "
        "to his brother has helped us to sleep at all"
    )
    assert asked(words_alone, told).judgement != Sure(("opening_hours",))


@pytest.mark.model
def test_what_only_meaning_tells_of_words_that_no_phrase_has_is_not_sure(
    with_model: Phrasebook,
) -> None:
    reading = with_model.read("automobile")
    assert reading.unknown
    assert not isinstance(judge(with_model.weigh(reading)).judgement, Sure)
    assert not with_model.read("library").unknown
    assert not with_model.read("Öffnungszeiten und Telefonnummer bitte").unknown
