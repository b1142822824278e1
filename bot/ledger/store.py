"""The ledger's file: what people left with the desk, person by person, and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from bot.ledger.blotting import blotted
from bot.sqlite import Database
from bot.talk import Asked, Change, Forgotten, LanguageChosen, Unanswered

STEPS = (
    """
    create table reader (
      asker text primary key,
      language text not null
    ) without rowid;

    create table unanswered (
      n integer primary key,
      day text not null,
      language text not null,
      text text not null,
      nearest text,
      score real not null,
      outcome text not null
    );
    create index unanswered_by_day on unanswered(day);

    create table asked (
      day text not null,
      topic text not null,
      language text not null,
      outcome text not null,
      times integer not null,
      primary key (day, topic, language, outcome)
    ) without rowid;
    """,
)


class Ledger(Database):
    """An async context manager around `ledger.sqlite`; without a path it lives in memory."""

    def __init__(self, path: Path | None = None, keep_days: int = 90) -> None:
        super().__init__(path, STEPS, synchronous="full")
        self.keep_days = keep_days

    async def language(self, asker: str) -> str | None:
        """The language that this reader chose."""
        async with (
            self.reading() as db,
            db.execute("select language from reader where asker = ?", (asker,)) as rows,
        ):
            row = await rows.fetchone()
        return str(row[0]) if row else None

    async def apply(self, changes: Iterable[Change]) -> None:
        """Everything that answers changed, in one transaction; nothing happens without changes."""
        wanted = list(changes)
        if not wanted:
            return
        async with self.changes() as db:
            for change in wanted:
                for sql, values in self._written_as(change):
                    await db.execute(sql, values)

    def _written_as(self, change: Change) -> list[tuple[str, tuple[object, ...]]]:
        match change:
            case LanguageChosen(asker, language):
                return [("insert or replace into reader values (?, ?)", (asker, language))]
            case Forgotten(asker):
                return [("delete from reader where asker = ?", (asker,))]
            case Asked(day, topic, language, outcome):
                key = (day.isoformat(), topic, language, outcome)
                return [(_COUNTED, key)]
            case Unanswered():
                return self._unanswered(change)

    def _unanswered(self, change: Unanswered) -> list[tuple[str, tuple[object, ...]]]:
        oldest = change.day - timedelta(days=self.keep_days)
        row = (
            change.day.isoformat(),
            change.language,
            blotted(change.text),
            change.nearest,
            change.score,
            change.outcome,
        )
        return [
            ("delete from unanswered where day < ?", (oldest.isoformat(),)),
            (
                "insert into unanswered(day, language, text, nearest, score, outcome)"
                " values (?, ?, ?, ?, ?, ?)",
                row,
            ),
        ]

    async def unanswered(self, since: date | None = None) -> list[Unanswered]:
        """The questions that got no answer, oldest first."""
        sql = (
            "select text, language, day, nearest, score, outcome from unanswered"
            " where day >= ? order by n"
        )
        async with (
            self.reading() as db,
            db.execute(sql, ((since or date.min).isoformat(),)) as rows,
        ):
            found = await rows.fetchall()
        return [
            Unanswered(text, language, date.fromisoformat(day), nearest, score, outcome)
            for text, language, day, nearest, score, outcome in found
        ]

    async def asked(self, since: date | None = None) -> list[tuple[Asked, int]]:
        """How often each topic was asked, by day, language and outcome."""
        sql = "select day, topic, language, outcome, times from asked where day >= ? order by day"
        async with (
            self.reading() as db,
            db.execute(sql, ((since or date.min).isoformat(),)) as rows,
        ):
            found = await rows.fetchall()
        return [
            (Asked(date.fromisoformat(day), topic, language, outcome), times)
            for day, topic, language, outcome, times in found
        ]


_COUNTED = (
    "insert into asked values (?, ?, ?, ?, 1)"
    " on conflict(day, topic, language, outcome) do update set times = times + 1"
)
