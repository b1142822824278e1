"""The desk's own phrases: plurals, dates and hours in each language, and nothing unseen in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from hypothesis import given
from hypothesis import strategies as st

from bot.wording import (
    clock_face,
    has_phrase,
    hours_apart,
    languages,
    missing_phrases,
    month_name,
    say,
    written,
)

LOCALES = Path(__file__).parent.parent / "bot" / "locales"


def phrases() -> list[tuple[str, str, set[str], set[str]]]:
    """Every phrase of every language: what is set into it, and which of that are numbers."""
    found = []
    for path in sorted(LOCALES.glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            if isinstance(entry, fluent.Message):
                numbers = {
                    name
                    for part in parts(entry)
                    if isinstance(part, fluent.SelectExpression | fluent.FunctionReference)
                    for name in names(getattr(part, "selector", part))
                }
                found.append((path.stem, entry.id.name, names(entry), numbers))
    return found


def parts(node: object) -> Iterator[object]:
    """A piece of Fluent's syntax and all pieces below it."""
    if isinstance(node, list):
        for each in node:
            yield from parts(each)
    elif isinstance(node, fluent.BaseNode):
        yield node
        yield from parts(list(vars(node).values()))


def names(node: object) -> set[str]:
    return {part.id.name for part in parts(node) if isinstance(part, fluent.VariableReference)}


@pytest.mark.parametrize("number", [0, 1, 2, 5, 11, 21, 1000, 2188, 1234567])
def test_every_phrase_is_said_with_any_number_without_separators(number: int) -> None:
    for language, phrase, wanted, numbers in phrases():
        told = {name: number if name in numbers else "x" for name in wanted}
        text = say(language, phrase, **told)
        assert text.strip(), (language, phrase)
        assert not re.search(r"\d", text.replace(str(number), "")), (language, phrase, text)


def test_no_phrase_holds_what_cannot_be_seen_or_breaks_copying() -> None:
    for path in LOCALES.glob("*.ftl"):
        for letter in set(path.read_text("utf-8")):
            kind = unicodedata.category(letter)
            assert letter in "\n " or kind not in ("Cc", "Cf", "Zs", "Zl", "Zp"), (path, letter)


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs"]), min_size=1))
def test_what_is_set_into_a_phrase_comes_out_as_it_went_in(text: str) -> None:
    for language in languages():
        assert text in say(language, "read-as", text=text)


def test_phrases_are_not_loud_and_have_no_decorations() -> None:
    for path in LOCALES.glob("*.ftl"):
        text = path.read_text("utf-8")
        assert "!" not in text
        assert not [letter for letter in text if unicodedata.category(letter) == "So"]


@pytest.mark.parametrize(
    ("days", "english", "russian"),
    [
        (0, "0 days, counted", "0 дней, считая"),
        (1, "1 day, counted", "1 день, считая"),
        (2, "2 days, counted", "2 дня, считая"),
        (5, "5 days, counted", "5 дней, считая"),
        (11, "11 days, counted", "11 дней, считая"),
        (12, "12 days, counted", "12 дней, считая"),
        (21, "21 days, counted", "21 день, считая"),
        (111, "111 days, counted", "111 дней, считая"),
        (684, "684 days, counted", "684 дня, считая"),
        (2188, "2188 days, counted", "2188 дней, считая"),
    ],
)
def test_days_are_counted_in_the_right_plural(days: int, english: str, russian: str) -> None:
    assert say("en", "counter-since", days=days, day="04.03.2018").startswith(english)
    assert say("ru", "counter-since", days=days, day="04.03.2018").startswith(russian)


@pytest.mark.parametrize(
    ("apart", "english", "russian"),
    [
        (timedelta(hours=1), "1 hour", "1 час"),
        (timedelta(hours=-2), "2 hours", "2 часа"),
        (timedelta(hours=5), "5 hours", "5 часов"),
        (timedelta(hours=21), "21 hours", "21 час"),
        (timedelta(hours=4, minutes=30), "4 h 30 min", "4 ч 30 мин"),
    ],
)
def test_a_difference_of_clocks_is_said_in_hours(
    apart: timedelta, english: str, russian: str
) -> None:
    assert hours_apart("en", apart) == english
    assert hours_apart("ru", apart) == russian


def test_dates_and_times_are_written_as_on_the_page() -> None:
    assert written(date(2020, 1, 6)) == "06.01.2020"
    assert written(date(987, 1, 6)) == "06.01.0987"
    assert clock_face(datetime(2020, 1, 17, 3, 1)) == "03:01"
    assert month_name("en", 2020, 1) == "January 2020"
    assert month_name("ru", 2019, 12) == "Декабрь 2019"


def test_a_language_without_phrases_is_answered_with_those_of_english() -> None:
    assert say("uk", "menu-button") == "Menu"
    assert languages() == ("en", "ru")
    assert not missing_phrases("ru")
    assert "menu-button" in missing_phrases("uk")


def test_a_phrase_that_is_not_there_is_told_and_not_guessed() -> None:
    assert not has_phrase("en", "no-such-phrase")
    with pytest.raises(KeyError):
        say("en", "no-such-phrase")
    with pytest.raises(ValueError):
        say("en", "as-of")
