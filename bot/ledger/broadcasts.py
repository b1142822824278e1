"""Broadcasts: drafts that staff confirm, how far each has come, warnings, and staff's log."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.ledger.bodies import Sent, announcement_as_told, announcement_of, letters_as_told, sent_of
from bot.ledger.looks import Looks
from bot.ledger.subscriptions import told
from bot.talk import (
    Announcement,
    Cancelled,
    Cleared,
    Draft,
    Drafted,
    Progress,
    Published,
    Warned,
)

DRAFTS_KEPT = 24 * 3600
"""Seconds for which a preview may still be confirmed."""
_PROGRESS = "select n, kind, readers, sent, gone, refused, stopped from broadcast"


@dataclass(frozen=True)
class InForce:
    """What staff warn of, as long as it is not over."""

    began: datetime
    said: dict[str, str]
    """The words by language, the first first."""

    def words(self, language: str) -> tuple[str, str]:
        """Language and words for a reader of this language."""
        if language in self.said:
            return language, self.said[language]
        return next(iter(self.said.items()))


@dataclass(frozen=True)
class Announced:
    """That a statement was announced."""

    content: str
    day: date
    readers: int


@dataclass(frozen=True)
class Broadcasts:
    """Reads what staff announced."""

    looks: Looks

    def draft(self, nonce: str, by: str) -> Draft | None:
        """The announcement that this member of staff looked at last, if it has that nonce."""
        row = self.looks.first("select body from draft where nonce = ? and by = ?", nonce, by)
        return Draft(nonce, by, announcement_of(row[0])) if row else None

    def running(self) -> list[Progress]:
        """The broadcasts under way, the oldest first."""
        return [
            Progress(*row) for row in self.looks.all(f"{_PROGRESS} where ended is null order by n")
        ]

    def progress(self, number: int) -> Progress | None:
        """How far a broadcast has come, or came."""
        row = self.looks.first(f"{_PROGRESS} where n = ?", number)
        return Progress(*row) if row else None

    def latest(self) -> Progress | None:
        """The newest broadcast."""
        row = self.looks.first(f"{_PROGRESS} order by n desc limit 1")
        return Progress(*row) if row else None

    def warnings(self) -> list[InForce]:
        """What is warned of now, the oldest first."""
        found = self.looks.all(
            "select began, said from warning where ended is null order by broadcast"
        )
        return [InForce(datetime.fromisoformat(at), dict(json.loads(said))) for at, said in found]

    def announced(self, statement: str) -> Announced | None:
        """How a statement was announced last; None when it never was."""
        row = self.looks.first(
            "select content, day, readers from announced where statement = ?", statement
        )
        return Announced(row[0], date.fromisoformat(row[1]), row[2]) if row else None

    def acts(self, most: int = 100) -> list[tuple[datetime, str, str]]:
        """What staff did last: when, who, what; the newest first."""
        found = self.looks.all("select at, by, what from act order by n desc limit ?", most)
        return [(datetime.fromisoformat(at), by, what) for at, by, what in found]


def letter_of(looks: Looks, broadcast: int, language: str, chat: int) -> Sent:
    """The letter of a broadcast for one reader."""
    row = looks.first("select letters from broadcast where n = ?", broadcast)
    bodies: dict[str, str] = dict(json.loads(row[0]))
    return sent_of(bodies.get(language) or next(iter(bodies.values())), chat)


def draft(db: sqlite3.Connection, drafted: Drafted) -> None:
    """Keep a draft until it is confirmed; an older one of the same person goes."""
    db.execute("delete from draft where by = ?", (drafted.by,))
    body = announcement_as_told(drafted.announcement)
    db.execute(
        "insert into draft values (?, ?, ?, ?)",
        (drafted.nonce, drafted.by, drafted.at.isoformat(), body),
    )


def publish(db: sqlite3.Connection, published: Published | Warned) -> int | None:
    """Send a draft to everybody who is subscribed now; nothing when it is not there any more."""
    row = db.execute(
        "delete from draft where nonce = ? and by = ? returning body",
        (published.nonce, published.by),
    ).fetchone()
    if row is None:
        return None
    announcement = announcement_of(row[0])
    number, readers = _begin(db, announcement, published.at)
    if announcement.kind == "warning":
        said = json.dumps(announcement.said, ensure_ascii=False)
        db.execute(
            "insert into warning values (?, ?, null, ?)",
            (number, published.at.isoformat(), said),
        )
    if announcement.statement:
        db.execute(
            "insert or replace into announced values (?1, ?2, ?3, ?4, ?2)",
            (
                announcement.statement,
                announcement.content,
                published.at.date().isoformat(),
                readers,
            ),
        )
    _note(db, published.at, published.by, f"{announcement.kind} {number} to {readers}")
    return number


def _begin(db: sqlite3.Connection, announcement: Announcement, at: datetime) -> tuple[int, int]:
    readers = told(db, announcement)
    done = db.execute(
        "insert into broadcast(kind, began, letters, readers) values (?, ?, ?, ?)",
        (announcement.kind, at.isoformat(), letters_as_told(announcement), len(readers)),
    )
    number = done.lastrowid or 0
    db.executemany(
        "insert into outbox(broadcast, chat, language, state, due, tries)"
        " values (?, ?, ?, 'waiting', 0, 0)",
        [(number, chat, language) for chat, language in readers],
    )
    _end_if_over(db, number)
    return number, len(readers)


def count_outcome(db: sqlite3.Connection, broadcast: int, outcome: str, times: int) -> None:
    """Count an outcome of a broadcast: sent, gone, refused or stopped; the last one ends it."""
    db.execute(f"update broadcast set {outcome} = {outcome} + ? where n = ?", (times, broadcast))
    _end_if_over(db, broadcast)


def _end_if_over(db: sqlite3.Connection, broadcast: int) -> None:
    db.execute(
        "update broadcast set ended = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
        " where n = ? and ended is null and readers <= sent + gone + refused + stopped",
        (broadcast,),
    )


def clear(db: sqlite3.Connection, cleared: Cleared) -> None:
    """Take down every warning; who has not been told yet is not told any more."""
    over = db.execute(
        "update warning set ended = ? where ended is null returning broadcast",
        (cleared.at.isoformat(),),
    ).fetchall()
    for (broadcast,) in over:
        _stop(db, broadcast)
    _note(db, cleared.at, cleared.by, f"all clear, {len(over)} warnings")


def cancel(db: sqlite3.Connection, cancelled: Cancelled) -> None:
    """Drop a draft, or stop a broadcast."""
    if cancelled.nonce is not None:
        db.execute("delete from draft where nonce = ? and by = ?", (cancelled.nonce, cancelled.by))
    if cancelled.broadcast is not None:
        stopped = _stop(db, cancelled.broadcast)
        what = f"stopped {cancelled.broadcast}, {stopped} not told"
        _note(db, cancelled.at, cancelled.by, what)


def _stop(db: sqlite3.Connection, broadcast: int) -> int:
    done = db.execute("delete from outbox where broadcast = ? and state = 'waiting'", (broadcast,))
    if done.rowcount:
        count_outcome(db, broadcast, "stopped", done.rowcount)
    return done.rowcount


def _note(db: sqlite3.Connection, at: datetime, by: str, what: str) -> None:
    db.execute("insert into act(at, by, what) values (?, ?, ?)", (at.isoformat(), by, what))


def corrected(looks: Looks) -> list[tuple[str, str, str]]:
    """Statements that were announced: id, content as announced, content staff were told of."""
    return looks.all("select statement, content, noticed from announced")


def noticed(db: sqlite3.Connection, statement: str, content: str) -> None:
    """Remember that staff have been told of a statement's new text."""
    db.execute("update announced set noticed = ? where statement = ?", (content, statement))


def prune(db: sqlite3.Connection, now: float) -> None:
    """Drop drafts of yesterday: what was seen then is not what would be sent now."""
    yesterday = datetime.fromtimestamp(now - DRAFTS_KEPT, UTC)
    old = [
        (nonce,)
        for nonce, at in db.execute("select nonce, at from draft").fetchall()
        if datetime.fromisoformat(at) < yesterday
    ]
    db.executemany("delete from draft where nonce = ?", old)
