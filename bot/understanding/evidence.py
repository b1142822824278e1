"""What speaks for each topic in one question, and the numbers that its judgement rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.repair import Reading

if TYPE_CHECKING:
    from bot.understanding.judges import Judge

MEANING = 0.6
"""Share of meaning in the joined fit; words have the rest."""


@dataclass(frozen=True)
class Measures:
    """How well the best topic fits, and everything else that tells sense from nonsense."""

    fit: float
    lead: float
    """How far the best topic is ahead of the second."""
    near: float
    """Closeness to the nearest phrases of any topic."""
    coverage: float
    """Share of the question's words that phrases explain."""
    agreement: float
    """The fit by words of the best topic, of the best fit by words."""
    explained: float = 0.0
    """Share of the question's words, by their rarity, that the best topic's own phrases hold."""
    refused: tuple[float, ...] = ()
    """Closeness to the refused samples, in several ways; the same number for every question."""

    def scope(self) -> list[float]:
        """What tells whether the question is one for this desk at all."""
        return [self.fit, self.near, self.coverage, self.explained, *self.refused]

    def right(self) -> list[float]:
        """What tells whether the best topic is the right one."""
        return [self.fit, self.lead, self.near, self.agreement, self.explained]


def lead_of(fits: Sequence[float]) -> tuple[int, float, float]:
    """Place of the best fit, the fit, and how far it is ahead of the second."""
    if not fits:
        return 0, 0.0, 0.0
    best = max(range(len(fits)), key=fits.__getitem__)
    second = max((fit for place, fit in enumerate(fits) if place != best), default=0.0)
    return best, fits[best], fits[best] - second


def agreement(by_words: Sequence[float], best: int) -> float:
    """1 when the words' best topic is `best`; less, the more another one is ahead there."""
    most = max(by_words, default=0.0)
    return by_words[best] / most if most > 0 else 0.0


@dataclass(frozen=True)
class Evidence:
    """A question weighed: how well each topic fits, and who judges it."""

    reading: Reading
    labels: tuple[str, ...]
    fits: tuple[float, ...]
    by_words: tuple[float, ...]
    measures: Measures
    judge: Judge
    smalltalk: frozenset[str] = frozenset()
    clauses: tuple[Evidence, ...] = ()
    """The same for parts of the question that may be matters of their own."""

    @property
    def meaning(self) -> bool:
        """Whether the model took part."""
        return self.judge.meaning

    def ranked(self) -> list[tuple[str, float]]:
        """Topics with their fit, best first."""
        pairs = zip(self.labels, self.fits, strict=True)
        return sorted(pairs, key=lambda pair: -pair[1])
