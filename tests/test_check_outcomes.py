"""What `check` comes to: topics that nothing reaches, answers that fall short, and its exits."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from bot.embedding import open_embedder
from bot.staff.check import Means, Report, check
from bot.staff.check_report import line_of
from tests.test_check import COFFEE, QUESTIONS, TEA

MOMENT = datetime(2026, 5, 9, 12, tzinfo=UTC)
DAYS = "days:\n  kind: counter\n  since: 2018-03-04\n  asked: {en: [how many days are counted]}\n"
Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes a folder of these files, named as keywords with `__` for the slash."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / "knowledge" / (name.replace("__", "/") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / "knowledge"

    return write


def said(folder: Path, model: bool = False) -> list[str]:
    means = Means(open_embedder(None) if model else None, moment=MOMENT)
    report: Report = asyncio.run(check(folder, means))
    return [line_of(one).partition("knowledge/")[2] for one in report.complaints]


def test_a_topic_that_no_phrase_of_its_own_reaches_is_an_error(written: Written) -> None:
    folder = written(
        topics=TEA + COFFEE, other="dots:\n  asked: {en: ['...']}\n  answer: {en: A.}\n"
    )
    assert (
        "other.yaml:1: dots: asked: none of its own phrases reaches it;"
        " add phrases with words of its own" in said(folder)
    )


@pytest.mark.model
def test_an_answer_on_a_day_that_falls_short_is_an_error_with_the_model_and_without(
    written: Written,
) -> None:
    question = '- {{ask: how many days are counted, topic: days, on: {}, says: "684 days"}}\n'
    for model in (False, True):
        good = written(topics=TEA + DAYS, questions__all=question.format("2020-01-17"))
        assert not [one for one in said(good, model) if one.startswith("questions")]
        late = written(topics=TEA + DAYS, questions__all=question.format("2020-01-18"))
        (found,) = [one for one in said(late, model) if one.startswith("questions")]
        assert "must say '684 days', and says 'Days 685 days" in found and "warning" not in found


def test_a_question_that_must_stay_unanswered_and_does_not_is_an_error(written: Written) -> None:
    question = "- {ask: is there any tea, topic: none}\n"
    (found,) = said(written(topics=TEA + COFFEE, questions__all=question))
    assert found == (
        "questions/all.yaml:1: 'is there any tea' must stay unanswered, and reaches tea"
    )


def ran(*words: str) -> Result:
    return CliRunner().invoke(app, ["check", *words], env={"EMBEDDINGS": "off"})


def test_warnings_end_with_0_and_with_1_when_they_count_as_errors(written: Written) -> None:
    folder = str(written(topics=TEA.replace("green tea, ", "")))
    told = ran("--knowledge", folder)
    assert told.exit_code == 0 and "warning: tea: asked: en: 9 of 10 phrases" in told.stdout
    assert ran("--knowledge", folder, "--strict").exit_code == 1
    sound = str(written(topics=TEA))
    assert ran("--knowledge", sound, "--strict").exit_code == 0


def test_programs_get_each_complaint_with_its_place(written: Written) -> None:
    folder = written(topics=TEA + COFFEE, questions__all=QUESTIONS.replace("kitchen", "cellar"))
    told = ran("--knowledge", str(folder), "--json")
    found = json.loads(told.stdout)
    assert told.exit_code == 1 and (found["errors"], found["warnings"], found["missed"]) == (
        1,
        0,
        1,
    )
    (complaint,) = found["complaints"]
    assert complaint["file"].endswith("questions/all.yaml") and complaint["line"] == 1
    assert complaint["warning"] is False and "must say 'cellar'" in complaint["sentence"]


def test_what_a_language_lacks_ends_with_1_until_nothing_is_lacking(written: Written) -> None:
    folder = str(written(topics=TEA))
    told = ran("--knowledge", folder, "--language", "uk")
    assert told.exit_code == 1 and "topics.yaml:2: tea: title: nothing in 'uk' yet" in told.stdout
    assert json.loads(ran("--knowledge", folder, "--language", "uk", "--json").stdout)
    told = ran("--knowledge", folder, "--language", "en")
    assert (told.exit_code, told.stdout) == (0, "")
