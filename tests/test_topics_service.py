"""Services, notes, notices, bundles and the menu: what staff wrote, and what is not written yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from bot.talk import Answer
from tests.conftest import Ask, Written

Answered = Callable[[Written], Awaitable[Ask]]

CONTACTS = ["The consul", "+44 20 7946 0018 (on the page: +44 (0)20 7946 0018)"]


def said(answer: Answer) -> list[str]:
    return [str(line.text) for line in answer.lines]


def asks(answer: Answer) -> list[str]:
    return [choice.asks for choice in answer.choices]


async def test_a_service_without_an_answer_names_itself_and_gives_the_contacts(ask: Ask) -> None:
    answer = await ask("/visa")
    assert answer.title == "Visa"
    assert said(answer)[0] == "The embassy has not written an answer to this here yet."
    assert said(answer)[1:3] == CONTACTS
    assert answer.choices == ()


async def test_a_service_without_an_answer_in_russian(ask: Ask) -> None:
    answer = await ask("/visa", "ru")
    assert answer.title == "Виза"
    assert said(answer)[:2] == ["Ответа посольства на этот вопрос здесь пока нет.", "Консул"]


async def test_what_staff_wrote_is_given_with_a_button_for_each_part(ask: Ask) -> None:
    answer = await ask("/passport")
    assert said(answer) == [
        "A passport is made in Aldenburg.",
        "Form: https://veldonia.example/form.pdf",
    ]
    assert answer.link == "https://veldonia.example/passport"
    assert [(choice.label, choice.asks) for choice in answer.choices] == [
        ("Papers to bring", "/passport documents"),
        ("Fees", "/passport fees"),
    ]


async def test_what_staff_wrote_names_the_line_of_its_language(ask: Ask) -> None:
    english, russian = await ask("/passport"), await ask("/passport", "ru")
    assert said(russian)[0] == "Паспорт делают в Альденбурге."
    sources = [answer.lines[0].source for answer in (english, russian)]
    assert [source and source.line for source in sources] == [6, 7]


async def test_a_part_is_given_by_its_button_with_a_way_to_the_other_parts(ask: Ask) -> None:
    answer = await ask("/passport fees", "ru")
    assert answer.title == "Паспорт"
    assert said(answer) == ["Паспорт стоит 40 крон."]
    assert asks(answer) == ["/passport documents"]
    assert answer.lines[0].source and answer.lines[0].source.line == 13


@pytest.mark.parametrize("part", ["payment", "nonsense", "documentsx"])
async def test_a_part_that_is_not_written_gives_the_service_itself(ask: Ask, part: str) -> None:
    assert said(await ask(f"/passport {part}"))[0] == "A passport is made in Aldenburg."


async def test_a_service_of_parts_alone_gives_its_buttons(
    folder: Written, answered: Answered
) -> None:
    text = "tea: {kind: service, title: {en: Tea}, parts: {fees: {en: It is free.}}}\n"
    answer = await (await answered(folder.write({"a.yaml": text})))("/tea")
    assert asks(answer) == ["/tea fees"]
    assert said(answer) == ["Choose, or ask in your own words."]


async def test_a_service_of_a_link_and_a_form_alone_gives_those_too(
    folder: Written, answered: Answered
) -> None:
    text = "tea: {kind: service, link: 'https://a.example/tea', form: 'https://a.example/form'}\n"
    answer = await (await answered(folder.write({"a.yaml": text})))("/tea")
    assert said(answer) == [
        "The embassy has not written an answer to this here yet.",
        "Form: https://a.example/form",
    ]
    assert answer.link == "https://a.example/tea"


async def test_a_note_gives_its_text_and_then_its_further_topics(ask: Ask) -> None:
    assert said(await ask("/opening")) == [
        "The consul receives on Mondays.",
        "+44 20 7946 0018 (on the page: +44 (0)20 7946 0018)",
        "As of 01.05.2024",
    ]


async def test_small_talk_is_short_and_has_no_why(ask: Ask) -> None:
    answer = await ask("/hello")
    assert (answer.title, said(answer), answer.why) == ("", ["Good day."], None)


async def test_the_menu_has_a_button_for_each_group_that_holds_something(ask: Ask) -> None:
    answer = await ask("/help")
    assert [(choice.label, choice.asks) for choice in answer.choices] == [
        ("Contacts", "/help contacts"),
        ("Papers", "/help papers"),
        ("News", "/help news"),
        ("Time and days", "/help time"),
    ]
    assert answer.why is None


async def test_behind_a_group_are_its_topics_and_the_way_back(ask: Ask) -> None:
    answer = await ask("/help papers", "ru")
    assert answer.title == "Документы"
    assert [choice.label for choice in answer.choices] == [
        "Паспорт",
        "Виза",
        "Сборы",
        "Какие документы",
        "Арест",
        "Назад",
    ]
    assert asks(answer)[0] == "/passport" and asks(answer)[-1] == "/help"


async def test_every_topic_of_a_group_is_reached_in_two_presses(ask: Ask) -> None:
    for group in (await ask("/help")).choices:
        for topic in (await ask(group.asks)).choices:
            assert (await ask(topic.asks)).outcome == "sure"


async def test_a_group_that_is_not_there_gives_the_menu(ask: Ask) -> None:
    assert asks(await ask("/help nowhere")) == asks(await ask("/help"))


async def test_a_group_whose_topics_are_not_in_force_is_not_offered(
    folder: Written, answered: Answered
) -> None:
    folder.write(
        {
            "embassy.yaml": "name: {en: X}\nzone: UTC\nlanguages: [en]\n"
            "groups: {old: {en: Old}, new: {en: New}}\n",
            "a.yaml": "help: {kind: menu}\n"
            "a: {answer: {en: a}, group: old, until: 2020-01-01}\n"
            "b: {answer: {en: b}, group: new}\n",
        }
    )
    assert asks(await (await answered(folder))("/help")) == ["/help new"]


async def test_a_menu_without_groups_says_to_ask_in_ones_own_words(
    folder: Written, answered: Answered
) -> None:
    answer = await (await answered(folder.write({"a.yaml": "help: {kind: menu}\n"})))("/help")
    assert said(answer) == ["Ask in your own words."]


async def test_the_board_of_the_day_tells_each_of_its_topics_shortened(ask: Ask) -> None:
    answer = await ask("/today")
    lines = [getattr(line.text, "text", line.text) for line in answer.lines]
    assert lines == [
        "Today is 14.05.2024.",
        "Aldenburg 16:30",
        "Port Maren 12:00",
        "Aldenburg is 4 h 30 min ahead.",
        "1535 days, counted from 01.03.2020; the page showed 5 on 06.03.2020.",
        "days since the bridge was closed",
        "The consul",
        "+44 20 7946 0018 (on the page: +44 (0)20 7946 0018)",
        "consul@veldonia.example",
        "3 Harbour Steps, Port Maren",
        "On the map: 47.5615, -52.7126",
        "As of 01.05.2024",
        "News",
        "A ferry line to Westhaven opens",
    ]
    assert [choice.label for choice in answer.choices] == ["Read the newest"]
    assert "ferry" in str((await ask(answer.choices[0].asks)).lines[0].text)


async def test_in_a_bundle_a_quotations_language_is_said_once(
    folder: Written, answered: Answered
) -> None:
    counter = "{kind: counter, since: 2024-05-01, caption: {en: days}}"
    text = f"a: {counter}\nb: {counter}\nab: {{kind: bundle, title: {{ru: Оба}}, of: [a, b]}}\n"
    answer = await (await answered(folder.write({"a.yaml": text})))("/ab", "ru")
    assert said(answer).count("Цитата на английском языке.") == 1


async def test_a_topic_of_a_bundle_that_is_not_in_force_is_left_out(
    folder: Written, answered: Answered
) -> None:
    text = "a: {answer: {en: a}, until: 2020-01-01}\nb: {answer: {en: b}}\n"
    text += "ab: {kind: bundle, of: [a, b]}\n"
    assert said(await (await answered(folder.write({"a.yaml": text})))("/ab")) == ["B", "b"]


async def test_a_notice_stands_above_every_answer_while_it_is_in_force(ask: Ask) -> None:
    storm = "The embassy is shut by a storm."
    for text in ("/consul", "/latest", "phone of the consul", "xyzzy", "/start", "/read nothing"):
        before = await ask(text, at=datetime(2024, 7, 1, 8, 59))
        during = await ask(text, at=datetime(2024, 7, 2, 23, 59))
        after = await ask(text, at=datetime(2024, 7, 3))
        assert [str(line.text) for line in during.above] == [storm], text
        assert before.above == after.above == ()


async def test_small_talk_and_the_notice_itself_have_no_notice_above(ask: Ask) -> None:
    at = datetime(2024, 7, 1, 12)
    assert (await ask("/hello", at=at)).above == ()
    notice = await ask("/notice_storm", "ru", at=at)
    assert notice.above == () and said(notice) == ["Посольство закрыто из-за бури."]


async def test_a_notice_on_some_topics_stands_above_those_alone(ask: Ask) -> None:
    at = datetime(2024, 8, 5)
    assert len((await ask("/opening", at=at)).above) == 1
    assert (await ask("/consul", at=at)).above == ()
