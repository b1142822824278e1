"""Asks Telegram for updates, over and over; owns the offset and the pauses between failures."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook, GetMe

from bot.channels.telegram.session import LightSession

_log = logging.getLogger(__name__)

KINDS = ["message", "callback_query", "inline_query"]
"""The updates that the bot wants."""
_LONG = 30
_SLACK = 15
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0
_CONFLICT_PATIENCE = 60.0

Take = Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]
"""Keeps updates; what it has taken is never lost."""


class WrongToken(Exception):
    """Telegram does not know the token."""


class Rival(Exception):
    """Another program asks for the same bot's updates."""


class Polling:
    """Long polling. What `take` has accepted is confirmed by the next call."""

    def __init__(self, bot: Bot, session: LightSession, take: Take) -> None:
        self._bot = bot
        self._session = session
        self._take = take
        self._offset: int | None = None
        self.last_heard = 0.0
        """The loop's time of the last good reply."""

    async def run(self) -> None:
        """Polls until it is cancelled; raises WrongToken or Rival when there is no use in it."""
        pause, rival_since = _FIRST_PAUSE, None
        while True:
            try:
                updates = await self._ask(_LONG)
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise WrongToken from None
            except AiogramError as error:
                rival_since = await self._rival_since(error, rival_since)
                await asyncio.sleep(_asked_for(error) or pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                pause, rival_since = _FIRST_PAUSE, None
                self.last_heard = _now()
                await self._accept(updates)

    async def confirm(self) -> None:
        """Tells Telegram what was accepted last, so that it does not come again."""
        if self._offset is not None:
            try:
                await asyncio.wait_for(self._ask(0, limit=1), 1)
            except (TimeoutError, AiogramError):
                _log.warning("the last updates could not be confirmed and may come again")

    async def _ask(self, seconds: int, limit: int = 100) -> list[dict[str, Any]]:
        wanted: dict[str, Any] = {"timeout": seconds, "limit": limit, "allowed_updates": KINDS}
        if self._offset is not None:
            wanted["offset"] = self._offset
        updates = await self._session.call(self._bot, "getUpdates", wanted, seconds + _SLACK)
        if not isinstance(updates, list):
            raise _strange("updates that are not a list")
        sound = [one for one in updates if is_update(one)]
        if updates and not sound:
            raise _strange("updates without a number")
        return sound

    async def _accept(self, updates: list[dict[str, Any]]) -> None:
        if updates:
            await self._take(updates)
            # The last id and not the highest: after a quiet week ids begin anew, lower.
            self._offset = _id(updates[-1]) + 1

    async def _rival_since(self, error: AiogramError, since: float | None) -> float | None:
        if not isinstance(error, TelegramConflictError):
            _log.warning("no updates from Telegram: %s", type(error).__name__)
            return None
        if "webhook" in error.message:
            _log.warning("a webhook was set for this bot; it is taken away, nothing is dropped")
            await _without_webhook(self._bot)
            return None
        _log.warning("another program polls for this bot")
        if since is not None and _now() - since > _CONFLICT_PATIENCE:
            raise Rival from None
        return _now() if since is None else since


async def _without_webhook(bot: Bot) -> None:
    try:
        await bot(DeleteWebhook(drop_pending_updates=False))
    except AiogramError as error:
        _log.warning("the webhook could not be taken away: %s", type(error).__name__)


def _strange(why: str) -> TelegramServerError:
    return TelegramServerError(GetMe(), why)


def _id(update: Mapping[str, Any]) -> Any:
    return update.get("update_id")


def is_update(given: object) -> bool:
    """Whether it is an update at all: it has a number, which the ledger can keep."""
    number = given.get("update_id") if isinstance(given, dict) else None
    return type(number) is int and 0 <= number < 2**63


def _asked_for(error: AiogramError) -> float | None:
    return error.retry_after + 0.2 if isinstance(error, TelegramRetryAfter) else None


def _now() -> float:
    return asyncio.get_running_loop().time()
