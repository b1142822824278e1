"""Whether the bot is alive, and its numbers, on a port of their own for those who watch it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot import __version__
from bot.operation.metrics import Metrics

if TYPE_CHECKING:
    from aiohttp import web

_log = logging.getLogger(__name__)

_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@asynccontextmanager
async def watched_on(door: tuple[str, int] | None, metrics: Metrics) -> AsyncIterator[int | None]:
    """`/healthz` and `/metrics` while the block runs; the port, None when there is none.

    A port that is taken is an error in the log and no more: citizens are to be answered.
    """
    if door is None:
        yield None
        return
    from aiohttp import web

    runner = web.AppRunner(_site(metrics), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, *door).start()
        except OSError as fault:
            _log.error("nobody can watch on %s port %d: %s", *door, fault.strerror)
            yield None
        else:
            place = runner.addresses[0][1]
            _log.info("healthz and metrics are on http://%s:%d", door[0], place)
            yield place
    finally:
        await runner.cleanup()


def _site(metrics: Metrics) -> web.Application:
    from aiohttp import web

    async def healthz(request: web.Request) -> web.Response:
        told, alive = standing(metrics), metrics.vitals.alive
        return web.json_response(told, status=200 if alive else 503, headers=_NOT_KEPT)

    async def numbers(request: web.Request) -> web.Response:
        text = await metrics.text()
        return web.Response(body=text, headers={"Content-Type": _PROMETHEUS, **_NOT_KEPT})

    site = web.Application(client_max_size=1024)
    site.router.add_get("/healthz", healthz)
    site.router.add_get("/metrics", numbers)
    return site


_NOT_KEPT = {"Cache-Control": "no-store"}


def standing(metrics: Metrics) -> dict[str, object]:
    """What `/healthz` says: whether citizens can be answered, and since when Telegram is silent."""
    vitals, ledger = metrics.vitals, metrics.desk.ledger
    called = vitals.called_at
    answers, broadcasts = ledger.outbox.depths()
    return {
        "alive": vitals.alive,
        "last_call": _moment(called) if called else None,
        "silent_seconds": round(vitals.silence, 1),
        "started": _moment(vitals.began_at),
        "inbox": ledger.inbox.depth(),
        "answers_waiting": answers,
        "broadcast_letters_waiting": broadcasts,
        "version": __version__,
    }


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
