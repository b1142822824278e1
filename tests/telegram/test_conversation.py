"""What citizens see when they write to the desk in Telegram."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.desk import Desk
from bot.ledger import Ledger
from bot.talk import Answer, Choice, Heard, Line, Question
from tests.botapi import BotApi, Call, Person
from tests.telegram.conftest import STAFF

pytestmark = pytest.mark.usefixtures("channel")

SENT = ("sendMessage", "editMessageText")


@pytest.fixture
def broken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that fails at every question."""

    async def fall(question: Question) -> Answer:
        raise RuntimeError("the shelf fell over")

    monkeypatch.setattr(desk, "answer", fall)


async def answer_to(api: BotApi, person: Person, text: str, **more: Any) -> Call:
    person.says(text, **more)
    return await api.next(*SENT)


async def test_a_question_in_words_is_answered_as_a_reply_to_it(
    api: BotApi, citizen: Person
) -> None:
    asked = citizen.says("how do I reach the consul")
    said = await api.next("sendMessage")
    assert "+44 20 7946 0018" in said.text
    assert said.message["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_command_is_answered_without_a_reply(api: BotApi, citizen: Person) -> None:
    said = await answer_to(api, citizen, "/contacts")
    assert said.text.startswith("The consul\n")
    assert "reply_to_message" not in said.message
    assert said.fields["link_preview_options"] == {"is_disabled": True}


async def test_contacts_have_buttons_that_copy_open_and_explain(
    api: BotApi, citizen: Person
) -> None:
    said = await answer_to(api, citizen, "/consul")
    assert said.buttons == [
        ["Copy +44 20 7946 0018"],
        ["Copy consul@veldonia.example"],
        ["Copy 3 Harbour Steps, Port Maren"],
        ["Open the page"],
        ["Where from", "Not what I asked"],
    ]
    copied = said.message["reply_markup"]["inline_keyboard"][0][0]
    assert copied["copy_text"] == {"text": "+44 20 7946 0018"}


async def test_an_answer_to_a_russian_is_in_russian(api: BotApi, russian: Person) -> None:
    said = await answer_to(api, russian, "/contacts")
    assert said.text.startswith("Консул\n")
    assert ["Откуда это", "Я не об этом"] in said.buttons


async def test_a_chosen_language_is_remembered(api: BotApi, citizen: Person) -> None:
    said = await answer_to(api, citizen, "/language")
    citizen.presses(said.message, "Русский")
    await api.next(*SENT)
    assert (await answer_to(api, citizen, "/contacts")).text.startswith("Консул\n")


async def test_a_pressed_button_asks_and_its_press_is_answered(
    api: BotApi, citizen: Person
) -> None:
    said = await answer_to(api, citizen, "/contacts")
    citizen.presses(said.message, "Where from")
    assert (await api.next("answerCallbackQuery")).result is True
    assert "contacts.yaml" in (await api.next("sendMessage")).text


async def test_turning_a_page_edits_the_message_and_opening_an_item_sends_one(
    api: BotApi, citizen: Person
) -> None:
    first = await answer_to(api, citizen, "/archive")
    month = first.buttons[0][0]
    citizen.presses(first.message, month)
    turned = await api.next(*SENT)
    listing = await answer_to(api, citizen, "/latest")
    citizen.presses(listing.message, "1")
    opened = await api.next(*SENT)
    assert opened.method == "sendMessage"
    assert "ferry" in opened.text
    assert turned.method == "editMessageText" or turned.text != first.text


async def test_the_menu_is_walked_in_one_message(api: BotApi, citizen: Person) -> None:
    menu = await answer_to(api, citizen, "/help")
    citizen.presses(menu.message, "Papers")
    group = await api.next(*SENT)
    assert group.method == "editMessageText"
    assert ["Passport"] in group.buttons
    citizen.presses(menu.message, "Back")
    assert (await api.next(*SENT)).text == menu.text


async def test_a_message_that_holds_a_contact_does_not_give_way_to_the_menu(
    api: BotApi, citizen: Person
) -> None:
    lost = await answer_to(api, citizen, "who won the football")
    citizen.presses(lost.message, "Menu")
    assert (await api.next(*SENT)).method == "sendMessage"


async def test_not_what_i_asked_keeps_the_question_without_its_asker(
    api: BotApi, citizen: Person, ledger: Ledger
) -> None:
    said = await answer_to(api, citizen, "how do I reach the consul")
    citizen.presses(said.message, "Not what I asked")
    assert "Menu" in str((await api.next(*SENT)).buttons)
    rows = await ledger.unanswered()
    assert [row.text for row in rows] == ["how do I reach the consul"]
    assert "42" not in str(rows)


async def test_a_deep_link_opens_its_topic(api: BotApi, citizen: Person) -> None:
    assert (await answer_to(api, citizen, "/start westhaven")).text.startswith("Consulate in West")
    listing = await answer_to(api, citizen, "/latest")
    opens = listing.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    short = opens.removeprefix("/read ")
    assert "ferry" in (await answer_to(api, citizen, f"/start read_{short}")).text


async def test_what_a_search_finds_is_opened_by_its_number(api: BotApi, citizen: Person) -> None:
    listing = await answer_to(api, citizen, "/search ferry")
    assert "<b>" in listing.message["text"] or listing.message.get("entities")
    citizen.presses(listing.message, "1")
    assert "ferry" in (await api.next(*SENT)).text


async def test_start_says_that_this_is_automatic_and_what_is_kept(
    api: BotApi, citizen: Person
) -> None:
    said = await answer_to(api, citizen, "/start")
    assert "automatic" in said.text
    assert "not kept with your name" in said.text


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "video_note", "document"])
async def test_what_is_not_text_gets_one_polite_line(
    api: BotApi, citizen: Person, kind: str
) -> None:
    content: dict[str, Any] = {kind: [{"file_id": "x"}]}
    citizen.sends(**content)
    assert (await api.next("sendMessage")).text == "I can read only text."


