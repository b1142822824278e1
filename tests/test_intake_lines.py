"""Import lines, staff's lists and folders brought in, and the archive given back as lines."""

from __future__ import annotations

import asyncio
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.archive import Archive, Statement
from bot.archive.lines import line_from, statement_from
from bot.staff.intake import BATCH, Into, Tally, batches, files_of, take_in
from bot.staff.intake_files import outcomes_of
from bot.staff.jsonl import LONGEST
from bot.staff.taking import Outcome, Refused, Wish

TODAY = date(2024, 5, 14)
WISH = Wish("Kitchen", "", ("en", "ru"))
BREAD = {"date": "2020-01-16", "title": "On bread", "text": "There is bread."}


def lines(*said: object) -> str:
    """Import lines as a file has them; a text stands as it is."""
    return "".join(
        (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)) + "\n"
        for each in said
    )


def taken(file: Path, said: str | bytes, wish: Wish = WISH) -> list[Outcome]:
    """What comes out of a file that holds this."""
    file.write_bytes(said.encode() if isinstance(said, str) else said)
    return list(outcomes_of(file, wish, lambda size: None))


async def brought_in(archive: Archive, *paths: Path, wish: Wish = WISH) -> Tally:
    return await take_in(paths, Into(archive, TODAY, wish))


async def exported(archive: Archive) -> list[dict[str, object]]:
    return [line_from(each) async for each in archive.everything()]


def test_a_line_is_a_statement_and_what_it_does_not_say_the_import_does(tmp_path: Path) -> None:
    wish = Wish("Kitchen", "", ("en", "ru"), "events")
    first, second = taken(
        tmp_path / "a.jsonl",
        lines(BREAD, {**BREAD, "text": "Хлеб есть.", "publisher": "Cook", "section": "speeches"}),
        wish,
    )
    assert isinstance(first, Statement) and isinstance(second, Statement)
    assert (first.publisher, first.language, first.section) == ("Kitchen", "en", "events")
    assert (second.publisher, second.language, second.section) == ("Cook", "ru", "speeches")


def test_a_bad_line_is_refused_with_line_and_reason_and_the_rest_is_taken(tmp_path: Path) -> None:
    bad = ["not json", "[]", '"x"', "[" * 100_000, {**BREAD, "date": "16.01.2020"}, {"title": "x"}]
    said = lines(BREAD, *bad, "").encode() + b'{"title": "\xff"}\n' + lines(BREAD).encode()
    outcomes = taken(tmp_path / "a.jsonl", said)
    told = [(each.line, each.why) for each in outcomes if isinstance(each, Refused)]
    assert [line for line, _ in told] == [2, 3, 4, 5, 6, 7, 9]
    assert told[0][1] == "this is not JSON"
    assert told[4][1] == "date: '16.01.2020' is not a day like 2020-01-16"
    assert told[6][1] == "this is not UTF-8 text"
    assert len(outcomes) == len(told) + 2


def test_a_line_longer_than_any_statement_is_refused_and_the_next_is_taken(tmp_path: Path) -> None:
    said = b"x" * (2 * LONGEST + 7) + b"\n" + lines(BREAD).encode()
    long, bread = taken(tmp_path / "a.jsonl", said)
    assert isinstance(long, Refused) and isinstance(bread, Statement)
    assert (long.line, long.why) == (1, "longer than 32 MiB")


def test_json_that_is_no_import_line_is_refused_once(tmp_path: Path) -> None:
    (refused,) = taken(tmp_path / "a.json", json.dumps([BREAD, BREAD], indent=1))
    assert str(refused).endswith(
        "a.json:1: this JSON goes over several lines; an import line is one line"
    )


def test_staffs_list_is_taken_and_each_mistake_told_with_its_line(tmp_path: Path) -> None:
    said = """\
- date: 2020-01-16
  title: On bread
  text: |-
    There is bread.

    1. Black.
- date: 2020-01-17
  title: On soup
  txt: Hot.
- date: 32.01.2020
  title: On tea
  text: None.
"""
    bread, soup, tea = taken(tmp_path / "a.yaml", said)
    assert isinstance(bread, Statement) and isinstance(soup, Refused) and isinstance(tea, Refused)
    assert (bread.publisher, bread.language, len(bread.points)) == ("Kitchen", "en", 1)
    assert (soup.line, tea.line) == (7, 10)
    assert "'txt' is not a field" in soup.why and "text is missing" in soup.why


@pytest.mark.parametrize("said", ["tea: {kind: note}", "- ask: soup\n", "[", "a: [*x]", "\x00"])
def test_a_list_of_something_else_is_refused_once(tmp_path: Path, said: str) -> None:
    (refused,) = taken(tmp_path / "a.yaml", said)
    assert isinstance(refused, Refused)


def test_a_folder_is_walked_in_order_and_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a/c.html", "a/x.css", "a/.hidden.html", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "lost.txt").symlink_to("nowhere")
    found = list(files_of([tmp_path, tmp_path / "gone.txt"]))
    names = [each.name for each in found if isinstance(each, Path)]
    assert names == ["b.jsonl", "c.html"]
    refused = {Path(each.file).name: each.why for each in found if isinstance(each, Refused)}
    assert refused.keys() == {"pipe.txt", "lost.txt", "gone.txt"}
    assert refused["pipe.txt"] == "this is not a regular file"


