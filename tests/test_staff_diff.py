"""Comparing two folders: what changes for citizens, in their words."""

from __future__ import annotations

import asyncio
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.staff.check import Means
from bot.staff.diff import Difference, difference
from bot.staff.diff_report import as_json, as_markdown, as_text
from bot.staff.diff_sides import NoSide, side

BEFORE = """\
tea:
  title: {en: Tea}
  asked: {en: [where is the tea, is there tea, a cup of tea please]}
  answer: {en: In the kitchen.}
days:
  kind: counter
  since: 2018-03-04
"""
QUESTIONS = """\
- {ask: is there any tea, topic: tea}
- {ask: qqqq zzzz, topic: none}
"""
MOMENT = datetime(2020, 1, 17, 12, tzinfo=UTC)


def folder(path: Path, topics: str, questions: str = QUESTIONS) -> Path:
    (path / "questions").mkdir(parents=True)
    (path / "topics.yaml").write_text(topics, "utf-8")
    (path / "questions" / "all.yaml").write_text(questions, "utf-8")
    return path


def compared(tmp_path: Path, after: str, questions: str = QUESTIONS) -> Difference:
    old = folder(tmp_path / "old", BEFORE)
    new = folder(tmp_path / "new", after, questions)
    return asyncio.run(difference(old, new, Means(moment=MOMENT)))


def test_a_folder_and_itself_do_not_differ(tmp_path: Path) -> None:
    found = compared(tmp_path, BEFORE)
    assert found.changes == ()
    assert as_text(found, colour=False) == "No answer changes; 4 were compared."


def test_files_that_say_the_same_in_another_order_do_not_differ(tmp_path: Path) -> None:
    first, second = BEFORE.split("days:")
    assert compared(tmp_path, f"days:{second}\n# moved\n{first}").changes == ()


def test_a_changed_answer_is_told_once_with_the_questions_that_follow(tmp_path: Path) -> None:
    found = compared(tmp_path, BEFORE.replace("kitchen", "cellar"))
    told = as_text(found, colour=False)
    assert told.splitlines()[:4] == [
        "/tea (en)",
        "- In the kitchen.",
        "+ In the cellar.",
        "  also: “is there any tea” (en)",
    ]
    assert "2 of 4 answers change." in told and found.disappeared == 0


STATEMENTS = """\
- id: soup
  date: 2020-01-05
  title: On soup
  text: "It is warm.\\n\\n1. Salt.\\n\\n2. Pepper."
  language: en
  publisher: Kitchen
- {id: stew, date: 2020-01-06, title: On stew, text: Long., language: en, publisher: Kitchen}
"""


@pytest.mark.parametrize(
    ("old", "new", "asked"),
    [
        ("It is warm", "It is cold", "“On soup” (en)"),
        ("Pepper", "Cloves", " 2 “On soup” (en)"),
        ("On stew", "On stews", "“On stew” (en)"),
    ],
)
def test_a_changed_statement_is_read_on_both_sides(
    tmp_path: Path, old: str, new: str, asked: str
) -> None:
    sides = [folder(tmp_path / name, BEFORE) for name in ("old", "new")]
    for side_, text in zip(sides, (STATEMENTS, STATEMENTS.replace(old, new)), strict=True):
        (side_ / "statements").mkdir()
        (side_ / "statements" / "all.yaml").write_text(text, "utf-8")
    found = asyncio.run(difference(*sides, Means(moment=MOMENT)))
    told = as_text(found, colour=False).splitlines()
    assert found.disappeared == 0 and told[0].startswith("/read ") and told[0].endswith(asked)
    assert told[1].startswith("-") and old in told[1]
    assert told[2].startswith("+") and new in told[2] and told[3] == ""


def test_a_statement_that_goes_is_an_answer_that_disappears(tmp_path: Path) -> None:
    sides = [folder(tmp_path / name, BEFORE) for name in ("old", "new")]
    (sides[0] / "statements").mkdir()
    (sides[0] / "statements" / "all.yaml").write_text(STATEMENTS, "utf-8")
    found = asyncio.run(difference(*sides, Means(moment=MOMENT)))
    # Each of the two, and the two points of the first.
    assert found.disappeared == 4


def test_a_topic_that_goes_takes_its_answers_with_it(tmp_path: Path) -> None:
    after = "fog:\n  asked: {en: [dense fog over rivers]}\n  answer: {en: It lifts by noon.}\n"
    after += "days:" + BEFORE.split("days:")[1]
    questions = QUESTIONS.replace("topic: tea", "topic: none")
    found = compared(tmp_path, after, questions)
    told = {change.asking.text: change for change in found.changes}
    assert told["/tea"].disappears and found.disappeared == 2
    assert [asking.text for asking in told["/tea"].follows] == ["is there any tea"]
    assert told["/fog"].old is None
    assert "disappear" in as_text(found, colour=False)


