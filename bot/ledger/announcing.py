"""What staff do, written: drafts, broadcasts, warnings, and the log of it all."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime

from bot.ledger.bodies import announcement_as_told, announcement_of, letters_as_told
from bot.ledger.subscriptions import told
from bot.talk import Announcement, Cancelled, Cleared, Drafted, Published, Warned

DRAFTS_KEPT = 24 * 3600
"""Seconds for which a preview may still be confirmed."""


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
    number, readers = _begin(db, announcement, published)
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


def _begin(
    db: sqlite3.Connection, announcement: Announcement, published: Published | Warned
) -> tuple[int, int]:
    readers = told(db, announcement)
    done = db.execute(
        "insert into broadcast(nonce, kind, began, letters, readers) values (?, ?, ?, ?, ?)",
        (
            published.nonce,
            announcement.kind,
            published.at.isoformat(),
            letters_as_told(announcement),
            len(readers),
        ),
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
