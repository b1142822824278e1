"""What a comparison with a page comes to: lines that agree, differ, or stand on one side only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.wording import written

Outcome = Literal["agrees", "differs", "missing"]


UNREAD = "not compared"
"""What a row is called that the bot has nothing to compare with."""


@dataclass(frozen=True)
class Finding:
    """One fact, as the bot says it and as the page does; a side that lacks it is None."""

    what: str
    ours: str | None
    theirs: str | None
    outcome: Outcome
    place: str | None = None
    """Of ours, as `FILE:LINE` or a statement's id."""
    line: int | None = None
    """Of theirs."""

    def __str__(self) -> str:
        ours = f"{self.ours} ({self.place})" if self.place else f"{self.ours}"
        theirs = f"{self.theirs} (line {self.line})" if self.line else f"{self.theirs}"
        if self.what == UNREAD:
            return f"missing  {self.what}: the page says {theirs}"
        if self.ours is None:
            return f"missing  {self.what}: the page says {theirs}; the bot does not"
        if self.theirs is None:
            return f"missing  {self.what}: the bot says {ours}; the page does not"
        if self.outcome == "agrees":
            return f"agrees   {self.what}: {ours}, line {self.line} of the page"
        return f"differs  {self.what}: the bot says {ours}, the page {theirs}"


@dataclass(frozen=True)
class Drift:
    """Every finding, and the day that the page carries."""

    findings: Sequence[Finding]
    day: date | None

    @property
    def agrees(self) -> bool:
        """Whether something was compared, and all of it agrees."""
        compared = self.day is not None and bool(self.findings)
        return compared and all(one.outcome == "agrees" for one in self.findings)

    def count(self, outcome: Outcome) -> int:
        """How many findings have that outcome."""
        return sum(one.outcome == outcome for one in self.findings)

    def as_text(self) -> str:
        """For reading."""
        counts = f"{self.count('agrees')} agree, {self.count('differs')} differ, "
        counts += f"{self.count('missing')} missing on one side"
        rows = [*map(str, self.findings)]
        if self.day is None:
            rows.append("missing  date: the page carries none, so counters cannot be judged")
            return "\n".join([*rows, f"{counts}."])
        return "\n".join([*rows, f"{counts}; judged as of {written(self.day)}, the page's date."])

    def as_json(self) -> str:
        """For programs."""
        told = {
            "agrees": self.agrees,
            "day": self.day.isoformat() if self.day else None,
            "findings": [vars(one) for one in self.findings],
        }
        return json.dumps(told, ensure_ascii=False, indent=2)