def test_a_question_that_reaches_another_topic_is_told_as_such(tmp_path: Path) -> None:
    other = "\ncups:\n  asked: {en: [is there any tea]}\n  answer: {en: On the shelf.}\n"
    found = compared(tmp_path, BEFORE + other)
    moved = next(change for change in found.changes if change.moves)
    assert moved.asking.text == "is there any tea"
    assert "reaches cups instead of tea" in as_text(found, colour=False)


def test_both_sides_are_asked_at_the_same_moment(tmp_path: Path) -> None:
    found = compared(tmp_path, BEFORE.replace("2018-03-04", "2018-03-05"))
    assert "- 684 days" in as_text(found, colour=False)
    assert "+ 683 days" in as_text(found, colour=False)


def test_colours_stand_only_in_a_terminal(tmp_path: Path) -> None:
    found = compared(tmp_path, BEFORE.replace("kitchen", "cellar"))
    assert "\x1b[31m- In the kitchen.\x1b[0m" in as_text(found, colour=True)
    assert "\x1b" not in as_text(found, colour=False) + as_markdown(found) + as_json(found)


def test_markdown_shows_each_change_in_a_block_that_cannot_be_left(tmp_path: Path) -> None:
    after = BEFORE.replace("In the kitchen.", "'In the ```cellar```.'")
    told = as_markdown(compared(tmp_path, after))
    assert told.startswith("**2 of 4 answers change.**")
    assert told.count("```") == 2 and "### /tea (en)" in told


def test_json_says_what_was_and_what_is(tmp_path: Path) -> None:
    told = json.loads(as_json(compared(tmp_path, BEFORE.replace("kitchen", "cellar"))))
    (change,) = told["changes"]
    assert change["ask"] == "/tea" and change["change"] == "differs"
    assert "kitchen" in change["old"]["text"] and "cellar" in change["new"]["text"]
    assert change["also"] == [{"ask": "is there any tea", "language": "en", "on": None}]


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_a_revision_of_git_is_the_folder_as_it_was_then(tmp_path: Path) -> None:
    place = folder(tmp_path / "project" / "knowledge", BEFORE)
    git(place.parent, "init", "-b", "main")
    git(place.parent, "add", ".")
    git(place.parent, "commit", "-m", "one")
    (place / "topics.yaml").write_text("", "utf-8")
    with side("HEAD", place) as old:
        assert old.name == "knowledge"
        assert (old / "topics.yaml").read_text("utf-8") == BEFORE
        assert (old / "questions" / "all.yaml").exists()
    assert not old.exists()


@pytest.mark.parametrize("name", ["no-such-thing", "--output=/tmp/x", "HEAD:../.."])
def test_what_is_neither_folder_nor_revision_is_said_in_a_sentence(
    tmp_path: Path, name: str
) -> None:
    place = folder(tmp_path / "project" / "knowledge", BEFORE)
    git(place.parent, "init", "-b", "main")
    with pytest.raises(NoSide), side(name, place):
        pass


def test_without_git_two_folders_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(NoSide), side("HEAD", folder(tmp_path / "knowledge", BEFORE)):
        pass


NOTICE = """\
closed:
  kind: notice
  answer: {en: The kitchen is closed on 9 May.}
  from: 2027-05-09
  until: 2027-05-09
  topics: [tea]
"""


def test_a_coming_notice_is_shown_as_it_will_stand_above_its_topics(tmp_path: Path) -> None:
    found = compared(tmp_path, BEFORE + NOTICE)
    assert as_text(found, colour=False).splitlines() == [
        "/closed (en, on 2027-05-09): there is an answer now",
        "+ Closed",
        "+ The kitchen is closed on 9 May.",
        "",
        "/tea (en, on 2027-05-09)",
        "+ The kitchen is closed on 9 May.",
        "",
        "2 of 6 answers change.",
    ]


def test_a_notice_that_is_over_may_be_taken_out(tmp_path: Path) -> None:
    over = NOTICE.replace("2027", "2019")
    old, new = folder(tmp_path / "old", BEFORE + over), folder(tmp_path / "new", BEFORE)
    found = asyncio.run(difference(old, new, Means(moment=MOMENT)))
    assert found.changes == () and found.disappeared == 0
