"""Names in the two scripts meet by what they sound like."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive import Archive, Statement
from bot.archive.search import search
from bot.archive.sounds import frames_of, sound_alike, sounds_of

DAY = date(2024, 5, 2)
PROFIT = Statement(
    title="How the profit of the docks is divided",
    text="The harbour board divides the share of every dock.",
    date=DAY,
    language="en",
    publisher="Embassy of Freedonia",
    id="profit",
)


def statement(title: str, name: str) -> Statement:
    return Statement(
        title=title,
        text="It was a long day.",
        date=DAY,
        language="en",
        publisher="Embassy of Freedonia",
        id=name,
    )


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("Дели", "Delhi"),
        ("Бхутан", "Bhutan"),
        ("Рияд", "Riyadh"),
        ("Макрон", "Macron"),
        ("Джонсон", "Johnson"),
        ("Вашингтон", "Washington"),
        ("Мехмед", "Mehmed"),
        ("Чижова", "Chizhov"),
        ("Сирию", "Syria"),
        ("Индией", "India"),
        ("Анкары", "Ankara"),
        ("Хрущёв", "Khrushchev"),
    ],
)
def test_a_name_sounds_as_it_does_in_the_other_script(russian: str, english: str) -> None:
    word = russian.lower().replace("ё", "е")
    assert sounds_of(word) & sounds_of(english.lower())


@pytest.mark.parametrize(
    ("russian", "english"), [("таймс", "times"), ("байден", "biden"), ("тереза", "theresa")]
)
def test_names_that_differ_in_a_vowel_have_their_consonants_in_common(
    russian: str, english: str
) -> None:
    assert frames_of(russian) & frames_of(english)
    assert sound_alike(russian, english)


@given(st.text())
def test_any_word_has_sounds_or_none_and_no_frame_is_taken_for_one(text: str) -> None:
    assert all(frame.startswith("-") for frame in frames_of(text))
    assert not any(sound.startswith("-") for sound in sounds_of(text))


async def test_a_name_that_is_a_word_too_is_the_name_where_the_archive_has_it() -> None:
    async with Archive.open(None) as archive:
        await archive.keep_all([PROFIT, statement("The ambassador in Delhi", "delhi")], DAY)
        found = (await search(archive, "дели")).found
        assert [each.id for each in found] == ["delhi", "profit"]


async def test_a_newspaper_is_found_by_its_name_in_the_other_script() -> None:
    async with Archive.open(None) as archive:
        letter = statement("Letter to the Daily Clarion", "letter")
        await archive.keep_all([PROFIT, letter], DAY)
        results = await search(archive, "письмо в Клэрион")
        assert (results.found[0].id, results.outcome) == ("letter", "sure")


async def test_sounds_of_an_older_version_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    async with Archive.open(path) as archive:
        await archive.keep(statement("The ambassador in Delhi", "delhi"), DAY)
    with closing(sqlite3.connect(path)) as db:
        db.execute("delete from mark where name = 'sounds'")
        db.execute("update sound set sound = 'delhi' where sound = 'deli'")
        db.commit()
    async with Archive.open(path) as archive:
        assert (await search(archive, "дели")).found[0].id == "delhi"
