"""The preview's addresses: the two pages and their files, questions, news, counts."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.channels.preview.asking import Unasked, asking_from
from bot.channels.preview.counting import Counts, Period, summed
from bot.channels.preview.guarding import guarded, marked
from bot.channels.preview.news import News, Standing
from bot.channels.preview.replying import Replying
from bot.channels.preview.standing import standing_as_json

_log = logging.getLogger(__name__)

_STATIC = Path(__file__).parent / "static"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}

_LARGEST = 64 * 1024
_MOST_WATCHERS = 32
_BEAT = 15.0
_LONGEST_PERIOD = 3660

Counted = Callable[[date], Awaitable[Counts | None]]
"""What was counted since a day; None where nothing is counted."""


@dataclass
class Preview:
    """What the pages are served from."""

    news: News
    replying: Replying
    counted: Counted
    watchers: int = 0

    def runner(self) -> web.AppRunner:
        """What runs the web application; a page that is closed ends what was served to it."""
        return web.AppRunner(
            self._application(), access_log=None, shutdown_timeout=1.0, handler_cancellation=True
        )

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[guarded], client_max_size=_LARGEST)
        app.on_response_prepare.append(marked)
        app.router.add_get("/", self._page)
        app.router.add_get("/statistics", self._page)
        app.router.add_get("/static/{name}", self._static)
        app.router.add_get("/live", self._live)
        app.router.add_get("/counts", self._counts)
        app.router.add_post("/ask", self._ask)
        return app

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return _file("statistics.html" if request.path == "/statistics" else "index.html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return _file(request.match_info["name"])

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/json":
            return _wrong("a question is sent as JSON", 415)
        try:
            body = json.loads(await request.text())
            asking = asking_from(body)
        except Unasked as unasked:
            return _wrong(str(unasked), 400)
        except (ValueError, RecursionError, LookupError):
            return _wrong("that is not JSON", 400)
        try:
            reply = await self.replying.reply(asking)
        except OverflowError:
            return _wrong("at: there is no such moment in the embassy's zone", 400)
        except Exception:
            _log.exception("a question could not be answered")
            return _wrong("The desk failed on this; the terminal shows where.", 500)
        return _json({**reply, "version": self.news.standing.version})

    async def _live(self, request: web.Request) -> web.StreamResponse:
        """News of the knowledge, as server-sent events, for as long as the page is open."""
        if self.watchers >= _MOST_WATCHERS:
            return _wrong("too many pages are open", 503)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        self.watchers += 1
        try:
            await self._tell(response)
        except ConnectionError:
            pass
        finally:
            self.watchers -= 1
        return response

    async def _tell(self, response: web.StreamResponse) -> None:
        seen: Standing | None = None
        while True:
            try:
                seen = await asyncio.wait_for(self.news.after(seen), _BEAT)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            told = json.dumps(
                standing_as_json(seen, self.news.desk, self.replying.folder), ensure_ascii=False
            )
            await response.write(f"event: standing\ndata: {told}\n\n".encode())

    async def _counts(self, request: web.Request) -> web.StreamResponse:
        wanted = request.query.get("days", "30")
        days = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 0
        if not 0 < days <= _LONGEST_PERIOD:
            return _wrong(f"days: a number from 1 to {_LONGEST_PERIOD}", 400)
        knowledge = self.news.desk.knowledge
        today = datetime.now(knowledge.embassy.zone).date()
        period = Period(today - timedelta(days=days - 1), today)
        counts = await self.counted(period.before.first)
        if counts is None:
            return _json({"counted": False})
        told = {"counted": True, **summed(counts, period)}
        for topic in told["topics"]:
            known = knowledge.topics.get(topic["topic"])
            spoken = knowledge.embassy.languages
            topic["titles"] = {each: known.title.said(each) for each in spoken} if known else {}
        return _json(told)


def _file(name: str) -> web.StreamResponse:
    """A file of the static folder, by its bare name."""
    known = {path.name: path for path in _STATIC.iterdir()}
    path = known.get(name)
    if path is None or path.suffix not in _TYPES:
        return _wrong("there is no such page", 404)
    return web.Response(text=path.read_text("utf-8"), content_type=_TYPES[path.suffix])


def _json(told: Any) -> web.Response:
    return web.json_response(told, dumps=lambda value: json.dumps(value, ensure_ascii=False))


def _wrong(sentence: str, status: int) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
