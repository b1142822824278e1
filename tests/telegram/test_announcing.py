"""Staff announce in Telegram and readers are told; administrators subscribe their groups."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.archive import Archive
from bot.delivery import noticing
from bot.desk import Desk
from bot.ledger import Ledger
from tests.botapi import BotApi, Call, Person
from tests.telegram.conftest import STAFF

pytestmark = pytest.mark.usefixtures("quickly", "channel")


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Staff hear of corrections as soon as a test wants to know."""
    monkeypatch.setattr(noticing, "_EVERY", 0.05)


async def answer_to(api: BotApi, person: Person, text: str) -> Call:
    person.says(text)
    return await api.next("sendMessage")


async def test_what_staff_confirm_reaches_those_who_subscribed(
    api: BotApi, citizen: Person, russian: Person
) -> None:
    staff, stranger = api.person(STAFF, "en"), api.person(99, "en")
    await answer_to(api, citizen, "/subscribe")
    await answer_to(api, russian, "/subscribe")
    await answer_to(api, stranger, "/contacts")
    preview = await answer_to(api, staff, "/publish The consul is back.\n--- ru\nКонсул вернулся.")
    staff.presses(preview.message, "Send to 2 readers")
    got = [await api.next("sendMessage") for _ in range(3)]
    texts = {call.message["chat"]["id"]: call.text.split("\n")[0] for call in got}
    assert texts == {
        STAFF: "It is being sent to 2 readers.",
        citizen.id: "The consul is back.",
        russian.id: "Консул вернулся.",
    }


async def test_the_progress_takes_the_place_of_the_confirmation(
    api: BotApi, citizen: Person
) -> None:
    staff = api.person(STAFF, "en")
    await answer_to(api, citizen, "/subscribe")
    preview = await answer_to(api, staff, "/publish The consul is back.")
    staff.presses(preview.message, "Send to 1 reader")
    sending = next(
        call
        for call in [await api.next("sendMessage"), await api.next("sendMessage")]
        if call.message["chat"]["id"] == STAFF
    )
    await asyncio.sleep(0.1)
    staff.presses(sending.message, "How far it is")
    shown = await api.next("editMessageText")
    assert shown.text == "Message 1 to 1: sent 1, waiting 0, gone 0, refused 0, stopped 0."


async def test_who_blocked_the_bot_is_not_subscribed_any_more(
    api: BotApi, citizen: Person, ledger: Ledger
) -> None:
    staff = api.person(STAFF, "en")
    await answer_to(api, citizen, "/subscribe")
    citizen.blocks()
    preview = await answer_to(api, staff, "/publish The consul is back.")
    staff.presses(preview.message, "Send to 1 reader")
    await api.next("sendMessage")
    await api.next("sendMessage")
    await asyncio.sleep(0.1)
    assert ledger.subscriptions.of("telegram:42") is None
    assert ledger.broadcasts.running() == []


async def test_in_a_group_an_administrator_subscribes_and_a_member_does_not(
    api: BotApi, citizen: Person, ledger: Ledger
) -> None:
    group = api.group(-100777)
    citizen.says("/subscribe", group)
    refused = await api.next("sendMessage")
    assert refused.text == "In a group only its administrators decide on this."
    api.methods.administrators.add((group.id, citizen.id))
    citizen.says("/subscribe", group)
    assert (await api.next("sendMessage")).text.startswith("You will be told of everything")
    assert ledger.subscriptions.of("telegram:-100777") is not None


async def test_an_administrator_who_writes_in_the_groups_name_may_subscribe_it(
    api: BotApi, ledger: Ledger
) -> None:
    group = api.group(-100777)
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    message = {"from": anonymous, "sender_chat": group.chat, "text": "/subscribe"}
    api.post("message", api.chats.message(group.chat, message))
    await api.next("sendMessage")
    assert ledger.subscriptions.of("telegram:-100777") is not None


async def test_staff_are_told_once_of_a_correction_of_what_was_announced(
    api: BotApi, citizen: Person, desk: Desk, archive: Archive
) -> None:
    staff = api.person(STAFF, "en")
    await answer_to(api, citizen, "/subscribe")
    opened = await answer_to(api, staff, "/read honey")
    staff.presses(opened.message, "Announce it")
    preview = await api.next("sendMessage")
    staff.presses(preview.message, "Send to 1 reader")
    for _ in range(2):
        await api.next("sendMessage")
    statements = [
        replace(each, text="The fair begins on 8 June.") if each.id == "honey" else each
        for each in desk.knowledge.statements
    ]
    await archive.bring_in(statements, on=date(2024, 5, 20))
    notice = await api.next("sendMessage")
    assert notice.message["chat"]["id"] == STAFF
    assert notice.text.startswith("A message that was announced has been corrected since.")
    assert notice.buttons == [["Announce the correction"]]
    await asyncio.sleep(0.2)
    assert len(api.calls.of("sendMessage")) == 6, "staff are told once, readers not at all"
    staff.presses(notice.message, "Announce the correction")
    assert "Corrected on 20.05.2024" in (await api.next("sendMessage")).text


async def test_words_written_behind_the_bots_name_offer_statements(
    api: BotApi, citizen: Person
) -> None:
    number = api.new_callback()
    query = {"id": number, "from": citizen.user, "query": "honey", "offset": ""}
    api.post("inline_query", query)
    offered = await api.next("answerInlineQuery")
    assert offered.refused is None
    first = offered.fields["results"][0]
    assert "Honey fair" in first["title"]
    (((button,),),) = [first["reply_markup"]["inline_keyboard"]]
    assert button["url"].startswith("https://t.me/FreedoniaBot?start=read_")
