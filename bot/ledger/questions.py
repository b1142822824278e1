"""What is kept of questions: how often each topic was asked, and those that got no answer."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from bot.ledger.blotting import blotted
from bot.ledger.looks import Looks
from bot.talk import Asked, Unanswered


@dataclass(frozen=True)
class Questions:
    """Reads what was kept."""

    looks: Looks

    def unanswered(self, since: date | None = None) -> list[Unanswered]:
        """The questions that got no answer, oldest first."""
        found = self.looks.all(
            "select text, language, day, nearest, score, outcome from unanswered"
            " where day >= ? order by n",
            (since or date.min).isoformat(),
        )
        return [
            Unanswered(text, language, date.fromisoformat(day), nearest, score, outcome)
            for text, language, day, nearest, score, outcome in found
        ]

    def asked(self, since: date | None = None) -> list[tuple[Asked, int]]:
        """How often each topic was asked, by day, language and outcome."""
        found = self.looks.all(
            "select day, topic, language, outcome, times from asked where day >= ? order by day",
            (since or date.min).isoformat(),
        )
        return [
            (Asked(date.fromisoformat(day), topic, language, outcome), times)
            for day, topic, language, outcome, times in found
        ]


def count(db: sqlite3.Connection, asked: Asked) -> None:
    """One question more of that day, topic, language and outcome."""
    db.execute(
        "insert into asked values (?, ?, ?, ?, 1)"
        " on conflict(day, topic, language, outcome) do update set times = times + 1",
        (asked.day.isoformat(), asked.topic, asked.language, asked.outcome),
    )


def keep(db: sqlite3.Connection, vain: Unanswered, keep_days: int) -> None:
    """Keep a question, blotted, and drop those that are older than so many days."""
    prune(db, vain.day, keep_days)
    db.execute(
        "insert into unanswered(day, language, text, nearest, score, outcome)"
        " values (?, ?, ?, ?, ?, ?)",
        (
            vain.day.isoformat(),
            vain.language,
            blotted(vain.text),
            vain.nearest,
            vain.score,
            vain.outcome,
        ),
    )


def prune(db: sqlite3.Connection, today: date, keep_days: int) -> None:
    """Drop the questions that are older than so many days."""
    oldest = today - timedelta(days=keep_days)
    db.execute("delete from unanswered where day < ?", (oldest.isoformat(),))
