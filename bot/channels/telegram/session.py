"""Calls of the Bot API over HTTP: only what is set is sent, and a good reply is left as it came."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
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
from aiohttp import ClientError, ClientTimeout
from yarl import URL

_TOO_MANY, _UNSAID_PATIENCE = 429, 5
_TO_CONNECT = 10.0
_JSON = {"Content-Type": "application/json"}


class LightSession(AiohttpSession):
    """aiogram's session without building forms and replies that nobody reads.

    A field that was not set is not sent, not even one with a default, such as a `type`. A reply is
    JSON as it came, whatever the method says it returns. Errors are aiogram's own; none carries
    the address, which holds the token. `called` is called whenever Telegram did what was asked.
    """

    def __init__(
        self, base: str, called: Callable[[], None] = lambda: None, timeout: float = 30.0
    ) -> None:
        super().__init__(api=TelegramAPIServer.from_base(base), timeout=timeout)
        self._called = called
        self._urls: dict[str, URL] = {}

    async def close(self) -> None:
        """Closes the connections; aiohttp itself waits until they are closed."""
        if self._session is not None:
            await self._session.close()

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
        session = await self.create_session()
        body, method = json.dumps(fields).encode(), cast("TelegramMethod[Any]", name)
        how: dict[str, Any] = {"data": body, "headers": _JSON, "allow_redirects": False}
        patience = ClientTimeout(total=timeout or self.timeout, sock_connect=_TO_CONNECT)
        try:
            async with session.post(self._url(bot, name), timeout=patience, **how) as reply:
                said, status = await reply.read(), reply.status
        except (TimeoutError, ClientError, OSError, ValueError) as broken:
            raise TelegramNetworkError(method, type(broken).__name__) from None
        return self._result(method, status, said)

    def _url(self, bot: Bot, name: str) -> URL:
        """The address of a method, taken apart only once."""
        if name not in self._urls:
            self._urls[name] = URL(self.api.api_url(token=bot.token, method=name))
        return self._urls[name]

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
