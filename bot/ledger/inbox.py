"""The inbox: every update is written here before it is confirmed, and handled once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.ledger.changing import change_all
from bot.ledger.commits import Commits
from bot.ledger.looks import Looks
from bot.ledger.outbox import Row, add
from bot.talk import Change, Edit, Letter

KEPT = 48 * 3600
"""Seconds for which the number of a handled update is kept; Telegram repeats one for a day."""


@dataclass(frozen=True)
class Came:
    """An update that arrived. Without a chat there is nothing to answer, and only it is noted."""

    update: int
    chat: int | None = None
    body: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What an update led to."""

    letters: Sequence[Letter | Edit] = ()
    changes: Sequence[Change] = ()
    takes: bool = False
    """The first letter is being sent as soon as this is on the disk."""


@dataclass(frozen=True)
class Received:
    """What became of an update that arrived."""

    n: int
    """Its row, 0 when it had been seen before."""
    rows: list[Row] | None = None
    """Its letters; None where its outcome is still to be written."""


@dataclass(frozen=True)
class Inbox:
    """What arrived, by the order in which it came."""

    commits: Commits
    looks: Looks
    unanswered_days: int

    async def receive(
        self, came: Iterable[Came], outcomes: Sequence[Outcome | None], at: float
    ) -> list[Received]:
        """Keep what has not been seen, and what it led to where that is known; all at once."""
        batch = list(zip(came, outcomes, strict=True))
        days = self.unanswered_days
        return await self.commits.write(
            lambda db: [_received(db, each, outcome, (at, days)) for each, outcome in batch]
        )

    def waiting(self, after: int = 0, most: int = 100) -> list[tuple[int, int, str]]:
        """What has not been handled: row number, chat and body, in order."""
        return self.looks.all(
            "select n, chat, body from inbox where body is not null and n > ? order by n limit ?",
            after,
            most,
        )

    async def handled(self, n: int, outcome: Outcome) -> list[Row]:
        """Done with, in one transaction: what changes, and the letters as rows of the outbox.

        Nothing happens when it had been handled.
        """
        return await self.commits.write(lambda db: _handled(db, n, outcome, self.unanswered_days))

    def depth(self) -> int:
        """How many wait to be handled."""
        found = self.looks.first("select count(*) from inbox where body is not null")
        return int(found[0])


def _received(
    db: sqlite3.Connection, came: Came, outcome: Outcome | None, when: tuple[float, int]
) -> Received:
    at, unanswered_days = when
    kept = came.chat is not None and outcome is None
    done = db.execute(
        "insert or ignore into inbox(update_id, came, chat, body) values (?, ?, ?, ?)",
        (came.update, int(at), came.chat if kept else None, came.body if kept else None),
    )
    if not done.rowcount:
        return Received(0, [])
    if came.chat is not None:
        # Who writes can be written to.
        db.execute("delete from gone where chat = ?", (came.chat,))
    n = done.lastrowid or 0
    if outcome is None:
        return Received(n)
    return Received(n, _written(db, outcome, unanswered_days))


def _handled(db: sqlite3.Connection, n: int, outcome: Outcome, unanswered_days: int) -> list[Row]:
    done = db.execute(
        "update inbox set body = null, chat = null where n = ? and body is not null", (n,)
    )
    return _written(db, outcome, unanswered_days) if done.rowcount else []


def _written(db: sqlite3.Connection, outcome: Outcome, unanswered_days: int) -> list[Row]:
    change_all(db, outcome.changes, unanswered_days)
    return add(db, outcome.letters, outcome.takes)


def prune(db: sqlite3.Connection, now: float) -> None:
    """Drop the numbers of what Telegram will not repeat any more."""
    db.execute("delete from inbox where came < ? and body is null", (int(now) - KEPT,))
    db.execute("delete from gone where since < ?", (int(now) - KEPT,))
