"""`import`, `export`, `archive`, `embed` and `search` as staff type them."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from benchmarks.archive.killed_import import killed_import
from bot.cli import app as cli

ROOT = Path(__file__).resolve().parent.parent
PAGE = str(ROOT / "knowledge" / "sources" / "home-page-2020-01-17.txt")
SHIPPED = str(ROOT / "knowledge")
BREAD = {"date": "2020-01-16", "title": "On bread", "text": "There is bread.", "publisher": "Cook"}
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("import", "a.jsonl")` in an empty folder, over an empty knowledge folder."""
    monkeypatch.chdir(tmp_path)
    Path("knowledge").mkdir()

    def command(*words: str, stdin: str = "", code: int = 0) -> Result:
        done = CliRunner().invoke(cli.app, words, input=stdin)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        assert done.exit_code == code, done.output
        return done

    return command


def written(name: str, *lines: object) -> str:
    """A file of import lines; its name."""
    Path(name).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return name


def rows(done: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_shipped_page_over_nothing_is_eleven_new_then_eleven_known(run: Run) -> None:
    page = ("import", PAGE, "--publisher", "Embassy", "--language", "en")
    assert run(*page).stdout == "11 new, 0 corrected, 0 known, 0 refused\n"
    before = run("export").stdout
    assert run(*page).stdout == "0 new, 0 corrected, 11 known, 0 refused\n"
    assert run("export").stdout == before
    assert {line["publisher"] for line in rows(run("export"))} == {"Embassy"}


def test_the_shipped_page_over_the_shipped_knowledge_is_known(run: Run) -> None:
    done = run("import", PAGE, "--knowledge", SHIPPED, "--data", "data")
    assert done.stdout == "0 new, 0 corrected, 11 known, 0 refused\n"


def test_what_is_refused_is_told_and_the_rest_is_taken(run: Run) -> None:
    done = run("import", written("a.jsonl", BREAD, {"title": "x"}), "nowhere", code=1)
    assert done.stdout == "1 new, 0 corrected, 0 known, 2 refused\n"
    assert done.stderr.splitlines() == [
        "a.jsonl:2: text: missing",
        "nowhere: it cannot be read: No such file or directory",
    ]


def test_a_trial_shows_it_all_and_keeps_nothing(run: Run) -> None:
    more = written("b.jsonl", {**BREAD, "text": "There is none."}, {**BREAD, "title": "On soup"})
    run("import", written("a.jsonl", BREAD))
    held = Path("data/archive.sqlite").read_bytes()
    done = run("import", more, more, "--dry-run")
    assert done.stdout == "1 new, 1 corrected, 2 known, 0 refused\n"
    assert "Nothing was kept" in done.stderr
    assert Path("data/archive.sqlite").read_bytes() == held
    assert run("import", more).stdout == "1 new, 1 corrected, 0 known, 0 refused\n"


def test_a_trial_needs_no_archive_and_makes_none(run: Run) -> None:
    assert run("import", written("a.jsonl", BREAD), "--dry-run").stdout.startswith("1 new")
    assert not Path("data").exists()


def test_knowledge_named_without_data_is_a_trial_too(run: Run) -> None:
    done = run("import", written("a.jsonl", BREAD), "--knowledge", "knowledge")
    assert done.stdout.startswith("1 new") and "name --data" in done.stderr
    assert not Path("data").exists()


def test_an_export_brought_in_elsewhere_gives_the_same_bytes(run: Run) -> None:
    run("import", PAGE, written("a.jsonl", BREAD, {**BREAD, "text": "There is none."}))
    there = run("export").stdout
    Path("export.jsonl").write_text(there, "utf-8")
    run("import", "export.jsonl", "--data", "other", "--knowledge", "knowledge")
    back = run("export", "--data", "other", "--knowledge", "knowledge")
    assert back.stdout == there
    assert any(line.get("corrections") for line in rows(back))


def test_the_archive_says_what_it_holds(run: Run) -> None:
    run("import", PAGE, written("a.jsonl", {**BREAD, "language": "ru"}))
    (held,) = rows(run("archive", "--json"))
    assert (held["statements"], held["languages"]) == (12, {"en": 11, "ru": 1})
    assert (held["first"], held["last"], held["vectors"]) == ("2018-01-26", "2020-01-16", 0)
    assert run("archive").stdout.splitlines() == [
        "statements    12",
        f"passages      {held['passages']}",
        "languages     en 11, ru 1",
        "dates         26.01.2018 to 16.01.2020",
        f"with vectors  0 of {held['passages']} passages",
    ]


def test_an_empty_archive_says_so(run: Run) -> None:
    assert "languages     none\ndates         none\n" in run("archive").stdout
    assert run("export").stdout == ""


def test_without_a_model_no_vectors_are_made_and_a_sentence_says_so(run: Run) -> None:
    done = run("embed", code=1)
    assert done.stderr == (
        "There is no model of meaning (switched off): search goes by words alone.\n"
    )


def test_a_search_answers_as_it_would_in_the_chat(run: Run) -> None:
    run("import", PAGE, "--publisher", "Embassy")
    done = run("search", "Raisina Dialogue", "--limit", "1")
    assert done.stdout.startswith("1. 16.01.2020\n“Foreign Minister Sergey Lavrov’s remarks")
    assert "Embassy" in done.stdout


def test_a_search_in_json_has_the_fields_of_the_contract(run: Run) -> None:
    run("import", PAGE)
    (found,) = rows(run("search", "Raisina Dialogue", "--json", "--limit", "3"))
    assert found["query"] == "Raisina Dialogue"
    assert 1 <= len(found["results"]) <= 3
    assert list(found["results"][0]) == ["id", "date", "title", "passage", "snippet", "score"]
    assert found["results"][0]["date"] == "2020-01-16"
    assert 0 < found["results"][0]["score"] <= 1


def test_a_search_keeps_to_the_days_that_were_said(run: Run) -> None:
    run("import", PAGE)

    def days(*bounds: str) -> set[str]:
        (found,) = rows(run("search", "Lavrov", "--json", "--limit", "50", *bounds))
        return {each["date"] for each in found["results"]}

    assert days("--from", "2020-01-15") == {"2020-01-15", "2020-01-16"}
    assert days("--to", "2019-12-06", "--from", "2019-11-22") == {"2019-12-06"}


def test_a_file_of_queries_is_answered_line_by_line_whatever_they_hold(run: Run) -> None:
    run("import", PAGE)
    said = ['NEAR("a" *', "-x: (", "\0", "🙂", "слово " * 700, "Raisina Dialogue", ""]
    lines = "".join(json.dumps({"query": each}) + "\n" for each in said)
    found = rows(run("search", "--batch", "-", stdin=lines))
    assert [each["query"] for each in found] == said
    assert found[5]["results"][0]["title"].startswith("Foreign Minister")
    assert found[6]["results"] == []


def test_a_line_that_is_no_query_has_an_error_in_its_place(run: Run) -> None:
    done = run("search", "--batch", "-", stdin='{"query": "x"}\nno\n{"text": "x"}\n', code=1)
    assert ["error" in each for each in rows(done)] == [False, True, True]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("search",), "say what to search"),
        (("search", "x", "--from", "3"), "'3' is not a date like 2020-01-17"),
        (("search", "--batch", "gone.jsonl"), "gone.jsonl cannot be read"),
        (("search", "x", "--limit", "0"), "--limit"),
        (("import",), "PATH"),
    ],
)
def test_what_was_typed_wrongly_is_told_in_a_sentence(
    run: Run, words: tuple[str, ...], why: str
) -> None:
    assert why in run(*words, code=2).stderr


