"""`explain`: staff see what decided, the archive's part in it too, on one screen."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

from bot.archive import Archive, Statement
from bot.cli import app as cli
from bot.cli.explained import WIDTH, told
from bot.desk import Desk
from bot.talk import Heard
from bot.understanding import Explanation, StatementShown
from tests.conftest import EMBASSY, NOON, Written

SCREEN = 26
Why = Callable[..., Awaitable[Explanation]]


@pytest.fixture
async def why(desk: Desk) -> Why:
    """`await why("the harbour speech")`: why the desk understands it as it does."""
    desk.knowledge = desk.knowledge.knowing(await desk.archive.vocabulary())

    async def explained(text: str, about: str | None = None) -> Explanation:
        return await desk.explained(await desk.hear(Heard(text, hint="en", at=NOON, about=about)))

    return explained


def first(explanation: Explanation) -> StatementShown:
    assert explanation.published is not None
    return explanation.published.found[0]


async def test_a_statement_that_was_found_is_shown_as_its_publishers_words(why: Why) -> None:
    shown = first(await why("keepers of lighthouses met"))
    assert (shown.title, shown.date) == ("Lighthouse keepers meet in Port Maren", "2024-05-08")
    assert shown.publisher == "Embassy of Veldonia"
    assert shown.passage == "Keepers of nine lighthouses met."
    assert shown.words == (("keepers", "keepers"), ("lighthouses", "Lighthouse"), ("met", "met"))


async def test_the_passage_is_named_by_the_line_of_staffs_file_that_has_it(why: Why) -> None:
    shown = first(await why("the harbour speech about the cranes"))
    assert shown.point == 2 and shown.file == "embassy/statements/news.yaml"
    rows = (EMBASSY / "statements" / "news.yaml").read_text("utf-8").splitlines()
    assert shown.line is not None and shown.passage in rows[shown.line - 1]


async def test_of_a_text_that_is_not_written_row_by_row_the_line_is_where_it_begins(
    folder: Written,
) -> None:
    folder.write(
        {"statements/a.yaml": '- date: 2024-05-01\n  title: Tea\n  text: "One.\n\n\n    Two."\n'}
    )
    knowledge = folder.knowledge()
    place = knowledge.where(knowledge.statements[0])
    assert place is not None and place.line_of("One.\n\nTwo.", 6) == 3


async def test_what_was_only_imported_stands_in_no_file(why: Why, archive: Archive) -> None:
    news = Statement("A new bell", "The bell rings.", date(2024, 5, 1), "en", "Port Office")
    await archive.keep(news, on=date(2024, 5, 2))
    explanation = await why("the new bell rings")
    assert first(explanation).file is None
    assert any("Port Office, 01.05.2024 (imported)" in line for line in told(explanation))


async def test_statements_do_not_crowd_out_the_five_nearest_topics(why: Why, desk: Desk) -> None:
    explanation = await why("keepers of lighthouses met")
    assert explanation.outcome == "sure" and first(explanation).score > 0.9
    labels = [one.label for one in explanation.scores]
    assert len(labels) == 5 and set(labels) <= set(desk.knowledge.topics)


async def test_a_topic_keeps_its_own_score_beside_a_statement(why: Why) -> None:
    explanation = await why("news about the ferry to Westhaven")
    assert explanation.scores[0].label == "westhaven" and explanation.scores[0].score > 0.9
    assert explanation.published is not None
    assert explanation.published.held_back == "topic_is_sure"


@pytest.mark.parametrize(
    ("text", "about", "passed"),
    [
        ("the harbour speech", None, "own_phrase"),
        ("harbour speech point 2", None, "numbered"),
        ("a speech about the harbour", None, "title_only"),
        ("is it the", None, "no_telling_word"),
        ("and in Westhaven", "consul", "reply"),
        ("zxqv wvwv", None, "nothing_found"),
        ("keepers of lighthouses met", None, None),
    ],
)
async def test_staff_are_told_why_the_archive_was_not_weighed(
    why: Why, text: str, about: str | None, passed: str | None
) -> None:
    explanation = await why(text, about)
    assert explanation.published is not None and explanation.published.passed == passed
    assert (explanation.published.probability is None) == (passed is not None)
    assert any("not weighed: " in line for line in told(explanation)) == (passed is not None)


async def test_what_was_found_by_its_day_says_so(why: Why) -> None:
    explanation = await why("what was published on 10 May")
    assert first(explanation).on_the_day
    assert any("came out when the question says" in line for line in told(explanation))


@pytest.mark.parametrize(
    "text", ["keepers of lighthouses met", "честные маяки порта", "xj", "", "the visa " * 40]
)
async def test_it_fits_one_screen(why: Why, text: str) -> None:
    lines = told(await why(text))
    assert len(lines) <= SCREEN
    assert all(len(line) <= WIDTH + 10 for line in lines)


def test_programs_get_the_same_with_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(EMBASSY))
    asked = ["explain", "news about the ferry to Westhaven", "--json", "--knowledge", str(EMBASSY)]
    done = CliRunner().invoke(cli.app, asked)
    shown = json.loads(done.stdout)
    assert {"reading", "words", "nearest", "thresholds", "scores", "archive"} <= set(shown)
    archive = shown["archive"]
    assert archive["weighed"] and archive["why_not"] is None
    assert archive["limits"]["given"] <= archive["probability"] <= 1
    assert archive["limits"] == {"given": 0.7, "first": 0.5, "offered": 0.35}
    assert 0 < archive["sounds"] < 1
    assert archive["found"][0]["words"] == [["ferry", "ferry"], ["westhaven", "Westhaven"]]


@pytest.mark.parametrize(
    ("text", "told_so"),
    [
        ("the harbour speech", "sure: answers with speech (1.00; 0.88 is needed)"),
        ("is it the", "unsure: asks which of "),
        ("zxqv wvwv", "lost: no answer, nothing fits"),
        ("weather", "lost: no answer, it is hardly for this desk ("),
        ("", "lost: no answer, there is no word in it"),
        ("?!", "lost: no answer, there is no word in it"),
        ("keepers of lighthouses met", "sure: answers with statement:pk4se5ue (see Archive)"),
    ],
)
async def test_the_second_line_says_what_the_bot_does_and_why(
    why: Why, text: str, told_so: str
) -> None:
    outcome = " ".join(" ".join(told(await why(text))[1:3]).split())
    assert outcome.startswith(f"Outcome {told_so}")


async def test_words_that_no_phrase_has_are_named(why: Why) -> None:
    assert "  in no phrase: keepers, lighthouses, met" in told(
        await why("keepers of lighthouses met")
    )


async def test_of_a_point_that_was_named_no_other_statement_is_shown(why: Why) -> None:
    explanation = await why("harbour speech point 2")
    assert explanation.published is not None
    assert {one.point for one in explanation.published.found} <= {2}


async def test_what_is_far_from_being_meant_is_told_in_few_lines(why: Why) -> None:
    lines = told(await why("the harbour speech"))
    assert len(lines[lines.index(next(line for line in lines if line[:7] == "Archive")) :]) == 4


@pytest.mark.parametrize(("columns", "widest"), [(20, 80), (90, 90), (300, 120)])
async def test_in_a_terminal_it_is_as_wide_as_that(
    why: Why, monkeypatch: pytest.MonkeyPatch, columns: int, widest: int
) -> None:
    explanation = await why("the harbour speech about the cranes")
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    shown = first(explanation)
    wordy = replace(shown, title="The harbour " * 30, passage="The cranes were painted. " * 30)
    assert explanation.published is not None
    published = replace(explanation.published, found=(wordy,))
    lines = told(replace(explanation, published=published))
    quoted = [len(line) for line in lines if "harbour The" in line or "painted. The" in line]
    assert len(quoted) == 3 and widest - 25 < min(quoted) and max(quoted) <= widest


async def test_of_a_command_it_is_said_that_nothing_is_understood(why: Why) -> None:
    assert told(await why("/visa"))[0].startswith("A command is looked up and not understood")


async def test_what_alone_may_be_meant_is_offered(why: Why) -> None:
    lines = told(await why("маяки"))
    assert lines[1].startswith("Outcome   unsure: offers statement:")
