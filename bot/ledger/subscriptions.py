"""Subscriptions: who wants to be told of what, and who is to be told of an announcement."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.ledger.looks import Looks
from bot.reading.normalise import stem
from bot.talk import Announcement, Scope, Subscribed, Unsubscribed, chat_of

MOST_WORDS = 20
"""Words of one subscription."""

_LANGUAGE = (
    "coalesce((select language from reader where asker = 'telegram:' || s.chat), s.language)"
)


@dataclass(frozen=True)
class Subscription:
    """What one reader is told of."""

    scope: Scope
    words: tuple[str, ...]
    day: date


@dataclass(frozen=True)
class Subscriptions:
    """Reads who subscribed."""

    looks: Looks

    def of(self, asker: str) -> Subscription | None:
        """What this asker is told of; None when of nothing."""
        row = self.looks.first(
            "select scope, words, day from subscription where chat = ?", chat_of(asker)
        )
        if row is None:
            return None
        return Subscription(row[0], tuple(row[1].split()), date.fromisoformat(row[2]))

    def readers(self, announcement: Announcement) -> Counter[str]:
        """How many would be told now, by language."""
        return Counter(language for _, language in _told(self.looks.connection, announcement))

    def count(self) -> Counter[str]:
        """How many there are of each scope."""
        return Counter(dict(self.looks.all("select scope, count(*) from subscription group by 1")))


def told(db: sqlite3.Connection, announcement: Announcement) -> list[tuple[int, str]]:
    """The chats that are to be told of it, each with its language."""
    return list(_told(db, announcement))


def _told(db: sqlite3.Connection, announcement: Announcement) -> Iterator[tuple[int, str]]:
    rows = db.execute(f"select chat, {_LANGUAGE}, scope, words from subscription s order by chat")
    for chat, language, scope, words in rows.fetchall():
        if _concerns(announcement, scope, words):
            yield chat, language


def _concerns(announcement: Announcement, scope: str, words: str) -> bool:
    if announcement.kind == "warning" or scope == "everything":
        return True
    return scope == "words" and any(stem(word) in announcement.stems for word in words.split())


def subscribe(db: sqlite3.Connection, wanted: Subscribed) -> None:
    """Keep what somebody wants; words are added to those that he chose before."""
    chat = chat_of(wanted.asker)
    if chat is None:
        return
    words = wanted.words
    if wanted.scope == "words":
        row = db.execute(
            "select words from subscription where chat = ? and scope = 'words'", (chat,)
        ).fetchone()
        words = tuple(dict.fromkeys((*(row[0].split() if row else ()), *words)))[-MOST_WORDS:]
    db.execute(
        "insert or replace into subscription values (?, ?, ?, ?, ?)",
        (chat, wanted.scope, " ".join(words), wanted.language, wanted.day.isoformat()),
    )


def unsubscribe(db: sqlite3.Connection, wish: Unsubscribed) -> None:
    """End a subscription; or only some of its words, as long as others are left."""
    chat = chat_of(wish.asker)
    row = db.execute("select scope, words from subscription where chat = ?", (chat,)).fetchone()
    if row and row[0] == "words" and wish.words:
        left = [word for word in row[1].split() if word not in wish.words]
        if left:
            db.execute("update subscription set words = ? where chat = ?", (" ".join(left), chat))
            return
    db.execute("delete from subscription where chat = ?", (chat,))
