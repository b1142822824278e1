"""A chat in the terminal: choices by number, commands, history; Ctrl-D leaves."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.channels.above import MARK, Above
from bot.desk import Desk
from bot.rendering import plain
from bot.talk import Answer, Choice, Heard
from bot.wording import say

ASKER = "terminal:0"

_log = logging.getLogger(__name__)


class Terminal:
    """One conversation in the terminal."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.choices: tuple[Choice, ...] = ()
        self.about: str | None = None
        self.before: str | None = None
        self.hint = (os.environ.get("LANG") or "en")[:2]
        self.language: str | None = None
        self.above = Above()
        self._share: int | None = None

    def learning(self, done: int, total: int) -> None:
        """Tell that meanings are not compared yet, and how far they are learned.

        Of a few, which are done at once, nothing is said.
        """
        if done < total or self._share is not None:
            self._share = min(99, 100 * done // max(total, 1))
            self._tell_share()

    def _tell_share(self) -> None:
        if self._share is not None:
            self.above.say(self._say("learning", share=self._share), lasts=True)

    def learned(self) -> None:
        """Tell that meanings are compared from now on, where it was told that they are not."""
        if self._share is not None:
            self._share = None
            self.above.say(self._say("learned"), lasts=False)

    async def talk(self) -> None:
        """Greet, then answer line by line until the reader leaves."""
        with contextlib.suppress(ImportError):
            # Makes `input` remember earlier lines for the arrow keys.
            import readline  # noqa: F401
        with _terminal_as_it_was():
            await self._answer("/start")
            try:
                while (line := await self._line()) is not None:
                    typed = line.strip()
                    if typed:
                        await self._answer(numbered(self.choices).get(typed, typed))
            finally:
                print()

    async def _line(self) -> str | None:
        self._tell_share()
        self.above.opened()
        try:
            return await _line()
        finally:
            self.above.closed()

    async def _answer(self, text: str) -> None:
        try:
            answer = await self._answered(text)
        except Exception:
            _log.exception("a question could not be answered")
            print(self._say("sorry"))
            return
        self.language = answer.language or self.language
        self.choices = (*answer.choices, *_ways_back(answer))
        show(answer, self.choices)
        if not text.startswith(("/why", "/wrong")):
            self.about, self.before = answer.why, text

    async def _answered(self, text: str) -> Answer:
        # Whoever sits at the machine has the files in hand.
        hint = self.language or self.hint
        heard = Heard(text, ASKER, hint, self.about, staff=True, before=self.before)
        answer = await self.desk.answer(await self.desk.hear(heard))
        await self.desk.ledger.apply(answer.changes)
        return answer

    def _say(self, phrase: str, **told: int) -> str:
        language = self.language or self.desk.knowledge.embassy.language(self.hint)
        return say(language, phrase, **told)


def _ways_back(answer: Answer) -> tuple[Choice, ...]:
    """Where an answer comes from, and that it was not what was asked."""
    if answer.why is None:
        return ()
    return (
        Choice(say(answer.language, "button-why"), f"/why {answer.why}"),
        Choice(say(answer.language, "button-wrong"), f"/wrong {answer.why}"),
    )


async def _line() -> str | None:
    """A line that somebody types; None when they leave."""
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str | None] = loop.create_future()

    def read() -> None:
        try:
            typed = input(MARK)
        except EOFError:
            typed = None
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, line, typed)

    # Not one of the loop's threads: it would wait for them, and so for a line, after Ctrl-C.
    threading.Thread(target=read, daemon=True).start()
    return await line


def _settle(line: asyncio.Future[str | None], typed: str | None) -> None:
    if not line.done():
        line.set_result(typed)


@contextmanager
def _terminal_as_it_was() -> Iterator[None]:
    """Puts back how the terminal echoes: a reader who leaves by Ctrl-C leaves amid a line."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        yield
        return
    import termios

    before = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def show(answer: Answer, choices: tuple[Choice, ...]) -> None:
    """Print an answer and what can be chosen after it."""
    print(plain(answer))
    if choices:
        print()
    own = [f"[{choice.label}]" for choice in choices if choice.label.isdigit()]
    if own:
        print("  " + " ".join(own))
    by_text = {choice.asks: choice.label for choice in choices}
    for number, asks in numbered(choices).items():
        if by_text[asks] != number:
            print(f"  [{number}] {by_text[asks]}")
    sys.stdout.flush()


def numbered(choices: tuple[Choice, ...]) -> dict[str, str]:
    """What each number asks: a choice whose label is a number has that, the others the next."""
    own = {choice.label: choice.asks for choice in choices if choice.label.isdigit()}
    others = [choice.asks for choice in choices if not choice.label.isdigit()]
    first = max(map(int, own), default=0) + 1
    return own | {str(number): asks for number, asks in enumerate(others, first)}
