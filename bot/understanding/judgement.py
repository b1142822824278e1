"""Turns evidence into Sure, Unsure or Lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.talk import Judgement, Lost, Sure, Unsure
from bot.understanding.evidence import Evidence


class Found(Protocol):
    """A statement or a point of one that a search of the archive found."""

    @property
    def id(self) -> str:
        """The statement's id."""

    @property
    def point(self) -> int | None:
        """The number of the point within it, if it is one."""

    @property
    def words(self) -> float:
        """Share of the question's words found there, 0 to 1."""

    @property
    def cosine(self) -> float:
        """Closeness in meaning, centred; 0 when meaning took no part."""

    @property
    def score(self) -> float:
        """How well it fits, 0 to 1."""


@dataclass(frozen=True)
class Verdict:
    """What the desk is to do with a question, and how well each topic fits it."""

    judgement: Judgement
    score: float
    top: tuple[tuple[str, float], ...]
    second: tuple[str, ...] = ()
    """Other matters in the same question, such as the service whose fee is asked."""


def judge(evidence: Evidence, found: Sequence[Found] = ()) -> Verdict:
    """The best of what fits; a choice when several fit almost equally; Lost when nothing does."""
    ranked = sorted(evidence.scores.items(), key=lambda pair: -pair[1])[:10]
    if not ranked or ranked[0][1] < evidence.limits.lost:
        return Verdict(Lost(), ranked[0][1] if ranked else 0.0, tuple(ranked))
    best, score = ranked[0]
    margin = score - (ranked[1][1] if len(ranked) > 1 else 0.0)
    if score >= evidence.limits.sure or margin >= evidence.limits.lead:
        return Verdict(Sure((best,)), score, tuple(ranked))
    near = tuple(label for label, value in ranked[:3] if value >= 0.4 * score)
    if len(near) < 2:
        return Verdict(Sure(near), score, tuple(ranked))
    return Verdict(Unsure(near), score, tuple(ranked))
