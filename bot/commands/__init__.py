"""Commands that do something; every topic's key is a command besides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.commands.language import language
from bot.commands.live import live
from bot.commands.read import read
from bot.commands.search import search
from bot.commands.start import start
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
    "live": live,
}
"""Each takes the words after it."""
