"""Commands that do something: start, language, read, search, why, wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime

import pytest

from bot.commands import COMMANDS
from bot.desk import Desk
from bot.knowledge.topics import RESERVED
from bot.talk import Answer, LanguageChosen, Quote, Unanswered
from tests.conftest import Ask, Written

Answered = Callable[[Written], Awaitable[Ask]]


def said(answer: Answer) -> list[str]:
    return [str(getattr(line.text, "text", line.text)) for line in answer.lines]


def labels(answer: Answer) -> list[str]:
    return [choice.label for choice in answer.choices]


def test_no_topic_can_take_the_name_of_a_command() -> None:
    assert set(COMMANDS) <= RESERVED


async def test_the_first_meeting_says_that_it_is_automatic_and_what_is_kept(ask: Ask) -> None:
    answer = await ask("/start")
    assert said(answer)[0].startswith("This is the automatic service: Embassy of Veldonia")
    assert said(answer)[1].startswith("Your questions are not kept with your name")
    assert labels(answer) == ["Menu", "Contacts"]
    russian = await ask("/start", "ru")
    assert "автоматическая" in said(russian)[0] and "не хранятся" in said(russian)[1]


async def test_a_deep_link_opens_a_topic_or_a_statement_or_a_point(ask: Ask) -> None:
    assert (await ask("/start consul_phone")).title == "Phone of the consul"
    assert (await ask("/start contacts")).title == "The consul"
    assert said(await ask("/start read_harbour-speech_2"))[-1] == "2. The cranes were painted."
    assert said(await ask("/start read_honey"))[0] == "Honey fair announced"


@pytest.mark.parametrize("payload", ["nothing", "read_", "read", "start", "lottery", "Консул"])
async def test_a_deep_link_to_nothing_is_a_first_meeting(ask: Ask, payload: str) -> None:
    answer = await ask(f"/start {payload}", at=datetime(2020, 1, 1))
    assert said(answer)[0].startswith("This is the automatic service")


async def test_without_menu_and_contacts_the_first_meeting_has_no_buttons(
    folder: Written, answered: Answered
) -> None:
    ask = await answered(folder.write({"a.yaml": "tea: {answer: {en: Here.}}\n"}))
    assert (await ask("/start")).choices == ()


async def test_the_language_is_chosen_and_remembered(desk: Desk, ask: Ask) -> None:
    asked = await ask("/language", asker="telegram:42")
    assert labels(asked) == ["English", "Русский"]
    chosen = await ask(asked.choices[1].asks, asker="telegram:42")
    assert said(chosen) == ["Буду отвечать по-русски."]
    assert chosen.language == "ru"
    assert LanguageChosen("telegram:42", "ru") in chosen.changes
    assert (await ask("/visa", "en", asker="telegram:42")).title == "Виза"
    assert (await ask("phone of the consul", "en", asker="telegram:42")).language == "ru"
    assert (await ask("/visa", "en", asker="telegram:43")).title == "Visa"


async def test_a_language_that_is_not_spoken_gives_the_choice(ask: Ask) -> None:
    answer = await ask("/language tlh", asker="telegram:42")
    assert said(answer) == ["I do not speak that language."]
    assert labels(answer) == ["English", "Русский"]
    assert not [change for change in answer.changes if isinstance(change, LanguageChosen)]


async def test_a_folder_in_a_language_without_phrases_can_still_be_chosen(
    folder: Written, answered: Answered
) -> None:
    ask = await answered(folder.write({"a.yaml": "tea: {answer: {en: Here., de: Hier.}}\n"}))
    assert labels(await ask("/language")) == ["English", "de"]
    assert said(await ask("/tea", "de")) == ["Hier."]


async def test_where_from_names_file_line_page_and_day(ask: Ask) -> None:
    answer = await ask("/why consul")
    assert answer.title == "The consul"
    assert said(answer)[:3] == [
        "Where this comes from:",
        "+44 20 7946 0018 (on the page: +44 (0)20 7946 0018) — embassy/contacts.yaml, line 7; "
        "the embassy’s page, page.txt:2; as of 01.05.2024",
        "consul@veldonia.example — embassy/contacts.yaml, line 8; "
        "the embassy’s page, page.txt:3; as of 01.05.2024",
    ]


async def test_where_from_says_when_somebody_looked(ask: Ask) -> None:
    assert said(await ask("/why westhaven", "ru"))[1].endswith(
        "строка 44; по состоянию на 02.04.2024; последняя проверка: 20.04.2024"
    )


async def test_where_from_quotes_the_publishers_words_and_never_says_them(ask: Ask) -> None:
    lines = said(await ask("/why honey"))
    assert lines[1] == "“Honey fair announced” — message honey, 30.04.2024"
    counter = said(await ask("/why counter_bridge", "ru"))
    assert any(line.startswith("“days since the bridge was closed” — ") for line in counter)


async def test_where_from_is_asked_of_the_message_replied_to(ask: Ask) -> None:
    assert (await ask("/why", about="consul")).title == "The consul"
    assert said(await ask("/why"))[0].startswith("Say which:")
    assert said(await ask("/why nonsense"))[0].startswith("Say which:")


async def test_where_from_of_the_desks_own_words_says_so(ask: Ask) -> None:
    assert said(await ask("/why help")) == ["That is the desk’s own answer; it rests on no fact."]


async def test_not_what_i_asked_is_noted_without_the_asker(ask: Ask, desk: Desk) -> None:
    answer = await ask("/wrong visa", asker="telegram:42", before="my visa +44 20 7946 0018")
    assert said(answer)[0].startswith("Thank you, I have noted it.")
    assert "The consul" in said(answer)
    assert labels(answer) == ["Menu", "Contacts"]
    (kept,) = await desk.ledger.unanswered()
    assert kept == Unanswered("my visa […]", "en", date(2024, 5, 14), "visa", 0.0, "wrong")


async def test_what_cannot_be_noted_is_not_said_to_be(ask: Ask, desk: Desk) -> None:
    answer = await ask("/wrong visa", asker="telegram:42")
    assert said(answer)[0] == "Say it in other words, or choose from the menu."
    assert await desk.ledger.unanswered() == []


async def test_searching_shows_what_was_published_and_opens_it(ask: Ask) -> None:
    answer = await ask("/search lighthouse keepers")
    quotes = [line.text for line in answer.lines if isinstance(line.text, Quote)]
    assert "Lighthouse keepers meet in Port Maren" in quotes[0].text
    assert quotes[0].publisher == "Embassy of Veldonia"
    opened = await ask(answer.choices[0].asks)
    assert said(opened)[0] == "Lighthouse keepers meet in Port Maren"


async def test_searching_for_nothing_or_in_vain_is_no_dead_end(ask: Ask) -> None:
    assert said(await ask("/search"))[0].startswith("Type /search and the words")
    answer = await ask("/search zzyzx")
    assert said(answer) == ["Nothing in the archive on “zzyzx”."]
    assert labels(answer) == ["All messages"]


async def test_what_staff_alone_may_see_is_shown_to_nobody_else(ask: Ask) -> None:
    assert said(await ask("/live"))[0] == "This is not available here."
