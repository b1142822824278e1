"""What happens when Telegram is slow, strict, away or does not want the bot."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from pydantic import SecretStr

from bot.channels.telegram import FAILED, STOPPED, WRONG_SETTING, polling, serve
from bot.desk import Desk
from bot.settings import Settings
from bot.talk import Answer, Question
from tests.botapi import (
    BotApi,
    CutShort,
    Drop,
    Fault,
    Person,
    Reply,
    bad_gateway,
    refusing,
    too_many,
)

ODD = Reply(200, b'{"ok": true}')
ODD_UPDATES = Reply(200, b'{"ok": true, "result": ["ten", {"update_id": "nine"}, {}]}')
NO_LIST = Reply(200, b'{"ok": true, "result": {"a": 1}}')
NOT_JSON = Reply(200, b"certainly")
FAULTS = [
    too_many(1),
    too_many(),
    bad_gateway(),
    refusing(500, "Internal Server Error: restart"),
    Reply(500, b"{}"),
    ODD,
    NOT_JSON,
    Drop(),
]


@pytest.mark.usefixtures("channel")
class TestSending:
    """Faults of a send."""

    @pytest.mark.parametrize("fault", FAULTS, ids=str)
    async def test_an_answer_arrives_in_spite_of(
        self, api: BotApi, citizen: Person, fault: Fault
    ) -> None:
        api.fail("sendMessage", fault)
        citizen.says("/contacts")
        await api.next("sendMessage")
        assert (await api.next("sendMessage")).text.startswith("The consul")

    @pytest.mark.parametrize("fault", [Drop(after=True), CutShort()], ids=str)
    async def test_an_outcome_nobody_knows_is_tried_again(
        self, api: BotApi, citizen: Person, fault: Fault
    ) -> None:
        api.fail("sendMessage", fault)
        citizen.says("/contacts")
        for _ in range(2):
            assert (await api.next("sendMessage")).text.startswith("The consul")

    async def test_a_limit_keeps_all_chats_waiting(
        self, api: BotApi, citizen: Person, russian: Person
    ) -> None:
        api.fail("sendMessage", too_many(1))
        citizen.says("/contacts")
        await api.next("sendMessage")
        russian.says("/contacts")
        await asyncio.sleep(0.2)
        assert len(api.calls.of("sendMessage")) == 1
        for _ in range(2):
            assert (await api.next("sendMessage")).message

    async def test_who_blocked_the_bot_is_not_tried_again(
        self, api: BotApi, citizen: Person, russian: Person
    ) -> None:
        citizen.blocks()
        citizen.says("/contacts")
        refused = await api.next("sendMessage")
        assert refused.refused == "Forbidden: bot was blocked by the user"
        russian.says("/contacts")
        await api.next("sendMessage")
        assert len(api.calls.of("sendMessage")) == 2

    async def test_a_group_that_moved_gets_its_answer(self, api: BotApi, citizen: Person) -> None:
        group = api.group(-50)
        citizen.says("/contacts", group)
        await api.next("sendMessage")
        api.chats.move(-50, to=-100500)
        citizen.says("/visa", group)
        assert (await api.next("sendMessage")).refused
        assert (await api.next("sendMessage")).message["chat"]["id"] == -100500

    async def test_what_telegram_cannot_parse_is_sent_as_plain_text(
        self, api: BotApi, citizen: Person
    ) -> None:
        unread = "Bad Request: can't parse entities: Unclosed start tag at byte offset 3"
        api.fail("sendMessage", refusing(400, unread))
        citizen.says("/contacts")
        await api.next("sendMessage")
        again = await api.next("sendMessage")
        assert "parse_mode" not in again.fields
        assert again.text.startswith("The consul\n+44")
        assert again.buttons

    async def test_any_other_refusal_is_logged_and_not_repeated(
        self, api: BotApi, citizen: Person, caplog: pytest.LogCaptureFixture
    ) -> None:
        api.fail("sendMessage", refusing(400, "Bad Request: BUTTON_DATA_INVALID"))
        citizen.says("/contacts")
        await api.next("sendMessage")
        citizen.says("/visa")
        assert (await api.next("sendMessage")).text.startswith("Visa")
        assert "BUTTON_DATA_INVALID" in caplog.text

    async def test_an_edit_that_changes_nothing_is_no_fault(
        self, api: BotApi, citizen: Person, caplog: pytest.LogCaptureFixture
    ) -> None:
        citizen.says("/help")
        menu = await api.next("sendMessage")
        citizen.presses_data(menu.message, "/help")
        assert "not modified" in str((await api.next("editMessageText")).refused)
        citizen.says("/contacts")
        await api.next("sendMessage")
        assert "refuse" not in caplog.text

    async def test_an_edit_of_a_message_that_is_gone_becomes_a_letter(
        self, api: BotApi, citizen: Person
    ) -> None:
        citizen.says("/help")
        menu = (await api.next("sendMessage")).message
        api.chats.forget(menu)
        citizen.presses_data(menu, "/help papers")
        assert (await api.next("editMessageText")).refused
        assert ["Passport"] in (await api.next("sendMessage")).buttons

    async def test_a_press_that_is_too_old_is_still_answered_by_letter(
        self, api: BotApi, citizen: Person
    ) -> None:
        citizen.says("/contacts")
        said = await api.next("sendMessage")
        api.methods.callbacks.clear()
        number = citizen.presses(said.message, "Where from")
        api.methods.callbacks.discard(number)
        assert "too old" in str((await api.next("answerCallbackQuery")).refused)
        assert (await api.next("sendMessage")).text


@pytest.mark.usefixtures("channel")
class TestPolling:
    """Faults of the poll."""

    @pytest.mark.parametrize("fault", [*FAULTS, CutShort(), ODD_UPDATES, NO_LIST], ids=str)
    async def test_updates_go_on_after(self, api: BotApi, citizen: Person, fault: Fault) -> None:
        api.fail("getUpdates", fault)
        citizen.says("/contacts")
        assert (await api.next("sendMessage")).text.startswith("The consul")

    async def test_an_update_that_cannot_be_read_spoils_no_other(
        self, api: BotApi, citizen: Person, caplog: pytest.LogCaptureFixture
    ) -> None:
        strange: list[Any] = [
            {"update_id": 5, "message": {"text": "my secret"}},
            {"update_id": 6, "message": "text"},
            {"update_id": 7, "callback_query": {"id": 1, "message": {"chat": 5}, "data": "x"}},
            {"update_id": 8},
        ]
        for update in strange:
            api.updates.add_raw(update)
        citizen.says("/contacts")
        await api.next("sendMessage")
        assert "update 5 (message) cannot be read" in caplog.text
        assert "my secret" not in caplog.text

    async def test_ids_that_begin_anew_are_not_taken_for_old(
        self, api: BotApi, citizen: Person
    ) -> None:
        citizen.says("/contacts")
        await api.next("sendMessage")
        api.updates.next_id = 3
        citizen.says("/visa")
        assert (await api.next("sendMessage")).text.startswith("Visa")

    async def test_a_webhook_set_by_somebody_is_taken_away(
        self, api: BotApi, citizen: Person
    ) -> None:
        citizen.says("/contacts")
        await api.next("sendMessage")
        api.methods.webhook = "https://elsewhere.example"
        citizen.says("/visa")
        assert (await api.next("sendMessage")).text.startswith("Visa")
        await api.next("deleteWebhook")
        assert api.methods.webhook == ""


async def test_what_was_answered_is_confirmed_at_the_stop(
    api: BotApi, citizen: Person, settings: Settings, desk: Desk
) -> None:
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(settings, desk, stop))
    citizen.says("/contacts")
    await api.next("sendMessage")
    stop.set()
    assert await serving == STOPPED
    assert api.updates.unconfirmed() == []


async def test_a_question_under_way_is_answered_before_the_stop(
    api: BotApi, settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, begun, usual = asyncio.Event(), asyncio.Event(), desk.answer

    async def slow(question: Question) -> Answer:
        begun.set()
        await asyncio.sleep(0.3)
        return await usual(question)

    monkeypatch.setattr(desk, "answer", slow)
    serving = asyncio.create_task(serve(settings, desk, stop))
    api.person(42, "en").says("/contacts")
    await begun.wait()
    stop.set()
    assert await serving == STOPPED
    assert api.sent()[0].startswith("The consul")


async def test_it_waits_for_an_api_that_is_away_at_the_start(
    settings: Settings, desk: Desk
) -> None:
    api, stop = BotApi(), asyncio.Event()
    await api.open()
    port = int(api.url.rpartition(":")[2])
    await api.close()
    here = settings.model_copy(update={"telegram_api_base": api.url})
    serving = asyncio.create_task(serve(here, desk, stop))
    await asyncio.sleep(0.2)
    await api.open(port)
    api.person(42, "en").says("/contacts")
    assert (await api.next("sendMessage")).text.startswith("The consul")
    stop.set()
    assert await serving == STOPPED
    await api.close()
    assert (settings.data_dir / "heartbeat").is_file()


async def test_it_can_be_stopped_while_it_waits_for_an_api_that_is_away(
    settings: Settings, desk: Desk
) -> None:
    stop = asyncio.Event()
    away = settings.model_copy(update={"telegram_api_base": "http://127.0.0.1:9"})
    serving = asyncio.create_task(serve(away, desk, stop))
    await asyncio.sleep(0.1)
    stop.set()
    assert await serving == STOPPED


async def test_a_wrong_token_ends_it_with_one_sentence(
    settings: Settings, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = settings.model_copy(update={"bot_token": SecretStr("424242:wrong-secret-of-old")})
    assert await serve(wrong, desk, asyncio.Event()) == WRONG_SETTING
    told = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(told) == 1
    assert "BOT_TOKEN is wrong" in told[0].getMessage()
    assert "wrong-secret-of-old" not in caplog.text


async def test_another_program_that_polls_for_the_bot_ends_it_after_a_while(
    api: BotApi, settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_CONFLICT_PATIENCE", 0.5)
    rival = "Conflict: terminated by other getUpdates request"
    api.fail("getUpdates", *[refusing(409, rival)] * 9)
    assert await serve(settings, desk, asyncio.Event()) == FAILED


async def test_no_log_at_any_level_and_no_exception_carries_the_token(
    api: BotApi, settings: Settings, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = api.token.partition(":")[2]
    stop = asyncio.Event()
    for fault in (Drop(), bad_gateway(), refusing(400, f"Bad Request: /bot{api.token}/x")):
        api.fail("getMe", Drop())
        api.fail("getUpdates", fault)
        api.fail("sendMessage", fault)
        api.fail("setMyCommands", fault)
    serving = asyncio.create_task(serve(settings, desk, stop))
    api.person(42, "en").says("/contacts")
    await api.next("setMyShortDescription")
    stop.set()
    await serving
    assert caplog.text
    assert secret not in caplog.text
