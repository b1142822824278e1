"""A chat in the terminal: choices by number, commands, history; Ctrl-D leaves."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys

from bot.desk import Desk
from bot.rendering import plain
from bot.talk import Answer, Choice, Heard

ASKER = "terminal:0"


class Terminal:
    """One conversation in the terminal."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.choices: tuple[Choice, ...] = ()
        self.about: str | None = None
        self.before: str | None = None
        self.hint = (os.environ.get("LANG") or "en")[:2]

    def learned(self) -> None:
        """Tell that meanings are compared from now on."""

    async def talk(self) -> None:
        """Greet, then answer line by line until the reader leaves."""
        with contextlib.suppress(ImportError):
            # Makes `input` remember earlier lines for the arrow keys.
            import readline  # noqa: F401
        await self._answer("/start")
        while True:
            try:
                typed = await asyncio.to_thread(input, "\n> ")
            except (EOFError, KeyboardInterrupt):
                print()
                return
            if typed.strip():
                await self._answer(self._asked(typed.strip()))

    def _asked(self, typed: str) -> str:
        """What a line asks: the text of a choice when it is that choice's number."""
        for number, choice in enumerate(self.choices, 1):
            if typed == number_of(choice, number):
                return choice.asks
        return typed

    async def _answer(self, text: str) -> None:
        heard = Heard(text, ASKER, self.hint, self.about, before=self.before)
        question = await self.desk.hear(heard)
        answer = await self.desk.answer(question)
        await self.desk.ledger.apply(answer.changes)
        show(answer)
        self.choices = answer.choices
        if answer.why:
            self.about, self.before = answer.why, text


def show(answer: Answer) -> None:
    """Print an answer and its choices."""
    print(plain(answer))
    numbers, words = [], []
    for number, choice in enumerate(answer.choices, 1):
        shown = number_of(choice, number)
        if choice.label == shown:
            numbers.append(f"[{shown}]")
        else:
            words.append(f"  [{shown}] {choice.label}")
    if answer.choices:
        print()
    if numbers:
        print("  " + " ".join(numbers))
    print("\n".join(words), end="\n" if words else "")
    sys.stdout.flush()


def number_of(choice: Choice, number: int) -> str:
    """What to type for a choice: the number that its label already is, else its place."""
    return choice.label if choice.label.isdigit() else str(number)
