"""The archive: what was published is kept once, corrected, withdrawn, listed and read."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive import Archive, Malformed, Scope, Statement, statement_from
from bot.archive.lines import line_from
from bot.archive.passages import LONGEST, passages_of
from bot.archive.statements import tidy, tidy_line
from bot.archive.terms import words_of
from bot.reading.normalise import words
from bot.sqlite import Database, Unusable

TODAY = date(2024, 5, 14)
BRIDGE = Statement(
    title="The ambassador opens the bridge at Westhaven",
    text="Ladies and gentlemen! The bridge joins both banks again.",
    date=date(2024, 5, 2),
    language="en",
    publisher="Embassy of Freedonia",
    section="events",
    id="bridge",
)
OUTCOMES = replace(
    BRIDGE,
    title="Outcomes of the year",
    text="A good year.\n\n1. Trade grew.\n\nPorts were busy.\n\n2. Students came.",
    date=date(2023, 12, 30),
    section="speeches",
    id="outcomes",
)


@pytest.fixture
async def archive() -> AsyncIterator[Archive]:
    async with Archive.open(None) as opened:
        yield opened


async def everything(archive: Archive) -> list[dict[str, object]]:
    return [line_from(each) async for each in archive.everything()]


async def test_the_same_statement_twice_is_kept_once(archive: Archive) -> None:
    assert await archive.keep_all([BRIDGE, OUTCOMES], TODAY) == ["new", "new"]
    before = await everything(archive)
    assert await archive.keep_all([BRIDGE, OUTCOMES], TODAY) == ["known", "known"]
    assert await everything(archive) == before


async def test_a_changed_text_is_corrected_and_the_old_one_kept_with_its_day(
    archive: Archive,
) -> None:
    await archive.keep(BRIDGE, TODAY)
    assert await archive.keep(replace(BRIDGE, text="It joins them."), TODAY) == "corrected"
    held = await archive.read("bridge")
    assert held is not None and held.text == "It joins them."
    assert [(each.replaced_on, each.text) for each in held.corrections] == [(TODAY, BRIDGE.text)]


async def test_files_that_hold_an_old_text_and_a_new_one_can_be_taken_again(
    archive: Archive,
) -> None:
    lines = [BRIDGE, replace(BRIDGE, text="It joins them.")]
    assert await archive.keep_all(lines, TODAY) == ["new", "corrected"]
    assert await archive.keep_all(lines, TODAY) == ["known", "known"]


async def test_spaces_and_quotation_marks_are_no_correction(archive: Archive) -> None:
    await archive.keep(replace(BRIDGE, text="He said “yes” at  once."), TODAY)
    assert await archive.keep(replace(BRIDGE, text='He said "yes" at once.'), TODAY) == "known"


async def test_without_an_id_a_statement_is_known_by_publisher_language_day_and_title(
    archive: Archive,
) -> None:
    await archive.keep(BRIDGE, TODAY)
    assert await archive.keep(replace(BRIDGE, id=None), TODAY) == "known"
    assert await archive.keep(replace(BRIDGE, id=None, language="ru"), TODAY) == "new"


async def test_two_statements_with_ids_of_their_own_may_share_day_and_title(
    archive: Archive,
) -> None:
    both = [replace(BRIDGE, id="a", title=""), replace(BRIDGE, id="b", title="")]
    assert await archive.keep_all(both, TODAY) == ["new", "new"]


async def test_the_folder_s_statements_are_staff_s_and_no_import_changes_them(
    archive: Archive,
) -> None:
    await archive.bring_in([BRIDGE], TODAY)
    assert await archive.keep(replace(BRIDGE, text="Otherwise."), TODAY) == "known"
    held = await archive.read("bridge")
    assert held is not None and held.text == BRIDGE.text


async def test_a_statement_taken_out_of_the_folder_is_withdrawn_and_may_come_back(
    archive: Archive,
) -> None:
    await archive.bring_in([BRIDGE, OUTCOMES], TODAY)
    short = (await archive.latest(Scope()))[0].short
    assert await archive.bring_in([OUTCOMES], TODAY) == {"known": 1, "withdrawn": 1}
    assert await archive.read("bridge") is None and await archive.count(Scope()) == 1
    await archive.bring_in([BRIDGE, OUTCOMES], TODAY)
    back = await archive.read("bridge")
    assert back is not None and back.short == short


async def test_a_folder_that_has_not_changed_writes_nothing(tmp_path: Path) -> None:
    async with Archive.open(tmp_path / "archive.sqlite") as archive:
        await archive.bring_in([BRIDGE], TODAY)
        async with archive.reading() as db:
            before = await db.execute_fetchall("pragma data_version")
            assert await archive.bring_in([BRIDGE], TODAY) == {}
            assert await db.execute_fetchall("pragma data_version") == before


async def test_an_export_gives_the_same_archive_again(archive: Archive) -> None:
    await archive.keep_all([BRIDGE, OUTCOMES], TODAY)
    await archive.keep(replace(BRIDGE, text="It joins them."), TODAY)
    lines = await everything(archive)
    async with Archive.open(None) as other:
        await other.keep_all([statement_from(line) for line in lines], date(2030, 1, 1))
        assert await everything(other) == lines


async def test_a_text_in_two_languages_is_listed_once_in_the_reader_s(archive: Archive) -> None:
    russian = replace(
        BRIDGE, id="most", language="ru", title="Мост открыт", translation_of="bridge"
    )
    await archive.keep_all([russian, BRIDGE], TODAY)
    for language, title in (("ru", "Мост открыт"), ("en", BRIDGE.title), ("de", BRIDGE.title)):
        listed = await archive.latest(Scope(language=language))
        assert [each.title for each in listed] == [title]
    assert await archive.count(Scope()) == 1
    assert [each.language for each in await archive.editions("most")] == ["en", "ru"]


async def test_as_of_a_day_only_what_was_published_by_then_is_there(archive: Archive) -> None:
    await archive.keep_all([BRIDGE, OUTCOMES], TODAY)
    then = Scope(until=date(2024, 1, 1))
    assert [each.id for each in await archive.latest(then)] == ["outcomes"]
    assert await archive.months(then) == [("2023-12", 1)]
    assert await archive.read("bridge", then.until) is None


async def test_statements_are_listed_newest_first_in_pages(archive: Archive) -> None:
    await archive.keep_all([OUTCOMES, BRIDGE], TODAY)
    assert [each.id for each in await archive.latest(Scope(), 0, 1)] == ["bridge"]
    assert [each.id for each in await archive.latest(Scope(), 1, 1)] == ["outcomes"]
    assert [each.id for each in await archive.latest(Scope(section="speeches"))] == ["outcomes"]


def test_numbered_paragraphs_open_points_and_what_precedes_is_the_lead() -> None:
    assert OUTCOMES.lead == "A good year."
    assert [(each.number, each.text) for each in OUTCOMES.points] == [
        (1, "Trade grew.\n\nPorts were busy."),
        (2, "Students came."),
    ]
    assert replace(BRIDGE, text="It was long ago.\n\n1945. The war ended.").points == ()


def test_every_letter_of_a_text_is_in_a_passage_of_no_more_than_some_hundred_letters() -> None:
    long = replace(BRIDGE, text="\n\n".join(["Words and words. " * 40, "x" * 1500, "End."]))
    cut = passages_of(long)
    assert all(each.end - each.start <= LONGEST for each in cut)
    covered = "".join(long.text[each.start : each.end] for each in cut)
    assert covered.replace(" ", "").replace("\n", "") == long.text.replace(" ", "").replace(
        "\n", ""
    )


@given(st.text(max_size=80))
def test_a_tidy_text_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert tidy_line(tidy_line(text)) == tidy_line(text)


@given(st.text(max_size=80) | st.text(alphabet="аёЁй'’`AbZ 1-\u0301\u00ad\ufb01ſẞİ", max_size=30))
def test_texts_are_cut_into_the_same_words_as_questions(text: str) -> None:
    assert words_of(tidy(text)) == words(tidy(text))


@given(st.text(max_size=200), st.text(max_size=30))
def test_a_line_written_from_a_statement_reads_as_the_same(text: str, title: str) -> None:
    line = {"date": "2024-05-02", "title": title, "text": text, "language": "en", "id": "x"}
    try:
        statement = statement_from(line)
    except Malformed:
        assert not tidy(text) and not tidy_line(title)
        return
    assert statement_from(line_from(statement)) == statement


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "31.12.2024"),
        ("date", "2024-02-30"),
        ("date", None),
        ("title", 5),
        ("language", "English"),
        ("url", "javascript:alert(1)"),
        ("short", "../../etc"),
        ("corrections", "none"),
    ],
)
def test_a_line_that_is_no_statement_is_refused_by_its_field(field: str, value: object) -> None:
    line: dict[str, object] = {"date": "2024-05-02", "title": "A", "text": "B", "language": "en"}
    with pytest.raises(Malformed, match=f"^{field}: "):
        statement_from(line | {field: value})


async def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    async with Archive.open(path) as archive:
        await archive.keep_all([BRIDGE, OUTCOMES], TODAY)
    for broken in (b"not a database at all" * 300, path.read_bytes()[:9000] + b"\0" * 9000):
        path.write_bytes(broken)
        with pytest.raises(Unusable, match="damaged"):
            async with Archive.open(path):
                pass
        assert path.read_bytes() == broken


async def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    async with Archive.open(path):
        pass
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("pragma user_version = 99")
    newer = Archive.open(path)
    with pytest.raises(Unusable, match="newer"):
        await newer.__aenter__()


async def test_before_a_schema_step_the_file_is_copied_and_the_step_is_all_or_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "some.sqlite"
    first = "create table a (x); insert into a values (1);"
    async with Database(path, (first,)):
        pass
    half = Database(path, (first, "create table b (x); nonsense;"))
    with pytest.raises(sqlite3.OperationalError):
        await half.__aenter__()
    whole = Database(path, (first, "create table c (x);"), readers=1)
    async with whole, whole.reading() as db:
        assert len(list(await db.execute_fetchall("select name from sqlite_master"))) == 2
    assert list(tmp_path.glob("some.sqlite.*1*"))


async def test_a_write_that_fails_leaves_nothing(archive: Archive) -> None:
    with pytest.raises(RuntimeError):
        async with archive.changes() as db:
            await db.execute("update mark set value = 'x'")
            raise RuntimeError
    async with archive.reading() as db:
        assert not list(await db.execute_fetchall("select 1 from mark where value = 'x'"))
