"""The Bot API of the tests refuses what Telegram refuses, in Telegram's words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.botapi import BotApi, CutShort, Drop, Slow, bad_gateway, too_many

Say = dict[str, Any]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        api.person(42).says("hello")
        yield api


async def call(api: BotApi, method: str, token: str | None = None, **fields: Any) -> Say:
    url = f"{api.url}/bot{token or api.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=fields) as reply:
        said = await reply.json()
    assert isinstance(said, dict)
    return said


async def refusal(api: BotApi, method: str, **fields: Any) -> str:
    said = await call(api, method, **fields)
    assert not said["ok"]
    return str(said["description"])


async def sending(api: BotApi, text: str, **more: Any) -> Say:
    return await call(api, "sendMessage", chat_id=42, text=text, parse_mode="HTML", **more)


def keyboard(**button: Any) -> Say:
    return {"inline_keyboard": [[{"text": "Press", **button}]]}


CANNOT = "Bad Request: can't parse entities: "
PARSED = {
    "<b>bold</b> &lt;&amp;&gt;&quot;": 'bold <&>"',
    "a & b &nbsp; &copy;": "a & b &nbsp; &copy;",
    "<blockquote expandable>q</blockquote>": "q",
    '<a href="https://a.example/?b=1&amp;c">l</a>': "l",
    '<tg-time unix="1" format="wDt">t</tg-time>': "t",
    "  <i>x</i>\n": "x",
    "&#1055;&#x41;": "ПA",
}
UNPARSED = {
    "<p>x</p>": 'Unsupported start tag "p" at byte offset 0',
    "я <br>": 'Unsupported start tag "br" at byte offset 3',
    "<b>x": 'Can\'t find end tag corresponding to start tag "b"',
    "<b>x</i>": 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    "x</b>": "Unexpected end tag at byte offset 1",
    "x <b": "Unclosed start tag at byte offset 2",
    "<b>x</b": "Unclosed end tag at byte offset 4",
    '<span class="big">x</span>': 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    "1 < 2": 'Unsupported start tag "" at byte offset 2',
}
REFUSED = {
    "": "message text is empty",
    " \n\u200b": "text must be non-empty",
    "<b> </b>": "text must be non-empty",
    "x" * 4097: "message is too long",
    "\U0001f600" * 2049: "message is too long",
    "<b></b>" * 5000 + "x": "text is too long",
}


@pytest.mark.parametrize(("text", "seen"), PARSED.items())
async def test_html_that_telegram_takes(api: BotApi, text: str, seen: str) -> None:
    assert (await sending(api, text))["result"]["text"] == seen


@pytest.mark.parametrize(("text", "reason"), UNPARSED.items())
async def test_html_that_telegram_refuses(api: BotApi, text: str, reason: str) -> None:
    assert (await sending(api, text))["description"] == CANNOT + reason


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=range(len(REFUSED)))
async def test_texts_that_telegram_refuses(api: BotApi, text: str, reason: str) -> None:
    assert (await sending(api, text))["description"] == f"Bad Request: {reason}"


async def test_a_text_is_measured_after_its_entities_are_parsed(api: BotApi) -> None:
    assert (await sending(api, "<b>" + "&amp;" * 4096 + "</b>"))["ok"]


BUTTON = "can't parse inline keyboard button: "
BUTTONS: list[tuple[Say, str]] = [
    (keyboard(), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (keyboard(callback_data="a", url="https://a.example"), "BUTTON_TYPE_INVALID"),
    (keyboard(callback_data="я" * 33), "BUTTON_DATA_INVALID"),
    (keyboard(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
    (keyboard(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
    (
        keyboard(url="http://localhost/"),
        "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ),
    (keyboard(callback_data="a", style="pink"), BUTTON + "invalid button style specified"),
    (
        {"inline_keyboard": [{"text": "a"}]},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
]


@pytest.mark.parametrize(("markup", "reason"), BUTTONS, ids=range(len(BUTTONS)))
async def test_buttons_that_telegram_refuses(api: BotApi, markup: Say, reason: str) -> None:
    assert (await sending(api, "x", reply_markup=markup))["description"] == f"Bad Request: {reason}"


async def test_a_chat_that_never_wrote_and_one_that_blocked(api: BotApi) -> None:
    assert await refusal(api, "sendMessage", chat_id=1, text="x") == "Bad Request: chat not found"
    api.person(42).blocks()
    blocked = await call(api, "sendMessage", chat_id=42, text="x")
    assert blocked["error_code"] == 403


async def test_edits_that_telegram_refuses(api: BotApi) -> None:
    sent = (await sending(api, "x"))["result"]
    same = {"chat_id": 42, "message_id": sent["message_id"], "text": "x"}
    assert "message is not modified" in await refusal(api, "editMessageText", **same)
    unknown = await refusal(api, "editMessageText", **{**same, "message_id": 99})
    assert unknown == "Bad Request: message to edit not found"
    theirs = await refusal(api, "editMessageText", **{**same, "message_id": 1})
    assert theirs == "Bad Request: message can't be edited"


async def test_a_reply_to_nothing_is_refused_unless_it_may_go_without(api: BotApi) -> None:
    lost = {"message_id": 99}
    refused = await sending(api, "x", reply_parameters=lost)
    assert refused["description"] == "Bad Request: message to be replied not found"
    lenient = {**lost, "allow_sending_without_reply": True}
    assert (await sending(api, "x", reply_parameters=lenient))["ok"]


async def test_a_press_is_answered_once(api: BotApi) -> None:
    sent = (await sending(api, "x", reply_markup=keyboard(callback_data="/a")))["result"]
    number = api.person(42).presses(sent, "Press")
    assert (await call(api, "answerCallbackQuery", callback_query_id=number))["ok"]
    again = await refusal(api, "answerCallbackQuery", callback_query_id=number)
    assert "query is too old" in again


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("Start", "BOT_COMMAND_INVALID"),
        ("", "command must be non-empty"),
        ("a" * 33, "command length must not exceed 32"),
    ],
)
async def test_commands_that_telegram_refuses(api: BotApi, command: str, reason: str) -> None:
    listed = [{"command": command, "description": "x"}]
    assert await refusal(api, "setMyCommands", commands=listed) == f"Bad Request: {reason}"


async def test_too_much_said_of_itself_is_refused(api: BotApi) -> None:
    many = [{"command": f"a{number}", "description": "x"} for number in range(101)]
    assert "TOO_MUCH" in await refusal(api, "setMyCommands", commands=many)
    assert "language code" in await refusal(
        api, "setMyCommands", commands=many[:1], language_code="eng"
    )
    assert "TOO_LONG" in await refusal(api, "setMyDescription", description="x" * 513)
    assert "TOO_LONG" in await refusal(api, "setMyShortDescription", short_description="x" * 121)


async def test_a_wrong_token_and_an_unknown_method(api: BotApi) -> None:
    assert (await call(api, "getMe", token="1:other"))["error_code"] == 401
    assert await refusal(api, "getMee") == "Not Found: method not found"


async def test_updates_come_again_until_they_are_confirmed(api: BotApi) -> None:
    first = (await call(api, "getUpdates"))["result"]
    assert (await call(api, "getUpdates"))["result"] == first
    offset = first[-1]["update_id"] + 1
    assert (await call(api, "getUpdates", offset=offset))["result"] == []


async def test_an_update_with_a_lower_id_survives_a_higher_offset(api: BotApi) -> None:
    await call(api, "getUpdates")
    api.updates.next_id = 3
    api.person(42).says("again")
    (update,) = (await call(api, "getUpdates", offset=1001))["result"]
    assert update["update_id"] == 3


async def test_a_long_poll_ends_with_news_and_a_second_one_ends_the_first(api: BotApi) -> None:
    await call(api, "getUpdates", offset=2000)
    await call(api, "getUpdates", offset=2000)
    first = asyncio.create_task(call(api, "getUpdates", offset=2000, timeout=30))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(call(api, "getUpdates", offset=2000, timeout=30))
    assert (await first)["error_code"] == 409
    api.person(42).says("news")
    assert len((await second)["result"]) == 1


async def test_faults_are_met_once_each_and_in_order(api: BotApi) -> None:
    api.fail("getMe", too_many(3), Slow(0.01), Drop(), CutShort())
    assert (await call(api, "getMe"))["parameters"] == {"retry_after": 3}
    assert (await call(api, "getMe"))["ok"]
    for _ in range(2):
        with pytest.raises(aiohttp.ClientError):
            await call(api, "getMe")
    assert (await call(api, "getMe"))["ok"]
    assert bad_gateway().kind == "text/html"
