"""What `check` says of a knowledge folder: each mistake by its line, with what to do about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.staff.check import Means, Report, check
from bot.staff.check_language import lacking
from bot.staff.check_report import line_of

MOMENT = datetime(2026, 5, 9, 12, tzinfo=UTC)
Checked = Callable[..., Report]

TEA = """\
tea:
  title: {en: Tea}
  asked:
    en: [where is the tea, is there tea, tea please, a cup of tea, who makes tea,
         I would like tea, tea time, green tea, black tea, tea with milk]
  answer: {en: In the kitchen.}
"""
COFFEE = """\
coffee:
  title: {en: Coffee}
  asked:
    en: [where is the coffee, is there coffee, coffee please, an espresso, who brews coffee,
         I would like coffee, coffee break, cappuccino, black coffee, coffee with sugar]
  answer: {en: Beside the window.}
"""


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """Checks a folder of these files, named as keywords with a `__` for the point."""

    def write_and_check(**files: str) -> Report:
        for name, text in files.items():
            path = tmp_path / "knowledge" / (name.replace("__", "/") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return asyncio.run(check(tmp_path / "knowledge", Means(moment=MOMENT)))

    return write_and_check


def said(report: Report) -> list[str]:
    return [line_of(one).partition("knowledge/")[2] for one in report.complaints]


def test_a_good_folder_has_no_complaints(checked: Checked) -> None:
    report = checked(topics=TEA + COFFEE)
    assert said(report) == []
    assert (report.topics, report.phrases) == (2, 20)


def test_the_loaders_complaints_are_errors_all_at_once(checked: Checked) -> None:
    report = checked(topics="one: {kind: clock, zone: Europe/Moskow}\ntwo: {kind: kontakt}\n")
    assert len(report.errors) == 3, report.errors
    assert {one.line for one in report.errors} == {1, 2}


def test_a_phrase_of_two_topics_is_told_with_both_lines(checked: Checked) -> None:
    report = checked(a=TEA, b=COFFEE.replace("an espresso", "Tea PLEASE!"))
    (complaint,) = report.warnings
    assert complaint.file.endswith("knowledge/b.yaml") and complaint.line == 4
    assert "'Tea PLEASE!' is a phrase of tea" in complaint.sentence
    assert "knowledge/a.yaml:4" in complaint.sentence


def test_a_phrase_that_a_topic_has_and_says_to_be_something_else_is_told(checked: Checked) -> None:
    report = checked(a=TEA + "  not_for: {en: [teapot repair, 'TEA time!']}\n")
    (complaint,) = report.warnings
    assert complaint.line == len(TEA.splitlines()) + 1
    assert "not_for: 'TEA time!' stands under asked too (line 5)" in complaint.sentence


def test_phrases_that_are_taken_for_each_other_are_told_with_both_lines(checked: Checked) -> None:
    tea, coffee = (
        TEA.replace("tea time", "warm milk in a mug"),
        COFFEE.replace("coffee break", "a mug of warm milk"),
    )
    (complaint,) = checked(a=tea, b=coffee).warnings
    assert complaint.file.endswith("a.yaml") and complaint.line == 5
    assert "'warm milk in a mug' and 'a mug of warm milk' of coffee" in complaint.sentence
    assert "b.yaml:5" in complaint.sentence


@pytest.mark.model
def test_a_topic_that_only_the_model_finds_is_a_warning(tmp_path: Path) -> None:
    from bot.embedding import open_embedder

    (tmp_path / "topics.yaml").write_text(TEA + COFFEE, "utf-8")
    questions = "- {ask: ein Tässchen Tee bitte, topic: tea, language: en}\n"
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "all.yaml").write_text(questions, "utf-8")
    report = asyncio.run(check(tmp_path, Means(open_embedder(None), moment=MOMENT)))
    assert report.meaning and report.errors == ()
    assert "without the model of meaning" in report.warnings[0].sentence


def test_too_few_phrases_are_counted_by_language(checked: Checked) -> None:
    report = checked(topics=TEA.replace("tea with milk", "tea").replace("green tea, ", ""))
    assert said(report) == ["topics.yaml:4: warning: tea: asked: en: 9 of 10 phrases; add 1"]


def test_a_language_without_phrases_is_named(checked: Checked) -> None:
    embassy = "name: {en: A, ru: Б}\nzone: UTC\nlanguages: [en, ru]\n"
    topic = TEA.replace("{en: Tea}", "{en: Tea, ru: Чай}").replace(
        "kitchen.}", "kitchen., ru: На кухне.}"
    )
    assert said(checked(embassy=embassy, topics=topic)) == [
        "topics.yaml:3: warning: tea: asked: there are no phrases in 'ru'; add 10"
    ]


def test_without_an_embassy_a_text_that_lacks_a_language_is_a_warning(checked: Checked) -> None:
    report = checked(topics=TEA.replace("{en: Tea}", "{en: Tea, ru: Чай}"))
    assert "topics.yaml:6: warning: tea: answer: the text in 'ru' is missing; add it" in said(
        report
    )


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("answer: {en: Ring +44 20 3668 74 now}", "'+44 20 3668 74' is not a number in use"),
        ("answer: {en: Write to info@embassy}", "'info@embassy' is not an e-mail address"),
        ("answer: {en: See https://embassy}", "'https://embassy' is not an address"),
    ],
)
def test_what_citizens_would_dial_or_open_in_vain_is_a_warning(
    checked: Checked, field: str, sentence: str
) -> None:
    report = checked(topics=f"kitchen:\n  {field}\n")
    assert said(report)[0].startswith("topics.yaml:2: warning: kitchen: answer: " + sentence)


def test_sound_phones_mails_links_and_names_of_messengers_pass(checked: Checked) -> None:
    text = "Ring +44 20 7946 0958, write to info@example.org, @embassy, or www.example.org/a."
    assert said(checked(topics=f'kitchen:\n  answer: {{en: "{text}"}}\n')) == []


def test_a_fact_past_its_review_is_a_warning_where_the_day_stands(checked: Checked) -> None:
    report = checked(topics="kitchen:\n  answer: {en: Open.}\n  review_by: 2026-05-08\n")
    assert [(one.line, one.warning) for one in report.complaints] == [(3, True)]
    assert "08.05.2026" in report.complaints[0].sentence


def test_a_notice_that_is_over_is_a_warning_and_not_on_its_last_day(checked: Checked) -> None:
    notice = "closed:\n  kind: notice\n  answer: {{en: Closed.}}\n  until: {}\n"
    assert said(checked(topics=notice.format("2026-05-09"))) == []
    over = checked(topics=notice.format("2026-05-08"))
    assert [(one.line, one.warning) for one in over.complaints] == [(4, True)]


def test_a_title_too_long_for_a_button_is_a_warning(checked: Checked) -> None:
    title = "The kitchen and what is to be found there today"
    report = checked(topics=f"kitchen:\n  title: {{en: {title}}}\n  answer: {{en: Open.}}\n")
    assert said(report) == [
        "topics.yaml:2: warning: kitchen: title: en: 47 letters are too many for a button;"
        " write at most 40"
    ]


QUESTIONS = """\
- {ask: is there any tea, topic: tea, says: kitchen}
- {ask: qqqq zzzz, topic: none}
"""


def test_sample_questions_that_are_answered_as_written_are_counted(checked: Checked) -> None:
    report = checked(topics=TEA + COFFEE, questions__all=QUESTIONS)
    assert (report.questions, report.missed, said(report)) == (2, 0, [])


def test_on_words_alone_a_wrong_answer_is_an_error_and_none_a_warning(checked: Checked) -> None:
    questions = QUESTIONS.replace("topic: tea", "topic: coffee").replace("none", "tea")
    report = checked(topics=TEA + COFFEE, questions__all=questions)
    assert said(report) == [
        "questions/all.yaml:1: 'is there any tea' must reach coffee, and reaches tea",
        "questions/all.yaml:2: warning: without the model of meaning, 'qqqq zzzz' must reach tea,"
        " and gets no answer",
    ]
    assert report.missed == 2


def test_an_answer_that_does_not_say_what_it_must_is_an_error(checked: Checked) -> None:
    report = checked(topics=TEA, questions__all=QUESTIONS.replace("kitchen", "cellar"))
    assert said(report)[0].startswith(
        "questions/all.yaml:1: the answer to 'is there any tea' must say 'cellar', and says"
    )


def test_a_sample_question_is_asked_on_its_day(checked: Checked) -> None:
    days = "days:\n  kind: counter\n  since: 2018-03-04\n  asked: {en: [how many days]}\n"
    question = '- {ask: how many days, topic: days, on: 2020-01-17, says: ["684", "04.03.2018"]}\n'
    assert checked(topics=days, questions__all=question).missed == 0


def test_a_new_language_lacks_everything_until_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(TEA, "utf-8")
    found = [str(one) for one in lacking(tmp_path, "uk")]
    assert f"{tmp_path}/topics.yaml:2: tea: title: nothing in 'uk' yet" in found
    assert any(line.startswith("bot/locales/uk.ftl:1: lost:") for line in found)
    assert lacking(tmp_path, "en") == []
