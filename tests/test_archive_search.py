"""Finding in the archive: by words and their slips, by meaning, by date; or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive import Archive, Scope, Statement
from bot.archive.dates import days_in
from bot.archive.flatfile import WIDTH, FlatFile
from bot.archive.meaning import embed_missing
from bot.archive.search import Results, search
from bot.archive.spelling import Spelling
from bot.embedding import Embedder, open_embedder

TODAY = date(2024, 5, 14)
BRIDGE = Statement(
    title="Ambassador Kelin opens the bridge at Westhaven",
    text="Ladies and gentlemen! The bridge joins both banks of the river again.",
    date=date(2024, 5, 2),
    language="en",
    publisher="Embassy of Freedonia",
    section="events",
    id="bridge",
)
FISH = replace(
    BRIDGE,
    title="On the quotas for herring",
    text="Fishermen may land more herring from December 18 on.\n\nMinisters agreed at night.",
    date=date(2023, 12, 20),
    id="herring",
)
OUTCOMES = replace(
    BRIDGE,
    title="Outcomes of the year",
    text="A year of work.\n\n1. Trade with the Peninsulawas brisk.\n\n2. Students in our schools.",
    date=date(2023, 12, 30),
    section="speeches",
    id="outcomes",
)
RUSSIAN = replace(
    BRIDGE,
    title="Соболезнования в связи с наводнением",
    text="Посольство выражает глубокие соболезнования семьям погибших.",
    date=date(2024, 2, 1),
    language="ru",
    id="flood",
)
ALL = [BRIDGE, FISH, OUTCOMES, RUSSIAN]
TRADES = ["timber", "porcelain", "tobacco", "copper", "glass", "leather", "sugar", "paper"]


@pytest.fixture
async def archive() -> AsyncIterator[Archive]:
    async with Archive.open(None) as opened:
        await opened.keep_all(ALL, TODAY)
        yield opened


async def first(archive: Archive, text: str, scope: Scope | None = None) -> str | None:
    found = (await search(archive, text, None, scope)).found
    return found[0].id if found else None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("the bridge at Westhaven", "bridge"),
        ("bridges in westhaven", "bridge"),
        ("brigde westhavn", "bridge"),
        ("икшвпу цуыерфмут", "bridge"),
        ("Келин", "bridge"),
        ("посла Келина", "bridge"),
        ("соболезнование погибшим", "flood"),
        ("соболезновние", "flood"),
        ("cj,jktpyjdfybz", "flood"),
        ("peninsula", "outcomes"),
        ("herring quota", "herring"),
        ("мост через реку", "bridge"),
        ("речь посла на мосту", "bridge"),
        ("квоты на рыбу сельдь", "herring"),
        ("рыбакам в декабре", "herring"),
        ("condolences on the flood", "flood"),
    ],
)
async def test_a_question_finds_its_statement(archive: Archive, text: str, meant: str) -> None:
    assert await first(archive, text) == meant


async def test_words_of_the_other_language_count_as_what_they_stand_for(archive: Archive) -> None:
    found = (await search(archive, "мост и берега реки")).found[0]
    assert (found.id, found.words > 0.7) == ("bridge", True)
    assert [found.snippet[a:b] for a, b in found.marks] == ["bridge", "banks", "river"]
    assert (await search(archive, "тариф на перевозку угля")).outcome == "nothing"


async def test_what_a_far_point_of_an_article_says_does_not_speak_for_another(
    archive: Archive,
) -> None:
    points = [f"{n}. Point {n} is on {what}." for n, what in enumerate(TRADES, 1)]
    await archive.keep(replace(OUTCOMES, id="long", text="\n\n".join(points)), TODAY)
    near, far = [
        (await search(archive, text)).found[0].words
        for text in (f"{TRADES[0]} {TRADES[1]}", f"{TRADES[0]} {TRADES[7]}")
    ]
    assert near > 0.9 > 0.6 > far


async def test_a_point_of_an_article_is_found_as_a_place_of_its_own(archive: Archive) -> None:
    found = (await search(archive, "students in schools")).found[0]
    assert (found.id, found.point) == ("outcomes", 2)
    text = (await archive.read("outcomes") or OUTCOMES).text
    assert text[found.start :].startswith("Students in")


async def test_how_a_question_was_read_is_told(archive: Archive) -> None:
    results = await search(archive, "Brigde at westhaven")
    assert results.asked.text == "Bridge at westhaven" and results.asked.changed
    assert not (await search(archive, "bridge at westhaven")).asked.changed


async def test_the_words_asked_for_are_marked_in_whole_sentences(archive: Archive) -> None:
    found = (await search(archive, "both river banks")).found[0]
    assert found.snippet == "The bridge joins both banks of the river again."
    assert [found.snippet[a:b] for a, b in found.marks] == ["both", "banks", "river"]


@pytest.mark.parametrize("text", ["", "   ", "\0", "🙂🙂", "()", "qwrtpsdfg zzzkkk vvbnm"])
async def test_of_what_the_archive_does_not_hold_it_says_nothing(
    archive: Archive, text: str
) -> None:
    assert (await search(archive, text)).outcome == "nothing"


@given(st.text(max_size=60) | st.text(alphabet="\"*^:()-+NEARORTD \0'\\", max_size=30))
def test_whatever_is_typed_is_text(text: str) -> None:
    async def asked() -> Results:
        async with Archive.open(None) as archive:
            await archive.keep(BRIDGE, TODAY)
            return await search(archive, text)

    assert len(asyncio.run(asked()).found) <= 1


@pytest.mark.parametrize(
    "text",
    ['NEAR("bridge" x)', "title:bridge", "bridge AND", "-bridge", 'bridge"', "brid*ge bridge"],
)
async def test_signs_of_a_query_language_are_only_signs(archive: Archive, text: str) -> None:
    assert await first(archive, text) == "bridge"


async def test_four_thousand_letters_of_anything_are_a_question(archive: Archive) -> None:
    assert (await search(archive, "bridge " * 600)).found[0].id == "bridge"


async def test_a_filter_holds_and_as_of_a_day_the_later_is_not_found(archive: Archive) -> None:
    assert await first(archive, "bridge", Scope(until=date(2024, 1, 1))) is None
    assert await first(archive, "year", Scope(section="events")) is None
    assert await first(archive, "year", Scope(since=date(2023, 12, 1))) == "outcomes"


@pytest.mark.parametrize(
    ("text", "first_day", "last_day", "filters"),
    [
        ("what was said on 18 декабря 2023", date(2023, 12, 18), date(2023, 12, 18), False),
        ("15.01.2020", date(2020, 1, 15), date(2020, 1, 15), False),
        ("published in December 2023", date(2023, 12, 1), date(2023, 12, 31), True),
        ("новости за прошлую неделю", date(2024, 5, 6), date(2024, 5, 12), True),
        ("news of last week", date(2024, 5, 6), date(2024, 5, 12), True),
        ("published in 2023", date(2023, 1, 1), date(2023, 12, 31), False),
        ("December 18, 2023", date(2023, 12, 18), date(2023, 12, 18), False),
    ],
)
def test_days_are_read_in_both_languages(
    text: str, first_day: date, last_day: date, filters: bool
) -> None:
    days = days_in(text, TODAY)
    assert days is not None
    assert (days.first, days.last, days.filters) == (first_day, last_day, filters)


@given(st.text(max_size=60) | st.from_regex(r"\d{1,2}[./]\d{1,2}[./]\d{4}", fullmatch=True))
def test_no_text_is_too_odd_to_be_looked_through_for_days(text: str) -> None:
    days = days_in(text, TODAY)
    assert days is None or days.first <= days.last


async def test_a_date_raises_what_came_out_then_and_what_names_it(archive: Archive) -> None:
    scope = Scope(until=TODAY)
    assert await first(archive, "30 декабря", scope) == "outcomes"
    assert await first(archive, "18 декабря", scope) == "herring"


async def test_words_of_publishing_filter_and_an_empty_filter_is_dropped(archive: Archive) -> None:
    scope = Scope(until=TODAY)
    found = await search(archive, "published in December 2023", None, scope)
    assert [each.id for each in found.found] == ["outcomes", "herring"] and not found.dropped
    dropped = await search(archive, "news of march 2024 on the bridge", None, scope)
    assert dropped.dropped and dropped.found[0].id == "bridge"


async def test_what_is_brought_in_and_corrected_is_found_at_once(archive: Archive) -> None:
    assert await first(archive, "lighthouse") is None
    await archive.keep(replace(BRIDGE, text="The lighthouse is lit."), TODAY)
    assert await first(archive, "lighthouse") == "bridge"
    assert await first(archive, "river banks") is None
    await archive.withdraw("bridge", TODAY)
    assert await first(archive, "lighthouse") is None


async def test_a_work_is_found_once_in_the_edition_of_the_reader_s_language(
    archive: Archive,
) -> None:
    russian = replace(
        OUTCOMES,
        id="itogi",
        language="ru",
        title="Итоги года",
        text="Год трудов.\n\n1. Торговля шла бойко.\n\n2. Студенты учились.",
        translation_of="outcomes",
    )
    await archive.keep(russian, TODAY)
    for language, meant in (("ru", ("itogi", 2)), ("en", ("outcomes", 2))):
        found = (await search(archive, "students", None, Scope(language=language))).found
        assert [(each.id, each.point) for each in found] == [meant]


def test_the_nearest_words_are_those_with_the_fewest_slips() -> None:
    spelling = Spelling(["bridge", "bridle", "ridge", "embassy"], [5, 1, 1, 1])
    assert next(near.word for near in spelling.near("brigde")) == "bridge"
    assert spelling.near("zzzzz") == []
    assert Spelling([], []).near("word") == []


def test_a_flat_file_is_read_back_and_a_torn_record_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "some.vectors"
    numbers = np.arange(3 * WIDTH).astype(np.int8).reshape(3, WIDTH)
    file = FlatFile(path, "name", "model")
    file.append(np.array([[1, 7], [2, 8], [3, 9]], np.int32), numbers)
    file.close()
    with path.open("ab") as torn:
        torn.write(b"half a record")
    again = FlatFile(path, "name", "model")
    assert len(again) == 3 and again.last == (3, 9)
    again.append(np.array([[4, 10]], np.int32), numbers[:1])
    assert (again.numbers(np.array([1, 3])) == numbers[[1, 0]]).all()
    again.close()
    other = FlatFile(path, "another archive", "model")
    assert len(other) == 0
    other.close()


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    opened = open_embedder(None)
    assert opened is not None
    return opened


@pytest.mark.model
async def test_a_question_in_another_language_finds_a_statement_by_its_meaning(
    tmp_path: Path, embedder: Embedder
) -> None:
    async with Archive.open(tmp_path / "a.sqlite", tmp_path / "cache", embedder.model) as archive:
        await archive.keep_all(ALL, TODAY)
        assert await embed_missing(archive, embedder, most=2) == 2
        assert (await archive.overview()).vectors == 2
        await embed_missing(archive, embedder)
        assert await embed_missing(archive, embedder) == 0
        for text, meant in (("открытие моста", "bridge"), ("квоты на ловлю рыбы", "herring")):
            results = await search(archive, text, embedder.questions([text])[0])
            assert results.found[0].id == meant and results.found[0].cosine > 0
        assert list((tmp_path / "cache").glob("archive-*.vectors"))


@pytest.mark.model
async def test_a_search_before_there_were_vectors_changes_nothing_of_those_after(
    tmp_path: Path, embedder: Embedder
) -> None:
    vector = embedder.questions(["what does it cost"])[0]
    scores = []
    for early in (True, False):
        path, cache = tmp_path / f"{early}.sqlite", tmp_path / f"{early}"
        async with Archive.open(path, cache, embedder.model) as archive:
            await archive.keep_all(ALL, TODAY)
            if early:
                await search(archive, "what does it cost", vector)
            await embed_missing(archive, embedder)
            found = (await search(archive, "what does it cost", vector)).found
            scores.append([(each.id, round(each.score, 4)) for each in found])
    assert scores[0] == scores[1]


@pytest.mark.model
async def test_the_flat_file_is_made_again_from_the_record(
    tmp_path: Path, embedder: Embedder
) -> None:
    cache = tmp_path / "cache"
    question = embedder.questions(["открытие моста"])[0]
    seen = []
    for content in (None, b"", b"damaged" * 99):
        if content is not None:
            next(cache.glob("*.vectors")).write_bytes(content)
        async with Archive.open(tmp_path / "a.sqlite", cache) as archive:
            await archive.keep_all(ALL, TODAY)
            await embed_missing(archive, embedder)
            found = (await search(archive, "открытие моста", question)).found
            seen.append([each.id for each in found])
    assert seen[0][0] == "bridge" and seen[0] == seen[1] == seen[2]
