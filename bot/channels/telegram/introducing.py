"""What Telegram shows of the bot before anything is asked: its commands and descriptions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Any

from aiogram import Bot
from aiogram.enums import BotCommandScopeType
from aiogram.exceptions import (
    AiogramError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats

from bot.commands import COMMANDS
from bot.desk import Desk
from bot.knowledge import Knowledge
from bot.wording import has_phrase, say

_log = logging.getLogger(__name__)

MOST_COMMANDS = 100
MOST_IN_GROUPS = 10
_COMMAND_ABOUT = 256
_ABOUT, _SHORT_ABOUT = 512, 120


_LOOK, _LATER = 5.0, 60.0
"""Seconds until the next look at the knowledge; and after Telegram could not be reached."""
_AWAY = (TelegramNetworkError, TelegramRetryAfter, TelegramServerError)

Shown = dict[str, TelegramMethod[bool]]
"""What was set last, by what it is."""


async def keep_introduced(bot: Bot, desk: Desk) -> None:
    """Sets all of it, and again whatever a change of the knowledge changes, until cancelled."""
    shown: Shown = {}
    done: Knowledge | None = None
    while True:
        knowledge = desk.knowledge
        # Learning its phrases makes another object of the same topics.
        if done is None or done.topics is not knowledge.topics:
            done = knowledge if await introduce(bot, knowledge, shown) else None
        await asyncio.sleep(_LOOK if done else _LATER)


async def introduce(bot: Bot, knowledge: Knowledge, shown: Shown | None = None) -> bool:
    """Sets for every language what is not shown yet; False when Telegram could not be reached.

    What Telegram does not take is logged and left.
    """
    languages = knowledge.embassy.languages
    shown, reached = {} if shown is None else shown, True
    for language in ("", *(each for each in languages if _is_code(each))):
        for what, method in _introduction(knowledge, language, language or languages[0]):
            if shown.get(f"{what} {language}") != method:
                away = not await _taken(bot, method)
                reached = reached and not away
                if not away:
                    shown[f"{what} {language}"] = method
    return reached


async def _taken(bot: Bot, method: TelegramMethod[bool]) -> bool:
    """Whether Telegram has decided on it: taken it, or refused it for good."""
    try:
        await bot(method)
    except AiogramError as error:
        reason = getattr(error, "message", type(error).__name__)
        _log.warning("%s failed: %s", method.__api_method__, reason)
        return not isinstance(error, _AWAY)
    return True


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


def _introduction(
    knowledge: Knowledge, code: str, language: str
) -> Iterator[tuple[str, TelegramMethod[bool]]]:
    where: dict[str, Any] = {"language_code": code} if code else {}
    listed = [
        BotCommand(command=key, description=text) for key, text in commands(knowledge, language)
    ]
    name = knowledge.embassy.name.said(language)
    yield "commands", SetMyCommands(commands=listed, **where)
    in_groups = BotCommandScopeAllGroupChats(type=BotCommandScopeType.ALL_GROUP_CHATS)
    few = listed[:MOST_IN_GROUPS]
    yield "in groups", SetMyCommands(commands=few, scope=in_groups, **where)
    about = _shortened(say(language, "bot-description", name=name), _ABOUT)
    yield "about", SetMyDescription(description=about, **where)
    short = _shortened(say(language, "bot-short-description", name=name), _SHORT_ABOUT)
    yield "short", SetMyShortDescription(short_description=short, **where)


def _is_code(language: str) -> bool:
    """Whether Telegram takes it for a language: two small letters."""
    return len(language) == 2 and language.isascii() and language.islower()


def _shortened(text: str, most: int) -> str:
    """The text, cut at a word if it is too long."""
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(" ")[0] + "…"
