"""The outbox: what is to be sent is a row here first, and goes when its outcome is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.ledger.announcing import count_outcome
from bot.ledger.bodies import Sent, body_of, sent_of
from bot.ledger.broadcasts import bodies
from bot.ledger.commits import Commits
from bot.ledger.looks import Looks


@dataclass(frozen=True)
class Row:
    """One message that waits, or is being sent."""

    n: int
    chat: int
    sent: Sent
    broadcast: int | None = None
    due: float = 0.0
    """Seconds since 1970, before which it is not tried."""
    tries: int = 0

    def to(self, chat: int) -> Row:
        """The same, for a chat that has another address now."""
        return replace(self, chat=chat, sent=replace(self.sent, chat=chat))


@dataclass(frozen=True)
class Outbox:
    """What waits to be sent."""

    commits: Commits
    looks: Looks

    async def recover(self) -> int:
        """At the start nothing is being sent: what the last run was sending waits again."""
        return await self.commits.write(
            lambda db: (
                db.execute("update outbox set state = 'waiting' where state = 'sending'").rowcount
            )
        )

    def answers(self, after: int = 0, most: int = 500) -> list[Row]:
        """The answers that wait, in order."""
        found = self.looks.all(
            "select n, chat, body, due, tries from outbox"
            " where broadcast is null and state = 'waiting' and n > ? order by n limit ?",
            after,
            most,
        )
        return [
            Row(n, chat, sent_of(body, chat), None, due, tries)
            for n, chat, body, due, tries in found
        ]

    def broadcasts(self, after: int = 0, most: int = 500) -> list[Row]:
        """The letters of broadcasts that wait, in order."""
        found = self.looks.all(
            "select n, chat, broadcast, language, due, tries from outbox"
            " where broadcast is not null and state = 'waiting' and n > ? order by n limit ?",
            after,
            most,
        )
        kept = {number: bodies(self.looks, number) for number in {row[2] for row in found}}
        return [
            Row(n, chat, _in(kept[broadcast], language, chat), broadcast, due, tries)
            for n, chat, broadcast, language, due, tries in found
        ]

    async def take(self, row: Row) -> bool:
        """It is being sent from now on; False when it does not wait any more."""
        return await self.commits.write(lambda db: _take(db, row))

    async def arrived(self, row: Row, within: float = 0.0) -> None:
        """It has been sent. It waits so many seconds for another write to share a commit with."""
        await self.commits.write(lambda db: _settle(db, row, "sent"), within)

    async def refused(self, row: Row) -> None:
        """It will never be taken."""
        await self.commits.write(lambda db: _settle(db, row, "refused"))

    async def again(self, row: Row) -> None:
        """It waits again, to be tried when it is due; its tries as the row says."""
        await self.commits.write(
            lambda db: db.execute(
                "update outbox set state = 'waiting', due = ?, tries = ? where n = ?",
                (row.due, row.tries, row.n),
            )
        )

    async def gone(self, chat: int, at: float) -> None:
        """Nobody is there: all that waits for the chat goes, and its subscription ends."""
        await self.commits.write(lambda db: _gone(db, chat, at))

    async def moved(self, chat: int, to: int) -> None:
        """A group has another address: its rows, its subscription and its language go along."""
        await self.commits.write(lambda db: _moved(db, chat, to))

    def depths(self) -> tuple[int, int]:
        """How many answers, and how many letters of broadcasts, have no outcome yet."""
        found = self.looks.first("select count(*), count(broadcast) from outbox")
        return int(found[0]) - int(found[1]), int(found[1])


def _in(kept: Mapping[str, str], language: str, chat: int) -> Sent:
    """The letter in a reader's language, or the first."""
    return sent_of(kept.get(language) or next(iter(kept.values())), chat)


def add(db: sqlite3.Connection, letters: Sequence[Sent], takes: bool) -> list[Row]:
    """Rows for these letters; none for a chat that is gone. The first may be taken at once."""
    rows: list[Row] = []
    for letter in letters:
        if db.execute("select 1 from gone where chat = ?", (letter.chat,)).fetchone():
            continue
        state = "sending" if takes and not rows else "waiting"
        done = db.execute(
            "insert into outbox(chat, language, body, state, due, tries)"
            " values (?, '', ?, ?, 0, 0)",
            (letter.chat, body_of(letter), state),
        )
        rows.append(Row(done.lastrowid or 0, letter.chat, letter))
    return rows


def _take(db: sqlite3.Connection, row: Row) -> bool:
    done = db.execute(
        "update outbox set state = 'sending' where n = ? and state = 'waiting'", (row.n,)
    )
    return done.rowcount > 0


def _settle(db: sqlite3.Connection, row: Row, outcome: str) -> None:
    done = db.execute("delete from outbox where n = ?", (row.n,))
    if done.rowcount and row.broadcast is not None:
        count_outcome(db, row.broadcast, outcome, 1)


def _gone(db: sqlite3.Connection, chat: int, at: float) -> None:
    drop_waiting(db, chat)
    db.execute("delete from subscription where chat = ?", (chat,))
    db.execute("insert or replace into gone values (?, ?)", (chat, int(at)))


def drop_waiting(db: sqlite3.Connection, chat: int) -> None:
    """Drop all that is to be sent to a chat; broadcasts count it as gone."""
    lost = db.execute("delete from outbox where chat = ? returning broadcast", (chat,)).fetchall()
    for (broadcast,) in lost:
        if broadcast is not None:
            count_outcome(db, broadcast, "gone", 1)


def _moved(db: sqlite3.Connection, chat: int, to: int) -> None:
    # Where the new address has what the old one has, the new one's stays.
    db.execute("update or ignore outbox set chat = ? where chat = ?", (to, chat))
    drop_waiting(db, chat)
    db.execute("update or ignore subscription set chat = ? where chat = ?", (to, chat))
    db.execute("delete from subscription where chat = ?", (chat,))
    db.execute(
        "update or ignore reader set asker = 'telegram:' || ? where asker = 'telegram:' || ?",
        (to, chat),
    )
    db.execute("delete from reader where asker = 'telegram:' || ?", (chat,))
    db.execute("update inbox set chat = ? where chat = ?", (to, chat))