def test_a_file_is_read_as_it_is_taken_up_not_before(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(lines(BREAD) * 10_000, "utf-8")
    heard: list[int] = []
    run = batches(outcomes_of(file, WISH, heard.append))
    next(run)
    assert sum(heard) == len(lines(BREAD)) * BATCH
    assert len(list(run)) == 10_000 // BATCH - 1
    assert sum(heard) == file.stat().st_size


async def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(lines(BREAD, {**BREAD, "title": "On soup"}, "x"), "utf-8")
    async with Archive.open(None) as archive:
        first = await brought_in(archive, file)
        assert str(first) == "2 new, 0 corrected, 0 known, 1 refused"
        before = await exported(archive)
        assert str(await brought_in(archive, tmp_path)) == "0 new, 0 corrected, 2 known, 1 refused"
        assert await exported(archive) == before


async def test_a_changed_text_is_corrected_and_the_old_one_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(lines(BREAD, {**BREAD, "text": "There is none."}), "utf-8")
    async with Archive.open(None) as archive:
        tally = await brought_in(archive, file)
        assert str(tally) == "1 new, 1 corrected, 0 known, 0 refused"
        (line,) = await exported(archive)
    assert line["text"] == "There is none."
    assert line["corrections"] == [
        {"replaced_on": "2024-05-14", "title": "On bread", "text": "There is bread."}
    ]


async def test_an_id_that_a_later_file_adds_is_no_correction_and_another_day_is_one(
    tmp_path: Path,
) -> None:
    first, second, third = (tmp_path / f"{name}.jsonl" for name in "abc")
    first.write_text(lines(BREAD), "utf-8")
    second.write_text(lines({**BREAD, "id": "bread", "url": "https://a.example/1"}), "utf-8")
    third.write_text(lines({**BREAD, "id": "bread", "date": "2020-01-17"}), "utf-8")
    async with Archive.open(None) as archive:
        await brought_in(archive, first)
        assert (await brought_in(archive, second)).counts == {"known": 1}
        assert (await brought_in(archive, third)).counts == {"corrected": 1}
        (line,) = await exported(archive)
    assert (line["id"], line["date"], line["url"]) == ("bread", "2020-01-17", "https://a.example/1")


NAMES = st.sampled_from(["", "a", "b", "c"])
TEXTS = st.sampled_from(["", "One.", "“One.”", "Two.\n\n1. Three.\n\nFour.", "Ё\u202e\xa0five"]) | (
    st.text(max_size=20)
)
LINES = st.fixed_dictionaries(
    {
        "date": st.sampled_from(["2020-01-16", "2020-01-17"]),
        "title": st.sampled_from(["", "On bread", "On “bread”", "О хлебе"]),
        "text": TEXTS,
    },
    optional={
        "language": st.sampled_from(["en", "ru"]),
        "publisher": NAMES,
        "section": st.sampled_from(["events", "speeches"]),
        "id": NAMES,
        "url": st.sampled_from(["https://a.example/1", "https://a.example/2"]),
        "short": st.sampled_from(["aaaaaaaa", "bbbbbbbb"]),
        "source": st.just("page.txt:1"),
        "translation_of": st.sampled_from(["a", "aaaaaaaa", "https://a.example/1", "nobody"]),
        "corrections": st.lists(
            st.fixed_dictionaries(
                {
                    "replaced_on": st.sampled_from(["2020-02-01", "2020-02-02"]),
                    "title": st.just("On bread"),
                    "text": TEXTS,
                }
            ),
            max_size=2,
        ),
    },
).filter(lambda line: bool(line["title"].strip()))


@settings(max_examples=40)
@given(st.lists(st.lists(LINES, max_size=4), max_size=4))
def test_an_export_brought_in_gives_the_same_archive(
    imports: list[list[dict[str, object]]],
) -> None:
    async def there_and_back() -> tuple[list[str], list[str]]:
        async with Archive.open(None) as first, Archive.open(None) as second:
            for number, said in enumerate(imports, 1):
                statements = [statement_from(line, "Kitchen", "en") for line in said]
                await first.keep_all(statements, date(2024, 5, number))
            held = [each async for each in first.everything()]
            # Of two that came to share title and day, or address, a line cannot name either.
            assume(len({each.identity for each in held}) == len(held))
            urls = [each.url for each in held if each.url]
            assume(len(set(urls)) == len(urls))
            there = [json.dumps(line, ensure_ascii=False) for line in await exported(first)]
            again = [statement_from(json.loads(line)) for line in there]
            assert set(await second.keep_all(again, TODAY)) <= {"new"}
            back = [json.dumps(line, ensure_ascii=False) for line in await exported(second)]
            assert set(await second.keep_all(again, TODAY)) <= {"known"}
            return there, back

    there, back = asyncio.run(there_and_back())
    assert there == back
