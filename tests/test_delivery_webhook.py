"""Telegram brings updates to the bot's own door, and nobody else gets anything in."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from pydantic import SecretStr

from bot.channels.telegram import serve
from bot.desk import Desk
from bot.settings import BadSetting, Settings, read_settings
from tests.botapi import BotApi

SECRET = "only-for-telegram-0123456789-abcdef"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass
class Door:
    """The door as somebody outside sees it."""

    api: BotApi
    session: ClientSession

    async def brings(self, body: object, secret: str | None = SECRET, **more: Any) -> int:
        """The status that bringing this gets."""
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        headers = {} if secret is None else {HEADER: secret}
        url = more.pop("url", self.api.methods.webhook)
        async with self.session.post(url, data=data, headers=headers, **more) as reply:
            return reply.status


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API with one bot."""
    async with BotApi() as api:
        yield api


@pytest.fixture
async def door(api: BotApi, desk: Desk, tmp_path: Path) -> AsyncIterator[Door]:
    """A bot that listens."""
    port = free_port()
    settings = Settings(
        bot_token=SecretStr(api.token),
        telegram_api_base=api.url,
        data_dir=tmp_path / "data",
        webhook_url=f"http://127.0.0.1:{port}/door",
        webhook_secret=SecretStr(SECRET),
        webhook_port=port,
        _env_file=None,
    )
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(settings, desk, stop))
    await api.next("setWebhook")
    async with ClientSession() as session:
        yield Door(api, session)
    stop.set()
    assert await serving == 0


def question(number: int, text: str = "/contacts", chat: int = 42) -> dict[str, Any]:
    sender = {"id": chat, "is_bot": False, "first_name": "Harpo", "language_code": "en"}
    place = {"id": chat, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": place, "from": sender, "text": text}
    return {"update_id": number, "message": message}


async def test_what_telegram_brings_is_answered(door: Door) -> None:
    door.api.chats.know(42)
    assert await door.brings(question(1)) == 200
    assert (await door.api.next("sendMessage")).text.startswith("The consul")


async def test_what_is_brought_twice_is_answered_once(door: Door) -> None:
    door.api.chats.know(42)
    for number in (1, 1, 2):
        assert await door.brings(question(number)) == 200
    for _ in range(2):
        await door.api.next("sendMessage")
    await asyncio.sleep(0.05)
    assert len(door.api.calls.of("sendMessage")) == 2


@pytest.mark.parametrize(
    "secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "sécret", "\udcff"]
)
async def test_who_does_not_know_the_secret_is_turned_away(door: Door, secret: str | None) -> None:
    door.api.chats.know(42)
    assert await door.brings(question(1), secret) == 401
    assert await door.brings(b"x" * 2_000_000, secret) == 401
    assert await door.brings(question(2)) == 200
    await door.api.next("sendMessage")
    assert len(door.api.calls.of("sendMessage")) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"certainly", b"[]", b"{}", b'{"update_id": "1"}', b"\xff\xfe", b"[" * 100_000,
     b'{"update_id": 99999999999999999999}', b'{"update_id": true}'],
    ids=lambda body: str(body[:12]),
)  # fmt: skip
async def test_what_is_no_update_is_refused(door: Door, body: bytes) -> None:
    assert await door.brings(body) == 400


async def test_a_body_that_is_too_large_is_refused(door: Door) -> None:
    assert await door.brings(b"x" * 2_000_000) == 413


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "nonsense"])
@pytest.mark.parametrize("secret", [SECRET, None])
async def test_a_body_in_a_coding_that_it_is_not_in_is_no_error_of_ours(
    door: Door, caplog: pytest.LogCaptureFixture, coding: str, secret: str | None
) -> None:
    headers = {"Content-Encoding": coding} | ({HEADER: secret} if secret else {})
    async with door.session.post(
        door.api.methods.webhook, data=io.BytesIO(b"garbage"), headers=headers
    ) as reply:
        assert reply.status in (400, 401)
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


async def test_there_is_nothing_at_any_other_place(door: Door) -> None:
    other = door.api.methods.webhook.replace("/door", "/")
    assert await door.brings(question(1), url=other) == 404
    async with door.session.get(door.api.methods.webhook) as reply:
        assert reply.status == 405


async def test_telegram_is_told_the_secret_and_what_it_is_to_bring(door: Door) -> None:
    (call,) = door.api.calls.of("setWebhook")
    assert call.fields["secret_token"] == SECRET
    assert call.fields["allowed_updates"] == ["message", "callback_query", "inline_query"]
    assert call.fields["drop_pending_updates"] is False


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"webhook_url": "https://bot.example.org/x"}, "WEBHOOK_SECRET must be set"),
        ({"webhook_url": "http://bot.example.org/x", "webhook_secret": SECRET}, "WEBHOOK_URL"),
        ({"webhook_url": "bot.example.org", "webhook_secret": SECRET}, "WEBHOOK_URL"),
        ({"webhook_url": "https://bot.example.org", "webhook_secret": "a-short-one"}, "needs 32"),
        (
            {"webhook_url": "https://bot.example.org", "webhook_secret": "s p a c e " * 5},
            "needs 32",
        ),
    ],
)
def test_a_door_that_would_let_strangers_in_is_not_opened(
    settings: dict[str, str], named: str
) -> None:
    with pytest.raises(BadSetting, match=named) as refused:
        read_settings(bot_token="424242:AAH-token", **settings)
    assert "AAH-token" not in str(refused.value)
    assert settings.get("webhook_secret", "none at all") not in str(refused.value)
