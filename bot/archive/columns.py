"""Columns: what ranking must know of every passage and statement, held as arrays in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.archive.scope import Scope
from bot.sqlite import Connection

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]


AT_ONCE = 10_000
"""Rows that are read in one piece: .01 s."""


@dataclass(frozen=True)
class Columns:
    """Arrays by row number; row 0, and every row that is gone, has statement 0 and day 0."""

    sections: tuple[str, ...]
    languages: tuple[str, ...]
    statement: Numbers
    """By passage: the row number of its statement."""
    title_words: Numbers
    words: Numbers
    point: Numbers
    """The point of an article that it is in; 0 for none."""
    day: Numbers
    """By statement: its date as a proleptic ordinal."""
    section: Numbers
    language: Numbers
    work: Numbers
    """What its editions have in common."""
    original: Numbers

    @cached_property
    def alive(self) -> Numbers:
        """By passage, whether it is there."""
        return self.statement > 0

    @cached_property
    def passages(self) -> int:
        """How many passages there are."""
        return int(self.alive.sum())

    @cached_property
    def has_editions(self) -> bool:
        """Whether any work has more than one statement."""
        held = self.work[self.day > 0]
        return len(set(held.tolist())) < len(held)

    @cached_property
    def usual(self) -> tuple[float, float]:
        """Mean numbers of words of a passage's title and text."""
        count = max(1, self.passages)
        title, text = float(self.title_words.sum()), float(self.words.sum())
        return max(1.0, title / count), max(1.0, text / count)

    def languages_of(self, passages: Numbers) -> Numbers:
        """The languages of these passages, as places in `languages`."""
        return self.language[self.statement[passages]]

    def within(self, scope: Scope) -> Numbers | None:
        """By statement, whether the scope takes it in; None when it takes in all."""
        import numpy as np

        kept = np.ones(len(self.day), dtype=bool)
        if scope.until is not None:
            kept &= self.day <= scope.until.toordinal()
        if scope.since is not None:
            kept &= self.day >= scope.since.toordinal()
        if scope.section is not None:
            at = self.sections.index(scope.section) if scope.section in self.sections else -1
            kept &= self.section == at
        return None if kept.all() else kept


async def columns_of(db: Connection) -> Columns:
    """The columns as they are now: 0.2 s at 100,000 passages."""
    import numpy as np

    held = "withdrawn_on is null"
    sections = await _names(db, "section")
    languages = await _names(db, "language")
    passages = await _table(
        db, "passage", ["n", "statement", "title_words", "words", "coalesce(point, 0)"]
    )
    # Day 1 of Python's ordinals is Julian day 1721425.5.
    days = "cast(julianday(date) - 1721424.5 as int)"
    codes = [_code("section", sections), _code("language", languages)]
    own = ["n", days, *codes, "work", "translation_of is null"]
    statements = await _table(db, "statement", own, held)
    of_passages = [_spread(passages, at, np.int32) for at in range(1, 5)]
    of_statements = [_spread(statements, at, np.int32) for at in range(1, len(own))]
    return Columns(sections, languages, *of_passages, *of_statements)


async def _names(db: Connection, column: str) -> tuple[str, ...]:
    query = f"select distinct {column} from statement where {column} is not null order by 1"
    async with db.execute(query) as rows:
        return tuple([str(row[0]) async for row in rows])


def _code(column: str, names: tuple[str, ...]) -> str:
    """SQL for the place of a column's value among these names; -1 for none."""
    listed = json.dumps(names, ensure_ascii=False).replace("'", "''")
    found = f"select key from json_each('{listed}') where value = statement.{column}"
    return f"coalesce(({found}), -1)"


async def generation_of(db: Connection) -> int:
    """A number that differs once passages have changed."""
    rows = await db.execute_fetchall("select value from mark where name = 'passages'")
    return next((int(value) for (value,) in rows), 0)


async def _table(db: Connection, table: str, columns: list[str], where: str = "true") -> Numbers:
    """Columns of small numbers, whose first is n, as one array: SQLite writes them as text, far
    faster than as rows; in pieces, for reading one holds up everybody else.
    """
    import numpy as np

    each = " || ' ' || ".join(f"({column})" for column in columns)
    query = f"select group_concat({each}, ' ') from {table} where n > ? and n <= ? and {where}"
    async with db.execute(f"select coalesce(max(n), 0) from {table}") as rows:
        row = await rows.fetchone()
    pieces = [np.zeros((0, len(columns)), np.int64)]
    for at in range(0, row[0] if row else 0, AT_ONCE):
        found = list(await db.execute_fetchall(query, (at, at + AT_ONCE)))
        written = found[0][0] or ""
        pieces.append(np.fromstring(written, dtype=np.int64, sep=" ").reshape(-1, len(columns)))
    return np.concatenate(pieces)


def _spread(table: Numbers, column: int, kind: Any) -> Numbers:
    """One column by row number."""
    import numpy as np

    spread = np.zeros(int(table[:, 0].max(initial=0)) + 1, dtype=kind)
    spread[table[:, 0]] = table[:, column]
    return spread
