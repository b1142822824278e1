"""What speaks for each topic in one question, and the numbers that its judgement rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from bot.reading.repair import Reading
from bot.understanding.phrases import Samples

if TYPE_CHECKING:
    from bot.understanding.judges import Judge

_SAME, _KIN, _NEAR = 0.02, 0.15, 1.0
"""What a topic gains when it is, or is wholly akin to, what the message before was about."""
_FOLLOWING, _KNOWN = 5, 0.6
"""Words of a reply that may be a part of a question, and the share of them that must be known."""
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
    fit = max(fits)
    best = fits.index(fit)
    second = max((*fits[:best], *fits[best + 1 :]), default=0.0)
    return best, fit, fit - second


def agreement(by_words: Sequence[float], best: int) -> float:
    """1 when the words' best topic is `best`; less, the more another one is ahead there."""
    most = max(by_words, default=0.0)
    return by_words[best] / most if most > 0 else 0.0


class ByWords(Protocol):
    """The evidence of words, from which the joined evidence is made."""

    @property
    def fits(self) -> Sequence[float]:
        """How well each topic fits by words."""
        ...

    def joined(
        self, meant: tuple[Sequence[float], float, tuple[float, ...]]
    ) -> tuple[list[float], Measures]:
        """Fits by words and by meaning together, and their measures."""
        ...


@dataclass(frozen=True)
class Evidence:
    """A question weighed: how well each topic fits, and who judges it."""

    reading: Reading
    labels: tuple[str, ...]
    fits: tuple[float, ...]
    weighed: ByWords
    measures: Measures
    judge: Judge
    sought: float = 0.0
    """How much it sounds like a question after something published, as log-odds."""
    samples: Samples = field(default=Samples(()), repr=False, compare=False)
    clauses: tuple[Evidence, ...] = ()
    """The same for parts of the question that may be matters of their own."""
    about: str | None = None
    """The topic of the message that this one replies to."""
    rest: str | None = None
    """The topic of what is left without the words of the best one, such as the service of a fee."""

    @property
    def meaning(self) -> bool:
        """Whether the model took part."""
        return self.judge.meaning

    @cached_property
    def best(self) -> str | None:
        """The topic that fits best."""
        return self.labels[lead_of(self.fits)[0]] if self.labels else None

    @cached_property
    def score(self) -> float:
        """Probability that the best topic is the right answer."""
        return self.judge.score(self.measures)

    @cached_property
    def in_scope(self) -> bool:
        """Whether the question is one for this desk."""
        return self.judge.scope_of(self.measures) >= self.judge.lost

    @property
    def is_sure(self) -> bool:
        """Whether the best topic can be answered with, unasked."""
        certain = self.in_scope and self.score >= self.judge.sure
        return certain and not self.reading.doubtful and not self.reading.unknown

    @property
    def follows(self) -> bool:
        """Whether it is a few known words said to the message before, of which they are a part."""
        short = len(self.reading.words) <= _FOLLOWING
        return self.about is not None and short and self.measures.coverage >= _KNOWN

    @property
    def is_smalltalk(self) -> bool:
        """Whether the best topic gives way to any other."""
        return self.best in self.samples.smalltalk

    def ranked(self) -> list[tuple[str, float]]:
        """Topics with their fit, best first."""
        pairs = zip(self.labels, self.fits, strict=True)
        return sorted(pairs, key=lambda pair: -pair[1])


def in_context(evidence: Evidence, about: str, kin: Sequence[float]) -> Evidence:
    """The evidence for an answer to a message about one topic: what is akin to it fits better."""
    fits = [
        fit + (_SAME if label == about else _KIN * likeness)
        for label, fit, likeness in zip(evidence.labels, evidence.fits, kin, strict=True)
    ]
    _, fit, lead = lead_of(fits)
    near = max(evidence.measures.near, _NEAR * fit)
    measures = replace(evidence.measures, fit=fit, lead=lead, near=near)
    return replace(evidence, fits=tuple(fits), measures=measures, about=about)
