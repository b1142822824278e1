"""Takes what arrived to the desk and returns letters; nothing is sent here."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.channels.telegram.letters import On, Place, letters, remark
from bot.channels.telegram.patience import Patience, Turn
from bot.channels.telegram.updates import Arrived, Pressed, Spoken
from bot.delivery import Handled
from bot.rendering.buttons import asked
from bot.talk import Answer, Forgotten, Heard, Now, Question, asker_in
from bot.wording import languages

_log = logging.getLogger(__name__)


class Answering(Protocol):
    """What the channel needs of the desk."""

    async def hear(self, heard: Heard) -> Question:
        """The text as a question: its language settled, the clock read."""
        ...

    async def answer(self, question: Question) -> Answer:
        """What the desk replies."""
        ...


Decides = Callable[[Arrived, str], Awaitable[bool]]
"""Whether whoever wrote may have done what the text asks."""


class Reception:
    """Takes what arrived to the desk, a chat at a time within its patience."""

    def __init__(
        self, desk: Answering, staff: frozenset[int], patience: Patience, decides: Decides
    ) -> None:
        self._desk = desk
        self._staff = staff
        self._patience = patience
        self._decides = decides

    async def handle(self, arrived: Arrived) -> Handled:
        """The letters for one message or press; an error of the desk becomes one apology."""
        before = (Now(callback=arrived.id),) if isinstance(arrived, Pressed) else ()
        if isinstance(arrived, Spoken) and self._patience.is_more_of(arrived.chat, arrived.album):
            return Handled()
        try:
            handled = await self._in_turn(arrived)
        except Exception:
            _log.exception("a question could not be answered")
            sorry = remark(_language_of_app(arrived), "sorry", _place(arrived))
            handled = Handled((sorry,))
        return Handled((*before, *handled.sent), handled.changes)

    async def _in_turn(self, arrived: Arrived) -> Handled:
        match self._patience.turn(arrived.chat):
            case Turn.ANSWER:
                return await self._answered(arrived)
            case Turn.REMARK:
                return await self._remark(arrived, "one-at-a-time")
        return Handled()

    async def _answered(self, arrived: Arrived) -> Handled:
        if isinstance(arrived, Pressed):
            return await self._pressed(arrived)
        if not arrived.text:
            return await self._remark(arrived, "only-text")
        question = await self._desk.hear(await self._heard(arrived, arrived.text))
        return await self._from_desk(question, _place(arrived, question.text))

    async def _pressed(self, pressed: Pressed) -> Handled:
        text = asked(pressed.asks, pressed.question)
        if text is None:
            return await self._remark(pressed, "type-it-again")
        question = await self._desk.hear(await self._heard(pressed, text))
        return await self._from_desk(question, _place(pressed, pressed.question or ""))

    async def _from_desk(self, question: Question, place: Place) -> Handled:
        answer = await self._desk.answer(question)
        if any(isinstance(change, Forgotten) for change in answer.changes):
            self._patience.forget(place.chat)
        return Handled(letters(answer, place), answer.changes)

    async def _remark(self, arrived: Arrived, phrase: str) -> Handled:
        language = (await self._desk.hear(await self._heard(arrived, ""))).language
        return Handled((remark(language, phrase, _place(arrived)),))

    async def _heard(self, arrived: Arrived, text: str) -> Heard:
        genuine = arrived.genuine if isinstance(arrived, Spoken) else True
        return Heard(
            text,
            asker=asker_in(arrived.chat),
            hint=arrived.language,
            about=arrived.about,
            staff=arrived.private and genuine and arrived.sender in self._staff,
            decides=await self._decides(arrived, text),
            before=arrived.question if isinstance(arrived, Pressed) else None,
        )


def _place(arrived: Arrived, question: str = "") -> Place:
    if isinstance(arrived, Pressed):
        pressed_on = On(arrived.message, arrived.about, arrived.answered is not None)
        return Place(arrived.chat, arrived.answered, False, pressed_on, question)
    replies = not arrived.private or bool(arrived.text and not arrived.text.startswith("/"))
    return Place(arrived.chat, arrived.message, replies, None, question)


def _language_of_app(arrived: Arrived) -> str:
    hint = (arrived.language or "").partition("-")[0].lower()
    return hint if hint in languages() else languages()[0]
