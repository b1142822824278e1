"""Calls of the Bot API over HTTP: only what is set is sent, and a good reply is left as it came."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable
from typing import Any, cast
from urllib.parse import quote

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bot.channels.telegram.wire import Broken, Server, Wire

_TOO_MANY, _UNSAID_PATIENCE = 429, 5


class LightSession(BaseSession):
    """A session of aiogram's that builds no forms, and no replies that nobody reads.

    A field that was not set is not sent, not even one with a default, such as a `type`. A reply is
    JSON as it came, whatever the method says it returns. Errors are aiogram's own; none carries
    the address, which holds the token. `called` is called whenever Telegram did what was asked.
    """

    def __init__(
        self, base: str, called: Callable[[], None] = lambda: None, timeout: float = 30.0
    ) -> None:
        super().__init__(api=TelegramAPIServer.from_base(base), timeout=timeout)
        self._base = base
        self._called = called
        self._wire: Wire | None = None

    async def close(self) -> None:
        """Closes the connections."""
        if self._wire is not None:
            await self._wire.close()

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """The result of one of aiogram's methods; raises TelegramAPIError of the kind that fits."""
        told = method.model_dump(mode="json", exclude_unset=True, exclude_none=True, warnings=False)
        return cast(TelegramType, await self.call(bot, method.__api_method__, told, timeout))

    async def call(
        self, bot: Bot, name: str, fields: dict[str, Any], timeout: int | None = None
    ) -> Any:
        """The result of a method by its name; raises TelegramAPIError of the kind that fits."""
        body, method = json.dumps(fields).encode(), cast("TelegramMethod[Any]", name)
        path = f"/bot{quote(bot.token, safe=':')}/{name}"
        try:
            self._wire = self._wire or Wire(Server.at(self._base))
            reply = await self._wire.post(path, body, timeout or self.timeout)
        except (Broken, TimeoutError, OSError, ValueError) as broken:
            raise TelegramNetworkError(method, type(broken).__name__) from None
        return self._result(method, reply.status, reply.body)

    async def stream_content(self, *wanted: Any, **how: Any) -> AsyncGenerator[bytes, None]:
        """Files are not fetched."""
        raise NotImplementedError
        yield b""

    def _result(self, method: TelegramMethod[Any], status: int, said: bytes) -> Any:
        reply = _as_object(said)
        if status < 300 and reply.get("ok") is True and "result" in reply:
            self._called()
            return reply["result"]
        description, parameters = reply.get("description"), reply.get("parameters")
        if not isinstance(description, str):
            raise TelegramServerError(method, f"a reply {status} that is not of the Bot API")
        told = parameters if isinstance(parameters, dict) else {}
        wait, moved_to = told.get("retry_after"), told.get("migrate_to_chat_id")
        if type(wait) is int or status == _TOO_MANY:
            patience = wait if type(wait) is int else _UNSAID_PATIENCE
            raise TelegramRetryAfter(method, description, patience)
        if type(moved_to) is int:
            raise TelegramMigrateToChat(method, description, moved_to)
        if status >= 500:
            raise TelegramServerError(method, description)
        raise _KINDS.get(status, TelegramAPIError)(method, description)


_KINDS = {
    400: TelegramBadRequest,
    401: TelegramUnauthorizedError,
    403: TelegramForbiddenError,
    404: TelegramNotFound,
    409: TelegramConflictError,
    413: TelegramEntityTooLarge,
}


def _as_object(said: bytes) -> dict[str, Any]:
    try:
        reply = json.loads(said)
    except ValueError:
        return {}
    return reply if isinstance(reply, dict) else {}
