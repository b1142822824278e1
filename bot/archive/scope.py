"""Which statements a list, a search or a count is about, and what is there in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scope:
    """Which statements: of a section, of these days; of editions, the reader's language."""

    section: str | None = None
    language: str | None = None
    """The reader's: of a statement's editions this one is shown, else the original."""
    since: date | None = None
    until: date | None = None
    """The last day, itself included."""
    today: date | None = None
    """The day of the question, by which `last week` is known; the last day if not given."""
    most: int = 10
    """Statements that a search gives."""

    @property
    def bounds(self) -> dict[str, str | None]:
        """The scope as values for SQL."""
        return {
            "section": self.section,
            "language": self.language,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }


@dataclass(frozen=True)
class Overview:
    """What is there."""

    statements: int
    passages: int
    vectors: int
    languages: dict[str, int]
    first: date | None
    last: date | None


WITHIN = """
  s.withdrawn_on is null
  and (:section is null or s.section = :section)
  and (:since is null or s.date >= :since) and (:until is null or s.date <= :until)
"""
"""What of `statement s` lies within a scope; its values are `Scope.bounds`."""
ONE_EDITION = """
  and s.n = (select o.n from statement o where o.work = s.work and o.withdrawn_on is null
    and (:until is null or o.date <= :until)
    order by o.language is :language desc, o.translation_of is null desc, o.n limit 1)
"""
"""Of a work's editions only the one in the reader's language, else the original."""
