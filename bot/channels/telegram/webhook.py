"""Listens where Telegram brings updates; takes them from nobody who does not know the secret."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import SetWebhook
from aiohttp import web

from bot.channels.telegram.polling import KINDS, Take, WrongToken, is_update
from bot.settings import Settings

_log = logging.getLogger(__name__)
_strangers = logging.getLogger(f"{__name__}.strangers")
"""Where aiohttp tells of what is no HTTP: a stranger can send as much of that as they like."""
_strangers.setLevel(logging.CRITICAL)

_LARGEST = 1024 * 1024
_SECONDS = 10.0
"""For a body to come in; whoever takes longer is not Telegram."""
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 15.0


@dataclass(frozen=True)
class Door:
    """Where Telegram brings updates, by what it is known, and where that arrives here."""

    url: str
    secret: str
    host: str
    port: int


def door_of(settings: Settings) -> Door | None:
    """The door that the operator has set; None where the bot is to ask for updates."""
    if not settings.webhook_url or settings.webhook_secret is None:
        return None
    secret = settings.webhook_secret.get_secret_value()
    return Door(settings.webhook_url, secret, settings.webhook_host, settings.webhook_port)


class Webhook:
    """The listener. What `take` has accepted is confirmed by the answer 200, and not before."""

    def __init__(self, bot: Bot, take: Take, door: Door) -> None:
        self._bot = bot
        self._take = take
        self._door = door
        self._secret = door.secret.encode()

    async def run(self) -> None:
        """Listens until it is cancelled; raises WrongToken, or OSError when the port is taken."""
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_post(urlsplit(self._door.url).path or "/", self._receive)
        runner = web.AppRunner(app, access_log=None, logger=_strangers, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._door.host, self._door.port).start()
            await self._announce()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def confirm(self) -> None:
        """Each update was confirmed when it came."""

    async def _announce(self) -> None:
        """Tells Telegram where to bring updates, until it takes note."""
        method = SetWebhook(
            url=self._door.url,
            secret_token=self._door.secret,
            allowed_updates=KINDS,
            drop_pending_updates=False,
        )
        pause = _FIRST_PAUSE
        while True:
            try:
                await self._bot(method)
                return
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise WrongToken from None
            except AiogramError as error:
                _log.warning("the webhook is not set yet: %s", type(error).__name__)
                asked = error.retry_after if isinstance(error, TelegramRetryAfter) else 0
            await asyncio.sleep(max(pause, asked))
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=401)
        try:
            async with asyncio.timeout(_SECONDS):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        except web.RequestPayloadError:
            return web.Response(status=400)
        update = _update_in(body)
        if update is None:
            return web.Response(status=400)
        return await self._taken(update)

    async def _taken(self, update: Mapping[str, Any]) -> web.Response:
        """200 once it is on the disk; else Telegram brings it again."""
        try:
            await self._take([update])
        except Exception:
            _log.exception("an update could not be taken")
            return web.Response(status=500)
        return web.Response()


def _update_in(body: bytes) -> Mapping[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if is_update(update) else None
