"""Plain full-text search as SQLite offers it, which the archive's own is measured against."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from bot.archive.passages import passages_of
from bot.archive.statements import Statement

Unit = tuple[str, int]
"""Id of a statement, and the point of it or 0."""
TOKENIZERS = ("unicode61", "porter", "trigram")


class Plain:
    """An FTS5 table of the same passages, asked for any of a question's words."""

    def __init__(self, tokenizer: str, statements: Sequence[Statement]) -> None:
        self._shortest = 3 if tokenizer == "trigram" else 1
        self._units: list[Unit] = []
        self._db = sqlite3.connect(":memory:")
        self._db.execute(f"create virtual table t using fts5(title, body, tokenize='{tokenizer}')")
        for statement in statements:
            for passage in passages_of(statement):
                self._units.append((statement.name, passage.point or 0))
                row = (
                    len(self._units),
                    statement.title,
                    statement.text[passage.start : passage.end],
                )
                self._db.execute("insert into t(rowid, title, body) values (?, ?, ?)", row)

    def find(self, text: str) -> list[Unit]:
        """The ten best places."""
        words = [word for word in re.findall(r"\w+", text) if len(word) >= self._shortest]
        if not words:
            return []
        asked = " or ".join(f'"{word}"' for word in words).replace(" or ", " OR ")
        query = "select rowid from t where t match ? order by bm25(t, 2.0, 1.0) limit 50"
        found = (self._units[row - 1] for (row,) in self._db.execute(query, (asked,)))
        return list(dict.fromkeys(found))[:10]
