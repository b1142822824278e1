"""Turns evidence into Sure, Unsure or Lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

from bot.talk import Judgement, Lost, Sure, Unsure
from bot.understanding.evidence import Evidence

_CHOICES = 3
_FALL = 0.12
"""How far a fit must be below the best to weigh a third of it."""
_OFFERED = 0.12
"""Share of the best topic's score from which another one is offered beside it."""


class Found(Protocol):
    """A statement or a point of one that a search of the archive found."""

    @property
    def short(self) -> str:
        """The statement's short id."""

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
    top = scored(evidence)
    if not top:
        return Verdict(Lost(), 0.0, ())
    score = top[0][1]
    if evidence.judge.scope_of(evidence.measures) < evidence.judge.lost:
        return Verdict(Lost(), score, top)
    near = tuple(label for label, value in top[1:4] if value >= _OFFERED * score)
    if score >= evidence.judge.sure:
        return Verdict(Sure((top[0][0],)), score, top, near)
    offered = near[: _CHOICES - 1] or tuple(label for label, _ in top[1:2])
    return Verdict(Unsure((top[0][0], *offered)), score, top, near)


def scored(evidence: Evidence) -> tuple[tuple[str, float], ...]:
    """The ten best topics with their scores, all on the scale of the first one's."""
    ranked = evidence.ranked()[:10]
    if not ranked:
        return ()
    best = ranked[0][1]
    score = evidence.judge.score(evidence.measures)
    return tuple((label, score * exp((fit - best) / _FALL)) for label, fit in ranked)
