"""What citizens asked in vain, as staff see it, and what was asked at all."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entries import Page, Scalar, parse
from bot.knowledge import Knowledge, read_knowledge
from bot.staff.stats import as_json as stats_as_json
from bot.staff.stats import as_text as stats_as_text
from bot.staff.stats import bar
from bot.staff.unanswered import Matter, Reader, matters
from bot.staff.unanswered_draft import _scalar, as_draft
from bot.staff.unanswered_report import as_csv, as_json, as_text
from bot.talk import Asked, Unanswered
from bot.understanding.likeness import MOST, grouped

TOPICS = """\
tea:
  title: {en: Tea}
  asked: {en: [where is the tea, is there any tea, a cup of tea please]}
  answer: {en: In the kitchen.}
"""
DAY = date(2026, 5, 9)


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    (tmp_path / "topics.yaml").write_text(TOPICS, "utf-8")
    return read_knowledge(tmp_path)


def asked(text: str, times: int = 1, **more: object) -> list[Unanswered]:
    fields = {"language": "en", "day": DAY, "nearest": "tea", "score": 0.2} | more
    return [Unanswered(text, **fields) for _ in range(times)]  # type: ignore[arg-type]


def found(knowledge: Knowledge, *questions: list[Unanswered]) -> list[Matter]:
    return matters([each for some in questions for each in some], Reader.of(knowledge, None))


def test_wordings_of_one_matter_are_one_line_with_a_count(knowledge: Knowledge) -> None:
    first, second = found(
        knowledge,
        asked("my cat is lost"),
        asked("where can I park my car", 3),
        asked("is there parking for a car"),
        asked("Where can I PARK my car?"),
        asked("lost cat"),
    )
    assert (first.count, first.wordings[0]) == (5, "where can I park my car")
    assert second.count == 2 and set(second.wordings) == {"my cat is lost", "lost cat"}


@pytest.mark.model
def test_with_the_model_other_words_and_languages_are_one_matter(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    from bot.embedding import open_embedder

    other = "passport for a child, what time is it, how do I vote abroad, сколько стоит виза"
    topics = f"other:\n  answer: {{en: Other.}}\n  asked: {{en: [{other}]}}\n"
    (tmp_path / "other.yaml").write_text(topics, "utf-8")
    reader = Reader.of(read_knowledge(tmp_path), open_embedder(None))
    texts = ["where can I park my car", "is there a parking lot nearby", "где припарковать машину"]
    cats = ["my cat ran away", "пропала кошка"]
    groups = reader.groups([*texts, *cats])
    assert groups == [[0, 1, 2], [3, 4]]


def test_it_is_told_what_was_nearest_how_near_and_when(knowledge: Knowledge) -> None:
    questions = asked("park the car", 2, score=0.31) + asked("park the car", day=date(2026, 5, 7))
    told = as_text(found(knowledge, questions))
    assert told.splitlines()[:2] == [
        "    3  park the car",
        "       nearest tea (0.31); en 3; lost 3; 07.05.2026 to 09.05.2026",
    ]
    assert told.endswith("3 questions, 1 matter.")


def test_nothing_asked_in_vain_is_said(knowledge: Knowledge) -> None:
    assert as_text([]) == "Nothing was asked in vain."
    assert json.loads(as_json([])) == []


def test_json_and_csv_have_a_row_a_matter(knowledge: Knowledge) -> None:
    listed = found(knowledge, asked("park the car", 2), asked("=cmd|' /C calc'!A0"))
    first, *_ = json.loads(as_json(listed))
    assert first["count"] == 2 and first["nearest"] == "tea" and first["score"] == 0.2
    assert first["languages"] == {"en": 2} and first["outcomes"] == {"lost": 2}
    rows = list(csv.DictReader(io.StringIO(as_csv(listed))))
    assert rows[0]["count"] == "2" and rows[0]["text"] == "park the car"
    assert rows[1]["text"].startswith("'=cmd")


def test_a_draft_is_a_topic_that_loads_once_it_is_finished(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    questions = asked("park: the car […] no", 2) + asked("no", 1) + asked("- {tea", 1)
    draft = as_draft(found(knowledge, questions), knowledge)
    assert '""' in draft and "[…]" not in draft
    (tmp_path / "draft.yaml").write_text(draft.replace('""', '"Beside the gate."'), "utf-8")
    topics = read_knowledge(tmp_path).topics
    phrases = {sample.text for topic in topics.values() for sample in topic.asked}
    assert {"park: the car no", "no", "- {tea"} <= phrases


def test_a_draft_near_a_topic_adds_phrases_to_it(knowledge: Knowledge) -> None:
    near = found(knowledge, asked("tea when", score=0.5, outcome="unsure"))
    draft = as_draft(near, knowledge)
    assert "Move these phrases to tea in" in draft and "answer:" not in draft
    turned_down = found(knowledge, asked("tea when", score=0.9, outcome="wrong"))
    assert "answer:" in as_draft(turned_down, knowledge)


def test_matters_near_one_topic_are_drafted_under_its_key_once(knowledge: Knowledge) -> None:
    questions = asked("tea when", score=0.5), asked("the price of a cup", score=0.6)
    draft = as_draft(found(knowledge, *questions), knowledge)
    assert draft.count("\ntea:") == 1 and "Asked 2 times" in draft
    assert "- tea when" in draft and "- the price of a cup" in draft


def test_one_near_wording_among_far_ones_makes_no_topic_the_right_one(knowledge: Knowledge) -> None:
    near, far = asked("park the car", score=0.6), asked("park the car", 2, score=0.1)
    assert "Write title and answer" in as_draft(found(knowledge, near, far), knowledge)


def test_wordings_with_something_blotted_out_come_last(knowledge: Knowledge) -> None:
    (matter,) = found(knowledge, asked("car […]", 2), asked("park the car"))
    assert matter.wordings == ("park the car", "car […]")


def test_a_drafted_phrase_stands_under_the_language_that_it_is_in(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(
        "tea:\n  title: {en: Tea, ru: Чай}\n  answer: {en: Here., ru: Здесь.}\n"
        "  asked: {en: [is there tea], ru: [есть ли чай]}\n",
        "utf-8",
    )
    knowledge = read_knowledge(tmp_path)
    for text, hint, language in (
        ("где оставить коляску", "en", "ru"),
        ("where to leave a pram", "ru", "en"),
        ("gde ostavit kolyasku", "ru", "ru"),
        ("where to leave a pram", "en", "en"),
    ):
        draft = as_draft(found(knowledge, asked(text, language=hint)), knowledge)
        assert f"    {language}:\n      - {text}" in draft


def test_drafted_keys_are_new_and_of_telling_words(knowledge: Knowledge) -> None:
    listed = found(knowledge, asked("tea"), asked("где припарковать машину"))
    draft = as_draft(listed, knowledge)
    assert "\ntea_2:" in draft and "\npriparkovat" in draft
    both = found(knowledge, asked("парковка car park", 2), asked("парковка"))
    assert "\npark_car:" in as_draft(both, knowledge)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)
)
def test_a_drafted_phrase_is_read_back_as_it_was(text: str) -> None:
    text = " ".join(text.split()).replace("\ufeff", "").replace("\ufffe", "").replace("\uffff", "")
    page = Page("draft.yaml")
    node = parse(f"- {_scalar(text)}\n", page)
    if any(ord(letter) & 0xFFFF >= 0xFFFE for letter in text):
        return
    assert not page.complaints, (text, page.complaints)
    (item,) = node.items  # type: ignore[union-attr]
    assert isinstance(item, Scalar) and item.value == text


@given(st.lists(st.text(max_size=30), max_size=12))
def test_every_text_is_in_one_group(texts: list[str]) -> None:
    groups = grouped(texts)
    assert sorted(number for group in groups for number in group) == list(range(len(texts)))


def test_many_texts_are_grouped_too() -> None:
    texts = [f"word{number} other{number}" for number in range(MOST)] + ["word7 other7"]
    groups = grouped(texts)
    assert [7, MOST] in groups


COUNTED = [
    (Asked(date(2026, 5, 7), "tea", "en", "sure"), 8),
    (Asked(date(2026, 5, 9), "tea", "ru", "unsure"), 2),
    (Asked(date(2026, 5, 9), "none", "en", "lost"), 1),
]


def test_counts_are_told_by_day_topic_language_and_outcome() -> None:
    told = stats_as_text(COUNTED)
    assert "  07.05.2026  8  " + "█" * 40 in told
    assert "  08.05.2026  0\n" in told
    assert "  tea   10  " in told and "  ru  2  " in told and "  unsure  2  " in told
    assert told.endswith("11 questions.")
    assert stats_as_text([]) == "Nothing was asked yet."


def test_counts_are_numbers_in_json() -> None:
    told = json.loads(stats_as_json(COUNTED, date(2026, 5, 1)))
    assert told["total"] == 11 and told["since"] == "2026-05-01"
    assert told["days"] == {"2026-05-07": 8, "2026-05-09": 3}
    assert told["topics"] == {"tea": 10, "none": 1}
    assert told["outcomes"] == {"sure": 8, "unsure": 2, "lost": 1}


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_bar_is_never_longer_than_its_place_and_never_nothing_for_something(
    number: int, most: int
) -> None:
    drawn = bar(min(number, most), most)
    assert len(drawn) <= 40 and bool(drawn) == bool(min(number, most))
