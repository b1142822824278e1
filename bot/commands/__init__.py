"""Commands that do something; every topic's key is a command besides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.commands.language import language
from bot.commands.live import live
from bot.commands.privacy import forget, mydata, privacy
from bot.commands.publishing import allclear, cancel, publish, send, warn
from bot.commands.read import read
from bot.commands.search import search
from bot.commands.start import start
from bot.commands.subscribing import subscribe, subscriptions, unsubscribe
from bot.commands.why import why, wrong
from bot.talk import Answer, Question
from bot.topics.around import Around

Command = Callable[[Sequence[str], Question, Around], Awaitable[Answer]]

COMMANDS: Mapping[str, Command] = {
    "start": start,
    "language": language,
    "read": read,
    "search": search,
    "why": why,
    "wrong": wrong,
    "subscribe": subscribe,
    "unsubscribe": unsubscribe,
    "subscriptions": subscriptions,
    "privacy": privacy,
    "mydata": mydata,
    "forget": forget,
    "live": live,
    "publish": publish,
    "warn": warn,
    "allclear": allclear,
    "cancel": cancel,
    "send": send,
}
"""Each takes the words after it."""

DECIDING = frozenset({"subscribe", "unsubscribe", "forget"})
"""Commands that decide for the whole chat: in a group only its administrators may."""
