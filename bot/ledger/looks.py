"""Small looks into the ledger, by a connection that cannot write."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PATIENCE = 5.0


@dataclass(frozen=True)
class Looks:
    """Looks of a few microseconds each, which cost less than a visit to another thread.

    In WAL mode nobody who writes keeps them waiting.
    """

    connection: sqlite3.Connection

    def all(self, sql: str, *values: object) -> list[Any]:
        """Every row."""
        return self.connection.execute(sql, values).fetchall()

    def first(self, sql: str, *values: object) -> Any:
        """The first row, or None."""
        rows: Sequence[Any] = self.connection.execute(sql, values).fetchall()
        return rows[0] if rows else None


def open_looks(path: Path) -> Looks:
    """A connection of its own to the file."""
    connection = sqlite3.connect(
        path, isolation_level=None, timeout=_PATIENCE, check_same_thread=False
    )
    connection.execute("pragma query_only = on")
    return Looks(connection)
