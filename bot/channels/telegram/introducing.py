"""What Telegram shows of the bot before anything is asked: its commands and descriptions."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from aiogram import Bot
from aiogram.enums import BotCommandScopeType
from aiogram.exceptions import AiogramError
from aiogram.methods import (
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats

from bot.commands import COMMANDS
from bot.knowledge import Knowledge
from bot.wording import has_phrase, say

_log = logging.getLogger(__name__)

MOST_COMMANDS = 100
MOST_IN_GROUPS = 10
_COMMAND_ABOUT = 256
_ABOUT, _SHORT_ABOUT = 512, 120


async def introduce(bot: Bot, knowledge: Knowledge) -> None:
    """Sets all of it for every language; what Telegram does not take is logged and left."""
    languages = knowledge.embassy.languages
    for language in ("", *(each for each in languages if _is_code(each))):
        for method in _introduction(knowledge, language, language or languages[0]):
            try:
                await bot(method)
            except AiogramError as error:
                reason = getattr(error, "message", type(error).__name__)
                _log.warning("%s failed: %s", method.__api_method__, reason)


def commands(knowledge: Knowledge, language: str) -> list[tuple[str, str]]:
    """Commands and what they do: the desk's own, those for the menu, the rest in file order."""
    own = [
        (name, say(language, f"describe-{name}"))
        for name in COMMANDS
        if has_phrase(language, f"describe-{name}")
    ]
    topics = [topic for topic in knowledge.topics.values() if not topic.smalltalk]
    ordered = sorted(topics, key=lambda topic: not topic.menu)
    told = [(topic.key, topic.title.said(language)[:_COMMAND_ABOUT]) for topic in ordered]
    return (own + told)[:MOST_COMMANDS]


def _introduction(knowledge: Knowledge, code: str, language: str) -> Iterator[TelegramMethod[bool]]:
    where: dict[str, Any] = {"language_code": code} if code else {}
    listed = [
        BotCommand(command=key, description=text) for key, text in commands(knowledge, language)
    ]
    name = knowledge.embassy.name.said(language)
    yield SetMyCommands(commands=listed, **where)
    in_groups = BotCommandScopeAllGroupChats(type=BotCommandScopeType.ALL_GROUP_CHATS)
    yield SetMyCommands(commands=listed[:MOST_IN_GROUPS], scope=in_groups, **where)
    about = _shortened(say(language, "bot-description", name=name), _ABOUT)
    yield SetMyDescription(description=about, **where)
    short = _shortened(say(language, "bot-short-description", name=name), _SHORT_ABOUT)
    yield SetMyShortDescription(short_description=short, **where)


def _is_code(language: str) -> bool:
    """Whether Telegram takes it for a language: two small letters."""
    return len(language) == 2 and language.isascii() and language.islower()


def _shortened(text: str, most: int) -> str:
    """The text, cut at a word if it is too long."""
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(" ")[0] + "…"
