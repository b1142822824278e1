"""The command line: one question or many, what programs read, and how each failure is told."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot import __version__
from bot.cli import app as cli
from bot.cli.asking import BadQuestion, moment
from tests.conftest import EMBASSY, Written

ROOT = Path(__file__).resolve().parent.parent
AT = ("--at", "2024-05-14T14:30+00:00")
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever a command writes, it writes into a folder of this test."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")


@pytest.fixture
def run() -> Run:
    """`run("ask", "/visa", "--json")` on the invented embassy, which is a `knowledge` folder."""
    Path("knowledge").symlink_to(EMBASSY)

    def command(*arguments: str, stdin: str = "") -> Result:
        result = CliRunner().invoke(cli.app, arguments, input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    return command


def replies(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def rows(questions: Iterable[object]) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in questions)


def test_a_question_is_answered_in_words(run: Run) -> None:
    done = run("ask", "/westhaven", *AT)
    assert done.exit_code == 0
    assert done.stdout == "Consulate in Westhaven\n+44 20 7946 0777\nAs of 02.04.2024\n"
    assert done.stderr == ""


def test_choices_are_shown_below_the_answer(run: Run) -> None:
    done = run("ask", "/passport", *AT, "--language", "ru")
    assert done.stdout.endswith("\n\n  [1] Какие документы\n  [2] Сборы\n")


def test_an_answer_in_json_has_the_fields_of_the_contract(run: Run) -> None:
    (reply,) = replies(run("ask", "/contacts", "--json", *AT))
    assert list(reply) == [
        "text",
        "label",
        "outcome",
        "language",
        "answer",
        "lines",
        "choices",
        "sources",
        "score",
        "top",
        "read_as",
        "meaning",
    ]
    assert (reply["text"], reply["label"], reply["outcome"]) == ("/contacts", "consul", "sure")
    assert (reply["language"], reply["score"], reply["meaning"]) == ("en", 1.0, False)
    assert reply["top"] == [["consul", 1.0]]
    assert reply["answer"].startswith("The consul\n+44 20 7946 0018 (on the page:")
    assert reply["lines"][0] == {
        "text": "+44 20 7946 0018 (on the page: +44 (0)20 7946 0018)",
        "quote": None,
        "source": {"file": "knowledge/contacts.yaml", "line": 7, "page": "page.txt:2"}
        | {"file": reply["lines"][0]["source"]["file"]},
        "as_of": "2024-05-01",
    }
    assert {"file": reply["lines"][0]["source"]["file"], "line": 7, "as_of": "2024-05-01"} in (
        reply["sources"]
    )


def test_the_publishers_words_are_quotes_with_publisher_date_and_statement(run: Run) -> None:
    (reply,) = replies(run("ask", "/read ferry-line", "--json", *AT))
    quotes = [line for line in reply["lines"] if line["quote"]]
    assert quotes[1]["text"] == "The first ferry left at noon."
    assert quotes[1]["quote"] == {"publisher": "Embassy of Veldonia", "date": "2024-05-10"}
    assert quotes[1]["source"]["statement"] == "ferry-line"
    assert reply["label"] == "statement"
    (counter,) = replies(run("ask", "/counter_bridge", "--json", *AT))
    assert counter["lines"][1]["quote"] == {
        "publisher": "Embassy of Veldonia",
        "date": "2020-03-06",
    }


def test_choices_in_json_say_what_they_ask(run: Run) -> None:
    (reply,) = replies(run("ask", "/help papers", "--json"))
    assert reply["choices"][0] == {"label": "Passport", "asks": "/passport", "topic": "passport"}
    assert reply["choices"][-1] == {"label": "Back", "asks": "/help", "topic": None}


def test_a_statement_an_article_and_a_point_have_labels_of_their_own(run: Run) -> None:
    asked = ["/read honey", "/read harbour-speech", "/read harbour-speech 2", "/speech"]
    done = run("ask", "--batch", "-", *AT, stdin=rows({"text": text} for text in asked))
    labels = [reply["label"] for reply in replies(done)]
    assert labels == ["statement", "article", "article_point", "speech"]


def test_a_file_of_questions_is_answered_line_by_line_in_order(run: Run) -> None:
    asked = [
        {"text": "/visa", "language": "ru"},
        {"text": "/visa", "surplus": [1]},
        {"text": "/clocks", "at": "2020-01-17T20:01+00:00"},
        {"text": "/clocks", "at": "2020-07-17"},
        {"text": "/why", "about": "consul", "language": None},
        {"text": "Телефон консула", "language": "en"},
    ]
    Path("asked.jsonl").write_text(rows(asked) + "\n\n", "utf-8")
    done = run("ask", "--batch", "asked.jsonl", "--json", "--language", "en")
    assert done.exit_code == 0
    got = replies(done)
    assert [each["text"] for each in got] == [each["text"] for each in asked]
    assert [each["language"] for each in got] == ["ru", "en", "en", "en", "en", "ru"]
    assert got[2]["answer"].splitlines()[0] == "Aldenburg 21:01"
    assert got[3]["answer"].splitlines()[1] == "Port Maren 12:00"
    assert got[4]["answer"].startswith("The consul\nWhere this comes from:")


BAD_ROWS = [
    ("not json", "line 1 is not JSON"),
    ("[1]", "line 1 is not an object"),
    ("{}", 'a question is a line like {"text": "whom do I call"}'),
    ('{"text": 5}', "a question is a line like"),
    ('{"text": "/visa", "at": "noon"}', "'noon' is not a date or a moment like"),
    ('{"text": "/visa", "at": "0001-01-01"}', "is too far away"),
    ('{"text": "/visa", "language": 3}', "language: a text was expected, not 3"),
    ("[" * 100_000, "line 1 is not JSON"),
    ('{"text": "x", "n": ' + "9" * 5000 + "}", "line 1 is not JSON"),
]


@pytest.mark.parametrize(("row", "said"), BAD_ROWS, ids=[said for _, said in BAD_ROWS])
def test_a_line_that_is_no_question_gives_an_error_in_its_place(
    run: Run, row: str, said: str
) -> None:
    done = run("ask", "--batch", "-", stdin=f'{row}\n{{"text": "/visa"}}\n')
    assert done.exit_code == 1
    wrong, right = replies(done)
    assert list(wrong) == ["error"] and said in wrong["error"]
    assert right["label"] == "visa"


def test_a_file_without_questions_is_answered_with_nothing(run: Run) -> None:
    assert (run("ask", "--batch", "-").exit_code, run("ask", "--batch", "-").stdout) == (0, "")


def test_every_outcome_ends_well_and_a_lost_question_has_no_label(run: Run) -> None:
    done = run("ask", "/nothing_of_ours 🤷", "--json")
    assert done.exit_code == 0
    (reply,) = replies(done)
    assert reply["outcome"] in ("lost", "unsure")
    assert (reply["label"] is None) is (reply["outcome"] == "lost")


def test_a_text_that_begins_with_a_dash_follows_two(run: Run) -> None:
    (reply,) = replies(run("ask", "--json", "--", "-5 degrees"))
    assert reply["text"] == "-5 degrees"


def test_a_text_of_half_letters_and_controls_is_answered_and_told_back(run: Run) -> None:
    asked = ["\ud800 visa", "\0\x07", "visa\0"]
    lines = [f'{{"text": {json.dumps(text)}}}\n' for text in asked]
    done = run("ask", "--batch", "-", stdin="".join(lines))
    assert done.exit_code == 0
    assert [reply["text"] for reply in replies(done)] == asked


def test_asking_leaves_nothing_in_the_ledger(run: Run) -> None:
    for text in ("/visa", "xyzzy plugh", "/language ru", "/wrong visa"):
        assert run("ask", text).exit_code == 0
    assert Path("data/archive.sqlite").is_file()
    assert not Path("data/ledger.sqlite").exists()


def test_knowledge_without_data_leaves_the_archive_alone(run: Run) -> None:
    done = run("ask", "/latest", "--json", "--knowledge", str(EMBASSY), *AT)
    assert "ferry" in replies(done)[0]["answer"]
    assert not Path("data/archive.sqlite").exists()


def test_folders_are_named_before_the_command_or_after_it(run: Run, tmp_path: Path) -> None:
    before = run("--knowledge", str(EMBASSY), "--data", "one", "ask", "/visa")
    after = run("ask", "/visa", "--knowledge", str(EMBASSY), "--data", "two")
    assert before.stdout == after.stdout
    assert Path("one/archive.sqlite").is_file() and Path("two/archive.sqlite").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask"], "say what to ask"),
        (["ask", "x", "--at", "yesterday"], "'yesterday' is not a date or a moment"),
        (["ask", "x", "--at", "9999-12-31"], "is too far away; name a year from 1800 to 2999"),
        (["ask", "--batch", "nowhere.jsonl"], "nowhere.jsonl cannot be read"),
        (["ask", "--batch", "."], ". cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2 and said in done.stderr
    assert done.stderr.count("\n") == 1 and done.stdout == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [("STAFF_IDS", "me"), ("LOG_LEVEL", "loud"), ("BOT_TOKEN", "x"), ("UNANSWERED_DAYS", "-1")],
)
def test_a_wrong_setting_is_one_sentence_and_ends_with_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    for command in (["ask", "/visa"], ["chat"], ["check"], []):
        done = run(*command)
        assert done.exit_code == 2, command
        assert done.stderr.startswith(f"{name}: ") and done.stderr.count("\n") == 1


def test_a_damaged_archive_is_told_and_left_as_it_is(run: Run) -> None:
    Path("data").mkdir()
    Path("data/archive.sqlite").write_bytes(b"not a database at all " * 200)
    done = run("ask", "/latest")
    assert done.exit_code == 1
    assert done.stderr.startswith("data/archive.sqlite: damaged, and left as it is")
    assert Path("data/archive.sqlite").read_bytes() == b"not a database at all " * 200


def test_broken_knowledge_is_refused_by_every_command_in_the_same_words(
    run: Run, folder: Written
) -> None:
    folder.write({"a.yaml": "t:\n  kind: kettle\nu:\n  kind: clock\n  zone: X\n"})
    where = ["--knowledge", str(folder.path)]
    checked = run("check", *where)
    assert checked.exit_code == 1
    sentences = (checked.stdout + checked.stderr).splitlines()
    told = [row for row in sentences if ".yaml:" in row]
    assert any("a.yaml:2: kind: there is no kind 'kettle'" in row for row in told)
    assert any("a.yaml:5: zone: there is no time zone 'X'" in row for row in told)
    for command in (["ask", "/t"], ["chat"], ["ask", "--batch", "-"]):
        refused = run(*command, *where)
        assert refused.exit_code == 1, command
        assert refused.stderr.splitlines() == told
        assert refused.stdout == ""


def test_a_whole_knowledge_passes_the_check(run: Run) -> None:
    assert run("check", "--knowledge", str(EMBASSY)).exit_code == 0


def test_the_version_is_said(run: Run) -> None:
    assert run("--version").stdout == f"{__version__}\n"


def test_without_token_and_terminal_the_bot_says_so_in_a_sentence(run: Run) -> None:
    done = run()
    assert done.exit_code == 2
    assert done.stderr == "There is no BOT_TOKEN, and no terminal to chat in: see .env.example.\n"


def test_a_date_alone_means_noon() -> None:
    assert str(moment("2020-01-17")) == "2020-01-17 12:00:00"
    assert moment(None) is None and moment("") is None
    with pytest.raises(BadQuestion):
        moment("17.01.2020")


def process(*arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env |= {"EMBEDDINGS": "off", "PYTHONPATH": str(ROOT)} | settings
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, env=env, capture_output=True, stdin=subprocess.DEVNULL)


def test_a_process_answers_in_utf_8_whatever_the_terminal_is_set_to() -> None:
    done = process(
        "ask",
        "/visa",
        "--language",
        "ru",
        "--knowledge",
        str(EMBASSY),
        LC_ALL="C",
        LANG="C",
        PYTHONIOENCODING="ascii",
        PYTHONUTF8="0",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith("Виза\nОтвета посольства")


def test_a_process_with_a_wrong_setting_shows_no_traceback() -> None:
    done = process("ask", "/visa", STAFF_IDS="me")
    assert done.returncode == 2
    assert re.fullmatch(r"STAFF_IDS: 'me' is not a number;.*\n", done.stderr.decode())


def test_a_reader_that_stops_reading_ends_the_answers_quietly(tmp_path: Path) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text(rows({"text": "/today"} for _ in range(300)), "utf-8")
    shell = f'"{sys.executable}" -m bot ask --batch "{asked}" --knowledge "{EMBASSY}" | head -1'
    env = os.environ | {"EMBEDDINGS": "off", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", shell], env=env, capture_output=True, cwd=tmp_path)
    assert json.loads(done.stdout)["label"] == "today"
    assert b"Traceback" not in done.stderr


def test_a_bar_is_drawn_beside_the_answers_and_takes_none_of_them(tmp_path: Path) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text(rows({"text": "/today"} for _ in range(1500)), "utf-8")
    screen, beside = pty.openpty()
    command = [sys.executable, "-m", "bot", "ask", "--batch", str(asked)]
    with (tmp_path / "answers").open("wb") as answers:
        bot = subprocess.Popen(
            [*command, "--knowledge", str(EMBASSY)],
            env=os.environ | {"EMBEDDINGS": "off", "PYTHONPATH": str(ROOT), "TERM": "xterm"},
            stdout=answers,
            stderr=beside,
            cwd=tmp_path,
        )
    os.close(beside)
    shown = b"".join(iter(lambda: shown_on(screen), b""))
    os.close(screen)
    assert bot.wait() == 0
    assert len((tmp_path / "answers").read_text("utf-8").splitlines()) == 1500
    assert b"%" in shown and b"today" not in shown


def shown_on(screen: int) -> bytes:
    try:
        return os.read(screen, 65536)
    except OSError:  # the other end of the terminal is closed
        return b""


@pytest.mark.parametrize(
    "command",
    [("ask", "/visa"), ("search", "salt"), ("import", "x.jsonl"), ("restore", "x"), ()],
)
def test_a_data_folder_that_cannot_be_one_ends_every_command_with_2_and_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:x")
    Path("file").write_text("")
    Path("x.jsonl").write_text("")
    monkeypatch.setenv("DATA_DIR", "file")
    done = run(*command)
    assert done.exit_code == 2
    assert done.stderr == "DATA_DIR: file is a file; name a folder.\n"
