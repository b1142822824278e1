"""`python -m bot` and `chat`: the desk in Telegram, or in the terminal."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.terminal import Terminal
from bot.cli.apart import learn_apart
from bot.cli.behind import embedding_behind
from bot.cli.opening import Places, learn, open_desk
from bot.cli.words import words_taken_up
from bot.desk import Desk
from bot.pace import unhurried
from bot.settings import Settings, ready_data
from bot.staff.watch import Watch, told_if_failed
from bot.staff.watch_kept import Begun, begin
from bot.talk import Heard


async def start_bot(place: Places) -> int:
    """Serve in Telegram when there is a token; else in the terminal, when there is one."""
    if place.settings.bot_token is not None:
        return await _alone(place)
    if not sys.stdin.isatty():
        print(
            "There is no BOT_TOKEN, and no terminal to chat in: see .env.example.", file=sys.stderr
        )
        return 2
    print("There is no BOT_TOKEN, so this is a chat in the terminal.")
    await chat_in_terminal(place)
    return 0


async def _alone(place: Places) -> int:
    """Serve in Telegram, unless another bot uses the data folder."""
    from bot.operation.lock import TAKEN, Taken, locked

    try:
        with locked(ready_data(place.settings.data_dir)):
            return await _in_telegram(place)
    except Taken as taken:
        print(taken, file=sys.stderr)
        return TAKEN


async def _in_telegram(place: Places) -> int:
    from bot.channels.telegram import run
    from bot.operation.backup import drop_put_aside
    from bot.operation.health import watched_on
    from bot.operation.logs import set_up_logs
    from bot.operation.memory import Settling, settle
    from bot.operation.metrics import Metrics
    from bot.operation.rights import keep_private
    from bot.operation.vitals import Vitals

    token, data, vitals = place.settings.bot_token, place.settings.data_dir, Vitals()
    set_up_logs(place.settings.log_level, token.get_secret_value() if token else "")
    keep_private(data)
    drop_put_aside(data, datetime.now(UTC))
    begun = begin(place.settings.knowledge_dir, kept_in(place))
    with vitals.errors_counted():
        async with (
            open_desk(place, keeps=True, knowledge=begun.knowledge) as desk,
            _watched(desk, begun, place.settings, _Hears(Settling())),
            watched_on(_door(place.settings), Metrics(desk, vitals)),
        ):
            settle(collect=False)
            return await run(place.settings, desk, vitals)


def _door(settings: Settings) -> tuple[str, int] | None:
    return (settings.health_host, settings.health_port) if settings.health_port else None


def kept_in(place: Places) -> Path | None:
    """Where copies of the folder as it was live are kept; nowhere for one named for this run."""
    return None if place.temporary else place.settings.data_dir / "live"


_FIRST = Heard("zgthqw шкцгщ")
"""A question that nobody understands: it makes ready the lists that slips are repaired by, for
which the first citizen would wait a second.
"""


@dataclass(frozen=True)
class _Hears:
    """Who is told that the phrases are learned, and before that how far they are."""

    learned: Callable[[], None]
    learning: Callable[[int, int], None] | None = None


@asynccontextmanager
async def _watched(
    desk: Desk, begun: Begun, settings: Settings, hears: _Hears
) -> AsyncIterator[None]:
    """The desk's knowledge kept as its folder is, its phrases learned, all behind the work."""

    async def learning(desk: Desk) -> None:
        await learn_apart(settings, hears.learning)
        with unhurried():
            await learn(desk, settings.cache)
            await desk.answer(await desk.hear(_FIRST))
        hears.learned()

    watching = asyncio.create_task(Watch(desk, begun, learning).run())
    watching.add_done_callback(told_if_failed)
    try:
        async with embedding_behind(desk), words_taken_up(desk):
            yield
    finally:
        watching.cancel()
        await asyncio.wait({watching})


async def chat_in_terminal(place: Places) -> None:
    """A chat until Ctrl-D; the phrases are learned behind it."""
    begun, keeps = begin(place.settings.knowledge_dir, None), not place.temporary
    async with open_desk(place, keeps=keeps, knowledge=begun.knowledge) as desk:
        await desk.phrasebook()
        terminal = Terminal(desk)
        hears = _Hears(terminal.learned, terminal.learning)
        async with _watched(desk, begun, place.settings, hears):
            await terminal.talk()
