"""`python -m bot` and `chat`: the desk in Telegram, or in the terminal."""

from __future__ import annotations

import asyncio
import sys

from bot.channels.terminal import Terminal
from bot.cli.opening import Places, learn, open_desk


async def start_bot(place: Places) -> int:
    """Serve in Telegram when there is a token; else in the terminal, when there is one."""
    if place.settings.bot_token is not None:
        return await _in_telegram(place)
    if not sys.stdin.isatty():
        print(
            "There is no BOT_TOKEN, and no terminal to chat in: see .env.example.", file=sys.stderr
        )
        return 2
    print("There is no BOT_TOKEN, so this is a chat in the terminal.")
    await chat_in_terminal(place)
    return 0


async def _in_telegram(place: Places) -> int:
    from bot.channels.telegram import run
    from bot.operation.logs import set_up_logs

    set_up_logs(place.settings.log_level)
    async with open_desk(place, keeps=True) as desk:
        behind = asyncio.create_task(learn(desk, place.settings.cache))
        try:
            return await run(place.settings, desk)
        finally:
            behind.cancel()


async def chat_in_terminal(place: Places) -> None:
    """A chat until Ctrl-D; the phrases are learned behind it."""
    async with open_desk(place, keeps=not place.temporary) as desk:
        await desk.phrasebook()
        terminal = Terminal(desk)
        behind = asyncio.create_task(learn(desk, place.settings.cache))
        behind.add_done_callback(lambda done: None if done.cancelled() else terminal.learned())
        try:
            await terminal.talk()
        finally:
            behind.cancel()