def test_a_killed_import_run_again_finishes_and_has_nothing_twice(tmp_path: Path) -> None:
    outcome = killed_import(tmp_path, passages=6_300, kills=3, seed=len(str(tmp_path)))
    assert outcome.same
    assert outcome.tally.endswith(" 0 refused")


@pytest.mark.model
def test_killed_embedding_run_again_makes_each_vector_once(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    lines = [{**BREAD, "title": f"On bread {n}"} for n in range(150)]
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    places = ["--knowledge", str(tmp_path / "knowledge"), "--data", str(tmp_path / "data")]
    command = [sys.executable, "-m", "bot"]
    subprocess.run([*command, "import", str(file), *places], cwd=ROOT, check=True)

    def vectors() -> tuple[int, int]:
        with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite")) as db:
            query = "select (select count(*) from vector), (select count(*) from passage)"
            made, of = db.execute(query).fetchone()
            return int(made), int(of)

    for at_least in (0, 1):
        with subprocess.Popen([*command, "embed", *places], cwd=ROOT) as working:
            while working.poll() is None and vectors()[0] < at_least:
                time.sleep(0.02)
            os.kill(working.pid, signal.SIGKILL)
    before, of = vectors()
    assert before < of
    said = subprocess.run([*command, "embed", *places], cwd=ROOT, capture_output=True, text=True)
    assert said.stdout == f"{of - before} vectors made; {of} of {of} passages have one.\n"
