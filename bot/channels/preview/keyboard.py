"""The buttons under an answer, in the rows that Telegram shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bot.talk import Answer, Button, Choice
from bot.wording import say

Row = tuple[Button, ...]

_NUMBERS_A_ROW = 5
_LONGEST_COPY = 256


def rows(answer: Answer) -> Iterator[Row]:
    """The choices, then what can be copied or opened, then where it is from."""
    for numbers, some in groupby(answer.choices, lambda each: _is_number(each, answer)):
        buttons = [Button(choice.label, asks=choice.asks) for choice in some]
        width = _NUMBERS_A_ROW if numbers else 1
        yield from (tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
    yield from _copies(answer)
    if answer.link:
        yield (Button(say(answer.language, "button-open"), url=answer.link),)
    if answer.why:
        why = Button(say(answer.language, "button-why"), asks=f"/why {answer.why}")
        yield why, Button(say(answer.language, "button-wrong"), asks=f"/wrong {answer.why}")


def turns_a_page(answer: Answer, about: str | None, is_reply: bool) -> bool:
    """Whether the answer takes the place of the message whose button asked for it."""
    if about is not None:
        return about == answer.why and (answer.page or answer.numbered)
    return answer.page and not is_reply


def _is_number(choice: Choice, answer: Answer) -> bool:
    return answer.numbered and choice.label.isdigit()


def _copies(answer: Answer) -> Iterator[Row]:
    for text in dict.fromkeys(line.copy for line in (*answer.above, *answer.lines)):
        if text and len(text) <= _LONGEST_COPY:
            yield (Button(say(answer.language, "button-copy", text=text), copy=text),)
