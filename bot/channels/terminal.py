"""A chat in the terminal: choices by number, commands, history; Ctrl-D leaves."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys

from bot.desk import Desk
from bot.rendering import plain
from bot.talk import Answer, Choice, Heard
from bot.wording import say

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
        """Tell that meanings are compared from now on, if they are."""
        book = self.desk.knowledge.phrasebook
        if self.desk.embedder is not None and book is not None:
            language = self.desk.knowledge.embassy.language(self.hint)
            print(f"\n{say(language, 'learned')}\n\n> ", end="", flush=True)

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
        return numbered(self.choices).get(typed, typed)

    async def _answer(self, text: str) -> None:
        # Whoever sits at the machine has the files in hand.
        heard = Heard(text, ASKER, self.hint, self.about, staff=True, before=self.before)
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
    if answer.choices:
        print()
    own = [f"[{choice.label}]" for choice in answer.choices if choice.label.isdigit()]
    if own:
        print("  " + " ".join(own))
    by_text = {choice.asks: choice.label for choice in answer.choices}
    for number, asks in numbered(answer.choices).items():
        if by_text[asks] != number:
            print(f"  [{number}] {by_text[asks]}")
    sys.stdout.flush()


def numbered(choices: tuple[Choice, ...]) -> dict[str, str]:
    """What each number asks: a choice whose label is a number has that, the others the next."""
    own = {choice.label: choice.asks for choice in choices if choice.label.isdigit()}
    others = [choice.asks for choice in choices if not choice.label.isdigit()]
    first = max(map(int, own), default=0) + 1
    return own | {str(number): asks for number, asks in enumerate(others, first)}
