"""The preview served on loopback for a test, with a client that says whatever a test wants."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, ClientSession, web

from bot.channels.preview import Checked, News, Preview, Replying
from bot.channels.preview.counting import Counts
from bot.desk import Desk

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds until a test gives up on a process."""


@dataclass
class Site:
    """One preview and a client of it."""

    port: int
    session: ClientSession
    news: News

    @property
    def origin(self) -> str:
        """The page's own origin."""
        return f"http://127.0.0.1:{self.port}"

    async def get(self, path: str, **headers: str) -> ClientResponse:
        """What a browser would get there."""
        response = await self.session.get(self.origin + path, headers=headers)
        await response.read()
        return response

    async def post(self, body: Any, **headers: str | None) -> ClientResponse:
        """What the page gets for a question; a header given as None is left out."""
        wanted = {"Content-Type": "application/json", "Origin": self.origin, **headers}
        sent = {name: value for name, value in wanted.items() if value is not None}
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        response = await self.session.post(self.origin + "/ask", data=raw, headers=sent)
        await response.read()
        return response

    async def ask(self, text: str, **about: Any) -> dict[str, Any]:
        """The reply to a question."""
        response = await self.post({"text": text, "language": "en", **about})
        reply = await response.json()
        assert response.status == 200, reply
        return dict(reply)

    @contextlib.asynccontextmanager
    async def told(self) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
        """The news, one standing after the other."""
        async with self.session.get(self.origin + "/live") as response:
            yield _standings(response)


async def _standings(response: ClientResponse) -> AsyncIterator[dict[str, Any]]:
    async for line in response.content:
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


async def _nothing_wrong() -> Checked:
    return Checked()


async def _nothing_counted(since: date) -> Counts | None:
    return None


@contextlib.asynccontextmanager
async def site(
    desk: Desk, folder: Path, check: Any = _nothing_wrong, counted: Any = _nothing_counted
) -> AsyncIterator[Site]:
    """The preview of a desk, until the test is over."""
    news = News(desk, check)
    preview = Preview(news, Replying(desk, folder), counted)
    runner = preview.runner()
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    following = asyncio.create_task(news.run())
    try:
        async with ClientSession() as session:
            yield Site(runner.addresses[0][1], session, news)
    finally:
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following
        await runner.cleanup()


@contextlib.asynccontextmanager
async def previewed(folder: Path, *options: str, **settings: str) -> AsyncIterator[str]:
    """`python -m bot preview` over a folder, with options and settings; its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "preview"),
        *("--knowledge", str(folder), "--port", "0", *options),
        cwd=ROOT,
        env=os.environ | {"EMBEDDINGS": "off", "PYTHONUNBUFFERED": "1"} | settings,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        found = re.search(r"http://127\.0\.0\.1:\d+/", line.decode())
        assert found, line
        yield found[0]
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
