"""The ledger's file: what people left with the desk, person by person, and numbers."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.ledger import announcing, broadcasts, forgetting, inbox, questions
from bot.ledger.broadcasts import Broadcasts
from bot.ledger.changing import change_all
from bot.ledger.commits import Commits
from bot.ledger.inbox import Came, Inbox, Outcome, Received
from bot.ledger.looks import Looks, open_looks
from bot.ledger.outbox import Outbox, Row, add
from bot.ledger.questions import Questions
from bot.ledger.schema import STEPS
from bot.ledger.subscriptions import Subscriptions
from bot.sqlite import Database
from bot.talk import Asked, Change, Forgotten, Letter, Unanswered

PATIENCE = 15.0
"""Seconds to wait for another process's write."""
_KEPT_DAYS = 7
"""Days for which a copy from before a new schema is kept: as long as any backup of the ledger."""
_DAY = 24 * 3600


class Ledger:
    """An async context manager around `ledger.sqlite`; without a path it lives in memory."""

    inbox: Inbox
    outbox: Outbox
    subscriptions: Subscriptions
    broadcasts: Broadcasts
    questions: Questions

    def __init__(self, path: Path | None = None, keep_days: int = 90) -> None:
        self.path = path
        self.keep_days = keep_days
        self._database = Database(path, STEPS, synchronous="full")
        self._database.patience = PATIENCE
        self._leaving: set[str] = set()
        """Who was forgotten, as long as a last letter to them may stand in the file or its log."""

    async def __aenter__(self) -> Self:
        await self._database.__aenter__()
        plain = self._database.plain
        plain.execute("pragma secure_delete = on")
        self._commits = Commits(plain, PATIENCE)
        self._looks = open_looks(self.path) if self.path else Looks(plain)
        self.inbox = Inbox(self._commits, self._looks, self.keep_days)
        self.outbox = Outbox(self._commits, self._looks)
        self.subscriptions = Subscriptions(self._looks)
        self.broadcasts = Broadcasts(self._looks)
        self.questions = Questions(self._looks)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._commits.close()
        if self._looks.connection is not self._database.plain:
            self._looks.connection.close()
        await self._database.__aexit__(kind, error, trace)

    async def language(self, asker: str) -> str | None:
        """The language that this reader chose."""
        row = self._looks.first("select language from reader where asker = ?", asker)
        return str(row[0]) if row else None

    async def apply(self, changes: Iterable[Change]) -> None:
        """Everything that answers changed, in one transaction; nothing happens without changes."""
        wanted = list(changes)
        if not wanted:
            return
        await self._commits.write(lambda db: change_all(db, wanted, self.keep_days))
        await self._forgotten(wanted)

    async def receive(
        self, came: Iterable[Came], outcomes: Sequence[Outcome | None], at: float
    ) -> list[Received]:
        """Updates that arrived: see `Inbox.receive`. Whoever is forgotten is in no log either."""
        received = await self.inbox.receive(came, outcomes, at)
        await self._forgotten(each for outcome in outcomes if outcome for each in outcome.changes)
        return received

    async def handled(self, n: int, outcome: Outcome) -> list[Row]:
        """An update is done with: see `Inbox.handled`. Whoever is forgotten is in no log either."""
        rows = await self.inbox.handled(n, outcome)
        await self._forgotten(outcome.changes)
        return rows

    async def _forgotten(self, changes: Iterable[Change]) -> None:
        leaving = {each.asker for each in changes if isinstance(each, Forgotten)}
        self._leaving |= leaving
        for _ in range(20 if leaving else 0):
            if await self._commits.alone(forgetting.empty_log):
                return
            await asyncio.sleep(0.05)

    async def tidy(self) -> None:
        """Empties the log once more when what told the forgotten that they are has arrived."""
        gone = {asker for asker in self._leaving if not self.kept(asker).letters}
        if not gone:
            return
        if await self._commits.alone(forgetting.empty_log):
            self._leaving -= gone

    def kept(self, asker: str) -> forgetting.Kept:
        """What is on its way from and to somebody."""
        return forgetting.kept(self._looks, asker)

    async def unanswered(self, since: date | None = None) -> list[Unanswered]:
        """The questions that got no answer, oldest first."""
        return self.questions.unanswered(since)

    async def asked(self, since: date | None = None) -> list[tuple[Asked, int]]:
        """How often each topic was asked, by day, language and outcome."""
        return self.questions.asked(since)

    async def version(self) -> int:
        """A number that changes when another process has written."""
        return await self._commits.alone(
            lambda db: int(db.execute("pragma data_version").fetchone()[0])
        )

    async def prune(self, now: float) -> None:
        """Drop what is kept only for a time."""
        await self._commits.write(lambda db: _pruned(db, now, self.keep_days))
        await self._commits.alone(forgetting.empty_log)
        if self.path is not None:
            await asyncio.to_thread(_drop_old_copies, self.path, now)

    async def tally(self, day: date, counts: Mapping[str, int]) -> None:
        """Add to the numbers of a day, such as how many sends were repeated."""
        rows = [(day.isoformat(), name, times) for name, times in counts.items()]
        await self._commits.write(lambda db: db.executemany(_TALLIED, rows))

    def tallied(self, since: date | None = None) -> dict[str, int]:
        """The numbers since a day, added up."""
        found = self._looks.all(
            "select name, sum(times) from tally where day >= ? group by name",
            (since or date.min).isoformat(),
        )
        return {str(name): int(times) for name, times in found}

    def corrected(self) -> list[tuple[str, str, str]]:
        """Statements that were announced: id, content then, and content staff were told of."""
        return broadcasts.corrected(self._looks)

    async def noticed(self, statement: str, content: str, letters: Sequence[Letter]) -> list[Row]:
        """Letters to staff about a statement's new text, of which they are told only once."""

        def work(db: sqlite3.Connection) -> list[Row]:
            announcing.noticed(db, statement, content)
            return add(db, letters, takes=False)

        return await self._commits.write(work)


_TALLIED = (
    "insert into tally values (?, ?, ?)"
    " on conflict(day, name) do update set times = times + excluded.times"
)


def _pruned(db: sqlite3.Connection, now: float, unanswered_days: int) -> None:
    inbox.prune(db, now)
    announcing.prune(db, now)
    questions.prune(db, datetime.fromtimestamp(now, UTC).date(), unanswered_days)


def _drop_old_copies(path: Path, now: float) -> None:
    """A copy from before a new schema remembers whom /forget has erased since."""
    for copy in path.parent.glob(f"{path.name}.schema-*"):
        if copy.stat().st_mtime < now - _KEPT_DAYS * _DAY:
            copy.unlink(missing_ok=True)
