"""Who decides for a chat: in a private one whoever it is with, in a group its administrators."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import GetChatMember

from bot.channels.telegram.updates import ANONYMOUS, Arrived
from bot.commands import DECIDING

_log = logging.getLogger(__name__)

_RANKS = ("creator", "administrator")


async def decides(bot: Bot, arrived: Arrived, text: str) -> bool:
    """Whether they may have done what the text asks; Telegram is asked only where it matters."""
    name = text.partition(" ")[0].removeprefix("/").lower()
    if arrived.private or name not in DECIDING or arrived.sender == ANONYMOUS:
        return True
    try:
        member = await bot(GetChatMember(chat_id=arrived.chat, user_id=arrived.sender))
        # The session leaves replies as they came.
        return member["status"] in _RANKS  # type: ignore[index]
    except (AiogramError, KeyError, TypeError) as fault:
        _log.warning("an administrator could not be told from others: %s", type(fault).__name__)
        return False
