"""What a folder's own phrases teach about judging: is it for this desk, and is the topic right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.understanding.evidence import Measures
from bot.understanding.logistic import Logistic, Standard, logit, sigmoid

REFUSED_BY_MISTAKE = 0.05
"""Share of a folder's own phrases, each judged unseen, that may fall below the limit."""
_LIMIT = 0.2
"""The limit of folders that have no refused samples: their judge is moved until this is it."""
_SLOPE, _RISE = 0.9, 1.0
_SURE_LIMITS = (0.7, 0.72, 0.74, 0.76, 0.78, 0.8, 0.82, 0.84, 0.86, 0.88)
_RIGHT = 0.96
_FALSELY_SURE = 0.03
_FAR = 0.9
"""Share of everyday questions that should be Lost in any folder."""
_AT_MOST = 0.07
_REFUSED = 0.9
"""Share of the refused samples that should be below the limit, for which up to so many
phrases may be: unseen, they are farther from their topics than questions are."""
_FEW = 20.0
"""Phrases for which what is usual counts, so that tiny folders are not judged by chance."""
_PULL = 0.005
_LEAST = 1e-6
_MOST = 500
"""Samples of each side that are learned from; more change nothing but the time."""

_Sample = TypeVar("_Sample")


@dataclass(frozen=True)
class Usual:
    """What other folders taught: where a folder has no samples of its own, this stands."""

    scope: Standard
    right: Standard
    in_scope: Logistic
    is_right: Logistic


@dataclass(frozen=True)
class Judge:
    """Probabilities for one kind of evidence, and the folder's limits."""

    meaning: bool
    scope: Standard
    right: Standard
    in_scope: Logistic
    is_right: Logistic
    lost: float
    """Below this probability of being for the desk, a question is Lost."""
    sure: float = 0.6
    """From this score on, a question is Sure."""

    def scope_of(self, measures: Measures) -> float:
        """Probability that a question is one for this desk."""
        return self.in_scope(self.scope(measures.scope()))

    def score(self, measures: Measures) -> float:
        """Probability that the best topic is the right answer: for the desk, and right.

        The less a question that is Lost is one for the desk, the lower.
        """
        scope = self.scope_of(measures)
        both = scope * self.is_right(self.right(measures.right()))
        return calibrated(both) * min(1.0, scope / max(self.lost, _LEAST))


def calibrated(both: float) -> float:
    """A share of right answers: samples judged unseen do worse than questions, and by so much."""
    return sigmoid(_SLOPE * logit(both) + _RISE)


@dataclass(frozen=True)
class Lesson:
    """A folder's own phrases measured unseen, whether their topic came first, and the refused."""

    known: list[tuple[Measures, bool]]
    refused: list[Measures]
    everyday: list[Measures]

    def judge(self, usual: Usual, meaning: bool, at_most: float = _AT_MOST) -> Judge:
        """The judge that these samples teach, drawn to what is usual where they are few."""
        known = _thinned(self.known)
        refused = _thinned(self.refused)
        scopes = [measures.scope() for measures, _ in known]
        rights = [measures.right() for measures, _ in known]
        scope = Standard.of(scopes, usual.scope, _FEW)
        right = Standard.of(rights, usual.right, _FEW)
        in_scope = Logistic.fit(
            [scope(row) for row in scopes],
            [scope(measures.scope()) for measures in refused],
            usual.in_scope,
            _PULL * _FEW / (_FEW + len(refused)),
        )
        is_right = Logistic.fit(
            [right(row) for row, (_, good) in zip(rights, known, strict=True) if good],
            [right(row) for row, (_, good) in zip(rights, known, strict=True) if not good],
            usual.is_right,
            _PULL,
        )
        spoken = [in_scope(scope(row)) for row in scopes]
        strange = [in_scope(scope(measures.scope())) for measures in refused]
        lost = _limit(spoken, strange, at_most)
        if self.everyday:
            far = [in_scope(scope(measures.scope())) for measures in self.everyday]
            in_scope = in_scope.moved(_between(lost, _low(far, _FAR)), _LIMIT)
            lost = _LIMIT
        judge = Judge(meaning, scope, right, in_scope, is_right, lost)
        return replace(judge, sure=_sure(judge, self.known, self.refused))


def _sure(
    judge: Judge, known: Sequence[tuple[Measures, bool]], refused: Sequence[Measures]
) -> float:
    """The lowest score from which the folder's own samples, judged unseen, are right enough."""
    scored = sorted((judge.score(measures), good) for measures, good in known)
    strange = sorted(judge.score(measures) for measures in refused)
    for limit in _SURE_LIMITS:
        right = [good for score, good in scored if score >= limit]
        false = sum(score >= limit for score in strange) / max(len(strange), 1)
        if sum(right) >= _RIGHT * len(right) and false <= _FALSELY_SURE:
            return limit
    return _SURE_LIMITS[-1]


def _thinned(samples: Sequence[_Sample]) -> list[_Sample]:
    step = max(1, -(-len(samples) // _MOST))
    return list(samples[::step])


def _limit(known: Sequence[float], refused: Sequence[float], at_most: float) -> float:
    """Where the usual share of phrases falls below, or more when so few refused samples do."""
    low = _low(known, REFUSED_BY_MISTAKE)
    if len(refused) < _FEW:
        return low
    wanted = sorted(refused)[int(_REFUSED * (len(refused) - 1))]
    return min(max(low, wanted), _low(known, at_most), 0.5)


def _between(lost: float, far: float) -> float:
    """Half-way down to where everyday questions lie, when that is below: room for slips."""
    return lost if far >= lost else sigmoid((logit(lost) + logit(far)) / 2)


def _low(probabilities: Sequence[float], share: float) -> float:
    """The probability below which a share of the folder's own phrases lies."""
    if len(probabilities) < _FEW:
        return _LIMIT
    ordered = sorted(probabilities)
    return ordered[int(share * len(ordered))]
