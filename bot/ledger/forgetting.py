"""Forgetting: erases a reader from the ledger; and shows first what would be erased."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.ledger.looks import Looks
from bot.ledger.outbox import drop_waiting
from bot.talk import chat_of


@dataclass(frozen=True)
class Kept:
    """How much of what somebody left is on its way through the ledger."""

    questions: int
    """Updates that have not been handled yet."""
    letters: int
    """Messages to them that have not been sent yet."""


def kept(looks: Looks, asker: str) -> Kept:
    """What is on its way from and to somebody."""
    chat = chat_of(asker)
    questions = looks.first("select count(*) from inbox where chat = ?", chat)
    letters = looks.first("select count(*) from outbox where chat = ?", chat)
    return Kept(questions[0], letters[0])


def forget(db: sqlite3.Connection, asker: str) -> None:
    """Erase somebody: language, subscription, what they asked before, what waits to be sent.

    Pages are overwritten as they are freed; the write-ahead log is emptied after the commit.
    """
    db.execute("delete from reader where asker = ?", (asker,))
    db.execute("delete from draft where by = ?", (asker,))
    chat = chat_of(asker)
    if chat is None:
        return
    drop_waiting(db, chat)
    db.execute("delete from subscription where chat = ?", (chat,))
    db.execute("delete from gone where chat = ?", (chat,))


def empty_log(db: sqlite3.Connection) -> bool:
    """Move the write-ahead log into the file and cut it to nothing; False when a reader holds it.

    A page that was overwritten in the file still stands in the log as it was.
    """
    busy, _, _ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
    return not busy
