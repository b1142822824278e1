"""`/start`: the first meeting, or the topic that a deep link names."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.read import read
from bot.talk import Answer, Choice, Line, Question
from bot.topics.around import Around
from bot.wording import say


async def start(words: Sequence[str], question: Question, around: Around) -> Answer:
    """What this service is and what it keeps; `/start article`, `/start read_ID` open those."""
    payload = words[0] if words else ""
    command, _, rest = payload.partition("_")
    if command == "read" and rest:
        name, _, place = rest.partition("_")
        return await read([name, place], question, around)
    topic = around.command(payload)
    if topic is not None and topic.in_force(question):
        return await topic.answer(question.asking(f"/{topic.key}"), around)
    return greeting(question, around)


def greeting(question: Question, around: Around) -> Answer:
    """Who answers here, what can be asked, what is kept."""
    language = question.language
    name = around.embassy.name.said(language)
    lines = (Line(say(language, "start", name=name)), Line(say(language, "start-kept")))
    return Answer(lines=lines, choices=doors(question, around))


def doors(question: Question, around: Around) -> tuple[Choice, ...]:
    """The ways on from any dead end: the menu and the contacts, where there are such topics."""
    language, found = question.language, []
    menu = around.menu()
    if menu is not None:
        found.append(Choice(say(language, "menu-button"), f"/{menu}", menu))
    contacts = around.embassy.contacts
    if contacts:
        found.append(Choice(say(language, "contacts-button"), f"/{contacts}", contacts))
    return tuple(found)
