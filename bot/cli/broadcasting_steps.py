"""What `broadcast` does: the same questions that staff ask in Telegram, at the command line."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.opening import Places, open_desk
from bot.desk import Desk
from bot.rendering import plain
from bot.talk import Answer, Asked, Drafted, Question, Unanswered

BY = "command line"
"""Who did it, in the log of what staff did."""


class Refused(Exception):
    """Nothing was sent; the message says why, `status` with what to exit."""

    def __init__(self, why: str, status: int) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True)
class Wanted:
    """What was asked for; at most one thing of it."""

    text: str | None = None
    file: Path | None = None
    statement: str | None = None
    warning: bool = False
    clear: bool = False
    stop: int | None = None
    readers: int | None = None

    def asks(self) -> str:
        """The command that asks the same in Telegram; raises Refused."""
        given = [self.text, self.file, self.statement, self.clear or None, self.stop]
        if sum(each is not None for each in given) > 1:
            raise Refused("Name one thing: a text, --file, --statement, --clear or --stop.", 2)
        if self.clear:
            return "/allclear"
        if self.stop is not None:
            return f"/cancel {self.stop}"
        if self.statement is not None:
            return f"/publish read_{self.statement}"
        if self.text is None and self.file is None:
            return "/cancel"
        return f"/{'warn' if self.warning else 'publish'} {self._words()}"

    def _words(self) -> str:
        if self.file is None:
            return self.text or ""
        if str(self.file) == "-":
            return sys.stdin.read()
        try:
            return self.file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise Refused(f"{self.file} cannot be read: {fault}", 2) from None


async def announce(place: Places, wanted: Wanted) -> None:
    """Shows what was asked for and, once it is confirmed, has it sent; raises Refused.

    The letters are written into the ledger. A bot that runs takes them up at once, and one that
    does not when it starts.
    """
    asks = wanted.asks()
    async with open_desk(place, keeps=True) as desk:
        answer = await _answer(desk, asks)
        print(plain(answer))
        draft = next((each for each in answer.changes if isinstance(each, Drafted)), None)
        if draft is None:
            if asks.startswith(("/publish", "/warn")):
                raise Refused("Nothing was sent.", 1)
            return
        readers = desk.ledger.subscriptions.readers(draft.announcement)
        if not _confirmed(sum(readers.values()), wanted.readers):
            await _answer(desk, f"/cancel {draft.nonce}")
            raise Refused("Nothing was sent.", 1)
        print(plain(await _answer(desk, f"/send {draft.nonce}")))


async def _answer(desk: Desk, text: str) -> Answer:
    embassy = desk.knowledge.embassy
    at, language = datetime.now(UTC).astimezone(embassy.zone), embassy.language()
    answer = await desk.answer(Question(text, language, at, asker=BY, staff=True))
    # Only citizens' questions are counted.
    counts = (Asked, Unanswered)
    await desk.ledger.apply(each for each in answer.changes if not isinstance(each, counts))
    return answer


def _confirmed(count: int, expected: int | None) -> bool:
    if expected is not None:
        if expected != count:
            print(f"There are {count} readers now, not {expected}.", file=sys.stderr)
        return expected == count
    if not sys.stdin.isatty():
        print(f"To send it without asking, add --readers {count}.", file=sys.stderr)
        return False
    typed = input(f"Type the number of readers, {count}, to send it: ")
    return typed.strip() == str(count)
