"""One look at Telegram for the doctor: by whom the token is known, and what is set for it."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.operation.telegram import Hook, Known, Look, Unknown, Unreachable

_TIMEOUT = ClientTimeout(total=15)
_LARGEST = 64 * 1024
_NOBODY = (401, 404)


async def look(token: str, base: str) -> Look:
    """What Telegram says; two calls that change nothing. No error carries the token."""
    try:
        async with ClientSession(timeout=_TIMEOUT) as session:
            status, me, ahead = await _asked(session, f"{base}/bot{token}/getMe")
            if status in _NOBODY:
                return Unknown()
            _, hook, _ = await _asked(session, f"{base}/bot{token}/getWebhookInfo")
    except (TimeoutError, ClientError, OSError, ValueError) as fault:
        return Unreachable(type(fault).__name__)
    if status != 200 or "username" not in me:
        return Unreachable(f"it answered with status {status}")
    inline = me.get("supports_inline_queries") is True
    return Known(str(me["username"]), inline, _hook(hook), ahead)


async def _asked(session: ClientSession, address: str) -> tuple[int, dict[str, Any], float | None]:
    """Status and result of a call, and by how much our clock is before the answer's."""
    began = time.time()
    async with session.post(address) as reply:
        said = await reply.content.read(_LARGEST)
        between = (began + time.time()) / 2
        date = reply.headers.get("Date")
        return reply.status, _result(said), _ahead(date, between)


def _result(said: bytes) -> dict[str, Any]:
    try:
        reply = json.loads(said)
    except ValueError:
        return {}
    result = reply.get("result") if isinstance(reply, dict) else None
    return result if isinstance(result, dict) else {}


def _ahead(date: str | None, at: float) -> float | None:
    try:
        # The header has whole seconds; half of one is the likeliest rest.
        return at - parsedate_to_datetime(date or "").timestamp() - 0.5
    except ValueError:
        return None


def _hook(told: dict[str, Any]) -> Hook:
    at, pending = told.get("last_error_date"), told.get("pending_update_count")
    return Hook(
        url=str(told.get("url") or ""),
        pending=pending if isinstance(pending, int) else 0,
        fault=str(told.get("last_error_message") or ""),
        fault_at=datetime.fromtimestamp(at, UTC) if isinstance(at, int) else None,
    )
