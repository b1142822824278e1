"""What staff announced: drafts, how far each broadcast has come, warnings, and staff's log."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from bot.ledger.bodies import announcement_of
from bot.ledger.looks import Looks
from bot.talk import Draft, Progress

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

    def sent(self, nonce: str) -> Progress | None:
        """How far the broadcast has come that a draft became."""
        row = self.looks.first(f"{_PROGRESS} where nonce = ?", nonce)
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


def bodies(looks: Looks, broadcast: int) -> dict[str, str]:
    """The letters of a broadcast by language, the first first, as the ledger keeps them."""
    row = looks.first("select letters from broadcast where n = ?", broadcast)
    return dict(json.loads(row[0]))


def corrected(looks: Looks) -> list[tuple[str, str, str]]:
    """Statements that were announced: id, content as announced, content staff were told of."""
    return looks.all("select statement, content, noticed from announced")
