"""The preview: a chat in the browser for staff, on this machine alone."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable

from aiohttp import web

from bot.channels.preview.news import Checked as Checked
from bot.channels.preview.news import News as News
from bot.channels.preview.replying import Replying as Replying
from bot.channels.preview.serving import Preview as Preview

HOST = "127.0.0.1"


class Taken(Exception):
    """The port cannot be had; the message says so and what to do."""


async def serve(preview: Preview, port: int, ready: Callable[[str], None]) -> None:
    """Serve on the loopback address until SIGINT or SIGTERM; `ready` is told the address.

    Port 0 takes any that is free. Raises Taken.
    """
    runner = preview.runner()
    await runner.setup()
    following = asyncio.create_task(preview.news.run())
    try:
        site = web.TCPSite(runner, HOST, port)
        try:
            await site.start()
        except OSError:
            raise Taken(
                f"port {port} is in use; end what uses it, or name another: --port"
            ) from None
        stop = _stop_on_signal()
        ready(f"http://{HOST}:{runner.addresses[0][1]}/")
        await _stopped(stop, following)
    finally:
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following
        await runner.cleanup()


def _stop_on_signal() -> asyncio.Event:
    """What a signal sets, listened for before anybody is told that there is something to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    # Where a loop cannot listen to signals (Windows), Ctrl-C ends it as it ends any program.
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(one, stop.set)
    return stop


async def _stopped(stop: asyncio.Event, following: asyncio.Task[None]) -> None:
    """Returns after a signal; raises what ended the following."""
    stopping = asyncio.create_task(stop.wait())
    try:
        done, _ = await asyncio.wait({stopping, following}, return_when=asyncio.FIRST_COMPLETED)
        if following in done:
            following.result()
    finally:
        stopping.cancel()
