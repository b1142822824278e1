"""What an answer changes, written: one function for each kind of change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from bot.ledger import announcing, questions, subscriptions
from bot.ledger.forgetting import forget
from bot.talk import (
    Asked,
    Cancelled,
    Change,
    Cleared,
    Drafted,
    Forgotten,
    LanguageChosen,
    Published,
    Subscribed,
    Unanswered,
    Unsubscribed,
    Warned,
)


def change_all(db: sqlite3.Connection, changes: Iterable[Change], unanswered_days: int) -> None:
    """Write these, in order, within the caller's transaction."""
    for each in changes:
        _change(db, each, unanswered_days)


def _change(db: sqlite3.Connection, wanted: Change, unanswered_days: int) -> None:
    match wanted:
        case Asked():
            questions.count(db, wanted)
        case Unanswered():
            questions.keep(db, wanted, unanswered_days)
        case LanguageChosen(asker, language):
            db.execute("insert or replace into reader values (?, ?)", (asker, language))
        case Forgotten(asker):
            forget(db, asker)
        case Subscribed():
            subscriptions.subscribe(db, wanted)
        case Unsubscribed():
            subscriptions.unsubscribe(db, wanted)
        case _:
            _announcing(db, wanted)


def _announcing(
    db: sqlite3.Connection, wanted: Drafted | Published | Warned | Cleared | Cancelled
) -> None:
    match wanted:
        case Drafted():
            announcing.draft(db, wanted)
        case Published() | Warned():
            announcing.publish(db, wanted)
        case Cleared():
            announcing.clear(db, wanted)
        case Cancelled():
            announcing.cancel(db, wanted)
