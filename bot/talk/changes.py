"""What an answer changes, for whoever delivers it to apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LanguageChosen:
    """The reader chose the language of answers."""

    asker: str
    language: str


@dataclass(frozen=True)
class Asked:
    """A question was answered; only the count is kept."""

    day: date
    topic: str
    language: str
    outcome: str


@dataclass(frozen=True)
class Unanswered:
    """A question got no answer, or only a choice; its text is kept without its asker."""

    text: str
    language: str
    day: date
    nearest: str | None = None
    score: float = 0.0
    outcome: str = "lost"


@dataclass(frozen=True)
class Forgotten:
    """The reader asked to be forgotten."""

    asker: str


Change = LanguageChosen | Asked | Unanswered | Forgotten
