"""What speaks for each topic in one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.reading.repair import Reading


@dataclass(frozen=True)
class Limits:
    """Where a folder's own phrases put the borders between Lost, Unsure and Sure."""

    lost: float = 0.25
    sure: float = 0.6
    lead: float = 0.25


@dataclass(frozen=True)
class Evidence:
    """A question weighed: a score from 0 to 1 for each topic, and what the scores are made of."""

    reading: Reading
    scores: Mapping[str, float]
    coverage: float
    limits: Limits
    meaning: bool = False
    """Whether the model took part."""
    features: Mapping[str, float] = field(default_factory=dict)
