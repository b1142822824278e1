"""The Telegram channel from start to stop: waits for Telegram, serves, beats, ends on a signal."""

from __future__ import annotations

# First of all: it imports aiogram, and so that it takes a third of the time.
from bot.channels.telegram.light import NAMES as NAMES

# isort: split
import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.methods import GetMe

from bot.channels.telegram.administrators import decides
from bot.channels.telegram.conversations import Conversations
from bot.channels.telegram.introducing import keep_introduced
from bot.channels.telegram.patience import Patience
from bot.channels.telegram.polling import Polling, Rival, Take, WrongToken
from bot.channels.telegram.reception import Reception
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.session import LightSession
from bot.channels.telegram.updates import Me
from bot.channels.telegram.webhook import Webhook, door_of
from bot.delivery import Delivery, Rates, Unwritable
from bot.delivery.noticing import Noticing
from bot.desk import Desk
from bot.operation.heartbeat import Heart
from bot.operation.secrecy import Secrecy
from bot.operation.vitals import Vitals
from bot.settings import Settings
from bot.talk import Dismissed

_log = logging.getLogger(__name__)

STOPPED, FAILED, WRONG_SETTING = 0, 1, 2
"""Exit statuses: after a signal; by a fault; because the token is not one."""

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 15.0


async def run(settings: Settings, desk: Desk, vitals: Vitals) -> int:
    """Answers in Telegram until SIGTERM or SIGINT; says with which status to exit."""
    stop = asyncio.Event()
    with _signals_set(stop):
        return await serve(settings, desk, stop, vitals)


async def serve(
    settings: Settings, desk: Desk, stop: asyncio.Event, vitals: Vitals | None = None
) -> int:
    """Answers in Telegram until `stop` is set or there is no use in going on."""
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    vitals, door = vitals or Vitals(), door_of(settings)
    with Secrecy(token, door.secret if door else "").over_logs():
        session = LightSession(settings.telegram_api_base, vitals.called)
        bot = Bot(token, session=session)
        heart = Heart(settings.data_dir / "heartbeat", vitals, desk, lambda: _call(bot))
        beating = asyncio.create_task(heart.beat())
        beating.add_done_callback(_told_if_failed)
        try:
            return await _until_stopped(_Channel(bot, session, desk, settings, vitals), stop)
        finally:
            beating.cancel()
            await session.close()


@dataclass
class _Channel:
    """What is open while the channel runs."""

    bot: Bot
    session: LightSession
    desk: Desk
    settings: Settings
    vitals: Vitals
    source: Polling | Webhook | None = None
    """Where updates come from."""
    delivery: Delivery | None = None

    async def work(self) -> None:
        """Waits until Telegram answers, takes up what was left, then polls for ever.

        Raises WrongToken, Rival, Dismissed or Unwritable.
        """
        me = await _who_am_i(self.bot)
        reception = Reception(
            self.vitals.timed(self.desk),
            self.settings.staff_ids,
            Patience(),
            partial(decides, self.bot),
        )
        conversations = Conversations(
            me, reception, Sender(self.bot, self.session), self.desk.offer
        )
        self.delivery = Delivery(self.desk.ledger, conversations, _rates(self.settings))
        await self.delivery.recover()
        self.source = self._source(self.delivery.take)
        _log.info("answering as @%s", me.username)
        noticing = Noticing(self.desk, self.delivery.outgoing, self.settings.staff_ids)
        introducing = keep_introduced(self.bot, self.desk)
        working = [self.source.run(), self.delivery.run(), noticing.run(), introducing]
        tasks = [asyncio.create_task(work) for work in working]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    def _source(self, take: Take) -> Polling | Webhook:
        door = door_of(self.settings)
        return Webhook(self.bot, take, door) if door else Polling(self.bot, self.session, take)

    async def finish(self) -> None:
        """Lets what is under way end, and tells Telegram what need not come again."""
        if self.delivery and not await self.delivery.finish():
            _log.warning("what was cut off is taken up at the next start")
        if self.source:
            await self.source.confirm()


async def _until_stopped(channel: _Channel, stop: asyncio.Event) -> int:
    working = asyncio.create_task(channel.work())
    stopping = asyncio.create_task(stop.wait())
    waiting: set[asyncio.Task[Any]] = {working, stopping}
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    stopped = stop.is_set()
    for task in waiting:
        task.cancel()
    ended = (await asyncio.gather(working, stopping, return_exceptions=True))[0]
    await channel.finish()
    return STOPPED if stopped else _status_of(ended)


def _status_of(ended: object) -> int:
    match ended:
        case WrongToken() | Dismissed():
            _log.error(
                "Telegram does not know this bot: BOT_TOKEN is wrong; copy it from BotFather."
            )
            return WRONG_SETTING
        case Rival():
            _log.error("Another program answers for this bot; stop it, then start this one again.")
        case Unwritable():
            _log.error("%s; what is not confirmed comes again at the next start", ended)
        case OSError():
            _log.error("the webhook cannot be listened for: %s", ended.strerror)
        case BaseException():
            _log.error("the channel ended unexpectedly", exc_info=ended)
    return FAILED


def _rates(settings: Settings) -> Rates:
    return Rates(settings.send_rate, settings.broadcast_rate, settings.send_window)


async def _who_am_i(bot: Bot) -> Me:
    """The bot's own account, asked for until Telegram can be reached."""
    pause = _FIRST_PAUSE
    while True:
        try:
            me = await bot(GetMe())
            # The session leaves replies as they came.
            return Me(int(me["id"]), str(me.get("username", "")))  # type: ignore[index,attr-defined]
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise WrongToken from None
        except (AiogramError, TypeError, KeyError, ValueError) as error:
            _log.warning("Telegram cannot be reached yet: %s", type(error).__name__)
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


@contextlib.contextmanager
def _signals_set(stop: asyncio.Event) -> Iterator[None]:
    loop, signals = asyncio.get_running_loop(), (signal.SIGTERM, signal.SIGINT)
    # Where a loop cannot listen to signals (Windows), Ctrl-C ends it as it ends any program.
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
        for one in signals:
            loop.add_signal_handler(one, stop.set)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            for one in signals:
                loop.remove_signal_handler(one)


async def _call(bot: Bot) -> None:
    """Asks Telegram for a sign of life; the vitals hear of it when it comes."""
    with contextlib.suppress(AiogramError):
        await bot(GetMe())


def _told_if_failed(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("the heart has stopped", exc_info=error)
