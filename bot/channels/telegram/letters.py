"""Answers as letters: what is sent into which chat, in reply to what, or in place of what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.rendering import pieces
from bot.rendering.buttons import MARK, rows, turns_a_page
from bot.rendering.markup import escaped
from bot.talk import Answer, Edit, Letter, Sendable
from bot.wording import say


@dataclass(frozen=True)
class On:
    """The message whose button was pressed."""

    message: int
    about: str | None
    """What its answer's `/why` names."""
    is_reply: bool


@dataclass(frozen=True)
class Place:
    """Where an answer belongs."""

    chat: int
    reply_to: int | None = None
    """The message that holds the question's text."""
    replies: bool = True
    """Whether to reply to it even when no button needs its text."""
    pressed: On | None = None
    question: str = ""


def letters(answer: Answer, place: Place) -> tuple[Sendable, ...]:
    """The letters of an answer, its buttons under the last; or an edit where a page was turned."""
    texts = pieces(answer) or [say(answer.language, "nothing-to-show")]
    buttons = rows(answer, place.question)
    on = place.pressed
    if on and len(texts) == 1 and turns_a_page(answer, on.about, on.is_reply):
        return (Edit(place.chat, on.message, texts[0], buttons, answer.preview),)
    needed = any(MARK in (button.asks or "") for row in buttons for button in row)
    first = place.reply_to if place.replies else None
    *before, last = texts
    letter = Letter(place.chat, last, buttons, preview=answer.preview)
    if needed or not before:
        letter = replace(letter, reply_to=place.reply_to if needed else first)
    earlier = [Letter(place.chat, text) for text in before]
    if earlier:
        earlier[0] = replace(earlier[0], reply_to=first)
    return (*earlier, letter)


def remark(language: str, phrase: str, place: Place) -> Letter:
    """A short line of the channel itself."""
    reply_to = place.reply_to if place.replies else None
    return Letter(place.chat, escaped(say(language, phrase)), reply_to=reply_to)