async def test_a_caption_is_a_question(api: BotApi, citizen: Person) -> None:
    citizen.sends(photo=[{"file_id": "x"}], caption="/contacts")
    assert "+44 20 7946 0018" in (await api.next("sendMessage")).text


async def test_an_album_is_answered_once(api: BotApi, citizen: Person) -> None:
    for _ in range(3):
        citizen.sends(photo=[{"file_id": "x"}], media_group_id="77")
    citizen.says("/contacts")
    assert (await api.next("sendMessage")).text == "I can read only text."
    assert (await api.next("sendMessage")).text.startswith("The consul")


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": {}},
        {"new_chat_members": []},
        {"left_chat_member": {}},
        {"migrate_to_chat_id": 5},
        {"text": ""},
        {"some_news_of_next_year": {}},
    ],
)
async def test_a_chats_own_news_meets_silence(
    api: BotApi, citizen: Person, content: dict[str, Any]
) -> None:
    citizen.sends(**content)
    await answer_to(api, citizen, "/contacts")
    assert len(api.sent()) == 1


async def test_an_edited_message_meets_silence(api: BotApi, citizen: Person) -> None:
    said = citizen.says("/contacts")
    await api.next("sendMessage")
    citizen.edits(said, "/visa")
    await answer_to(api, citizen, "/fees")
    assert [text.split("\n")[0] for text in api.sent()] == ["The consul", "Fees"]


async def test_in_a_group_it_answers_only_when_addressed(api: BotApi, citizen: Person) -> None:
    group = api.group()
    citizen.says("how do I reach the consul", group)
    citizen.says("/contacts@AnotherBot", group)
    citizen.says("ask @FreedoniaBotNot", group)
    citizen.says("@freedoniabot contacts", group)
    mentioned = await api.next("sendMessage")
    citizen.says("/visa@FreedoniaBot", group)
    commanded = await api.next("sendMessage")
    citizen.says("and the fees", group, reply_to_message=mentioned.message)
    replied = await api.next("sendMessage")
    citizen.says("@FreedoniaBot", group)
    named = await api.next("sendMessage")
    first = [call.text.split("\n")[0] for call in (mentioned, commanded, replied, named)]
    assert first == ["The consul", "Visa", "Fees", "What is it about?"]
    assert "reply_to_message" in commanded.message
    assert len(api.sent()) == 4


async def test_a_photo_in_a_group_meets_silence(api: BotApi, citizen: Person) -> None:
    citizen.sends(api.group(), photo=[{"file_id": "x"}])
    await answer_to(api, citizen, "/contacts")
    assert len(api.sent()) == 1


async def test_other_bots_and_channels_meet_silence(api: BotApi, citizen: Person) -> None:
    group = api.group()
    other = {"id": 9, "is_bot": True, "first_name": "Other"}
    for sender in (other, {**citizen.user}):
        news = {"from": sender, "text": "/contacts", "is_automatic_forward": sender is not other}
        api.post("message", api.chats.message(group.chat, news))
    api.post("channel_post", api.chats.message({"id": -5, "type": "channel"}, {"text": "/visa"}))
    await answer_to(api, citizen, "/fees")
    assert len(api.sent()) == 1


async def test_one_chats_questions_are_answered_in_their_order(
    api: BotApi, citizen: Person
) -> None:
    for command in ("/consul", "/visa", "/fees", "/documents", "/clocks"):
        citizen.says(command)
    for _ in range(5):
        await api.next("sendMessage")
    assert [text.split("\n")[0] for text in api.sent()][:4] == [
        "The consul",
        "Visa",
        "Fees",
        "Papers to bring",
    ]


