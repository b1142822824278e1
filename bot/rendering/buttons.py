"""The buttons under an answer, and how a question fits into the 64 bytes that a button carries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bot.rendering.markup import is_seen, speakable, units
from bot.talk import Answer, Button, Choice, Rows
from bot.wording import say

WHY = "/why "
WRONG = "/wrong "

MARK = "\u21a9"
"""In a button, the text of the message that the letter replied to."""

_BYTES = 64
_COPIED = 256
_NUMBERS_A_ROW = 5
_ROWS = 50


def carried(asks: str, question: str) -> str | None:
    """What a button must carry to ask a text; None where there is no room even with the mark."""
    if len(asks.encode()) <= _BYTES:
        return asks
    marked = asks.replace(question, MARK, 1) if question else asks
    return marked if len(marked.encode()) <= _BYTES else None


def asked(carries: str, question: str | None) -> str | None:
    """The text that a button asks; None where it needs a question that cannot be read any more."""
    if MARK not in carries:
        return carries
    return carries.replace(MARK, question) if question else None


def rows(answer: Answer, question: str) -> Rows:
    """The choices, likeliest first, then what can be copied or opened, then where it is from."""
    shown = (*_choices(answer, question), *_copies(answer), *_link(answer), *_doubts(answer))
    return shown[:_ROWS]


def _choices(answer: Answer, question: str) -> Iterator[tuple[Button, ...]]:
    for is_number, some in groupby(answer.choices, lambda choice: _is_number(choice, answer)):
        buttons = tuple(_asking(choice, question) for choice in some)
        width = _NUMBERS_A_ROW if is_number else 1
        for start in range(0, len(buttons), width):
            row = tuple(button for button in buttons[start : start + width] if button)
            if row:
                yield row


def _is_number(choice: Choice, answer: Answer) -> bool:
    return answer.numbered and choice.label.isdigit()


def _asking(choice: Choice, question: str) -> Button | None:
    carries = carried(speakable(choice.asks), question)
    label = speakable(choice.label)
    return Button(label if is_seen(label) else choice.asks, asks=carries) if carries else None


def _copies(answer: Answer) -> Iterator[tuple[Button, ...]]:
    copied = (speakable(line.copy or "") for line in (*answer.above, *answer.lines))
    for text in dict.fromkeys(copied):
        if is_seen(text) and units(text) <= _COPIED:
            yield (Button(say(answer.language, "button-copy", text=text), copy=text),)


def _link(answer: Answer) -> Iterator[tuple[Button, ...]]:
    if answer.link:
        yield (Button(say(answer.language, "button-open"), url=answer.link),)


def _doubts(answer: Answer) -> Iterator[tuple[Button, ...]]:
    if answer.why:
        yield (
            Button(say(answer.language, "button-why"), asks=WHY + answer.why),
            Button(say(answer.language, "button-wrong"), asks=WRONG + answer.why),
        )


def turns_a_page(answer: Answer, about: str | None, is_reply: bool) -> bool:
    """Whether the message whose button was pressed may give way to the answer.

    That is so when it is of the same matter, or a menu. A message that answers somebody's words
    and names no matter may hold a contact; it stays.
    """
    if about is not None:
        return about == answer.why and (answer.page or answer.numbered)
    return answer.page and not is_reply
