"""The one place that sends: letters, edits and what is sent at once become calls of the Bot API."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.channels.telegram.methods import Call, for_edit, for_letter, for_now, without_markup
from bot.channels.telegram.session import LightSession
from bot.talk import (
    Dismissed,
    Edit,
    Gone,
    Letter,
    Moved,
    Now,
    Refused,
    Sendable,
    TryLater,
    Unclear,
)

_log = logging.getLogger(__name__)

_UNREADABLE = "can't parse entities"
_SAME = "message is not modified"
_NO_MESSAGE = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")
_NO_CHAT = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "PEER_ID_INVALID",
    "group chat was deleted",
    "group chat was deactivated",
)


class Sender:
    """Sends through one bot."""

    def __init__(self, bot: Bot, session: LightSession) -> None:
        self._bot = bot
        self._session = session

    async def attempt(self, sendable: Sendable) -> None:
        """Sends once; raises TryLater, Unclear, Moved, Gone, Refused or Dismissed."""
        match sendable:
            case Letter():
                await self._letter(sendable)
            case Edit():
                await self._edit(sendable)
            case Now():
                await self._now(sendable)

    async def _letter(self, letter: Letter) -> None:
        method = for_letter(letter)
        try:
            await self._call(method, letter.chat)
        except Refused as refused:
            if _UNREADABLE not in str(refused):
                raise
            _log.warning("sent as plain text: %s", refused)
            await self._call(without_markup(method), letter.chat)

    async def _edit(self, edit: Edit) -> None:
        method = for_edit(edit)
        try:
            await self._call(method, edit.chat)
        except Refused as refused:
            reason = str(refused)
            if _SAME in reason:
                return
            if _UNREADABLE in reason:
                await self._call(without_markup(method), edit.chat)
            elif any(reason_of in reason for reason_of in _NO_MESSAGE):
                letter = Letter(edit.chat, edit.text, edit.buttons, preview=edit.preview)
                await self._letter(letter)
            else:
                raise

    async def _now(self, now: Now) -> None:
        """One try; what comes too late is of no use."""
        try:
            await self._call(for_now(now), now.typing or 0)
        except (TryLater, Unclear, Moved, Gone, Refused) as lost:
            _log.debug("not sent in time: %s", type(lost).__name__)

    async def _call(self, call: Call, chat: int) -> None:
        try:
            await self._session.call(self._bot, call.name, call.fields)
        except AiogramError as error:
            raise translated(error, chat) from None


def translated(error: AiogramError, chat: int) -> Exception:
    """Our own word for an error of the Bot API."""
    match error:
        case TelegramRetryAfter():
            return TryLater(error.retry_after + 0.2)
        case TelegramMigrateToChat():
            return Moved(chat, error.migrate_to_chat_id)
        case TelegramForbiddenError():
            return Gone(chat)
        case TelegramBadRequest() if any(reason in error.message for reason in _NO_CHAT):
            return Gone(chat)
        case TelegramUnauthorizedError():
            return Dismissed("the token is not known")
        case TelegramNetworkError() | TelegramServerError():
            return Unclear(type(error).__name__)
    return Refused(getattr(error, "message", type(error).__name__))