async def test_who_asks_too_much_is_told_once_and_then_hears_nothing(
    api: BotApi, citizen: Person, russian: Person
) -> None:
    for _ in range(25):
        citizen.says("/clocks")
    for _ in range(21):
        last = await api.next("sendMessage")
    assert last.text == "One at a time, please: I will go on in a minute."
    await answer_to(api, russian, "/contacts")
    assert len(api.sent()) == 22


async def test_a_long_answer_comes_in_pieces_with_its_buttons_under_the_last(
    api: BotApi, citizen: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def long(question: Question) -> Answer:
        lines = tuple(Line(f"{number}. " + "слово " * 100) for number in range(20))
        return Answer("Long", lines, choices=(Choice("Go on", "/visa"),), language="en")

    monkeypatch.setattr(desk, "answer", long)
    asked = citizen.says("tell me everything")
    calls = [await api.next("sendMessage") for _ in range(4)]
    assert [call.buttons for call in calls] == [[], [], [], [["Go on"]]]
    assert calls[0].message["reply_to_message"]["message_id"] == asked["message_id"]
    assert "".join("".join(call.text.split()) for call in calls).count("слово") == 2000


async def test_a_button_too_long_reads_its_question_from_the_message_it_answered(
    api: BotApi, citizen: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "что мне делать если паспорт был украден в поезде по дороге в аэропорт"
    asked: list[Heard] = []
    usual = desk.hear

    async def hear(heard: Heard) -> Question:
        asked.append(heard)
        return await usual(heard)

    async def answer(question: Question) -> Answer:
        text = question.text.removeprefix("/search ")
        line = Line(f"Found for {len(text)} letters")
        return Answer("", (line,), choices=(Choice("More", f"/search {text}"),), language="en")

    monkeypatch.setattr(desk, "hear", hear)
    monkeypatch.setattr(desk, "answer", answer)
    said = await answer_to(api, citizen, question)
    citizen.presses(said.message, "More")
    again = await api.next(*SENT)
    assert asked[-1].text == f"/search {question}"
    citizen.presses(again.message, "More")
    await api.next(*SENT)
    assert asked[-1].text == f"/search {question}"
    api.chats.forget(api.chats.shown(42, said.message["reply_to_message"]["message_id"]))
    citizen.presses(again.message, "More")
    assert (
        await api.next(*SENT)
    ).text == "I can no longer read that question. Please type it again."


async def test_typing_is_shown_while_an_answer_takes_long(
    api: BotApi, citizen: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = asyncio.Event()
    usual = desk.answer

    async def slow(question: Question) -> Answer:
        await shown.wait()
        return await usual(question)

    monkeypatch.setattr(desk, "answer", slow)
    citizen.says("/contacts")
    assert (await api.next("sendChatAction")).fields["action"] == "typing"
    shown.set()
    assert "The consul" in (await api.next("sendMessage")).text


async def test_an_error_of_the_desk_is_one_apology(
    api: BotApi, citizen: Person, broken: None
) -> None:
    said = await answer_to(api, citizen, "how do I reach the consul")
    assert said.text.startswith("Something went wrong")
    assert (await answer_to(api, api.person(43, "ru"), "/visa")).text.startswith("Что-то сломалось")
    citizen.presses_data(said.message, "/visa")
    await api.next("sendMessage")
    assert (await api.next("answerCallbackQuery")).result is True


async def test_an_error_of_the_desk_is_logged_without_text_or_asker(
    api: BotApi, citizen: Person, broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    await answer_to(api, citizen, "how do I reach the consul")
    assert "the shelf fell over" in caplog.text
    for secret in ("reach the consul", "Harpo", ":42"):
        assert secret not in caplog.text


async def test_only_staff_in_private_in_their_own_words_are_staff(
    api: BotApi, citizen: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[bool] = []
    usual = desk.hear

    async def hear(one: Heard) -> Question:
        heard.append(one.staff)
        return await usual(replace(one, text="/contacts"))

    monkeypatch.setattr(desk, "hear", hear)
    clerk = api.person(STAFF)
    forwarded = {"forward_origin": {"type": "user"}}
    await answer_to(api, clerk, "/contacts")
    await answer_to(api, citizen, "/contacts")
    await answer_to(api, clerk, "/contacts", **forwarded)
    await answer_to(api, clerk, "/contacts", via_bot={"id": 5, "is_bot": True})
    await answer_to(api, clerk, "/contacts", where=api.group())
    assert heard == [True, False, False, False, False]


async def test_a_reply_says_what_it_is_about(
    api: BotApi, citizen: Person, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str | None] = []
    usual = desk.hear

    async def hear(one: Heard) -> Question:
        heard.append(one.about)
        return await usual(one)

    monkeypatch.setattr(desk, "hear", hear)
    said = await answer_to(api, citizen, "/contacts")
    await answer_to(api, citizen, "/visa", reply_to_message=said.message)
    citizen.presses(said.message, "Where from")
    await api.next(*SENT)
    assert heard == [None, "consul", "consul"]
