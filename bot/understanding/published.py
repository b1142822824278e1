"""Weighs what the archive found against the topics: is the question after something published?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.talk import Lost, Sure, Unsure
from bot.understanding.evidence import Evidence
from bot.understanding.logistic import logit, sigmoid
from bot.understanding.verdict import Verdict

_SURE = 0.75
_LIKELY = 0.5
_POSSIBLE = 0.35
_RIVAL = 0.6
"""Share of the best statement's score from which another one is offered with it."""
_CHOICES = 4
_SCORE, _LEAD, _WORDS, _SCOPE, _TOPIC, _EXPLAINED = 0.7, 2.5, 3.2, 0.25, 0.06, -6.4
_CONSTANT = 2.3
"""A logistic regression, fitted by a benchmark on practice questions to one archive."""
_KEPT = 0.005


class Found(Protocol):
    """A statement or a point of one that a search of the archive found."""

    @property
    def short(self) -> str:
        """The statement's short id."""
        ...

    @property
    def point(self) -> int | None:
        """The number of the point within it, if it is one."""
        ...

    @property
    def words(self) -> float:
        """Share of the question's words found there, 0 to 1."""
        ...

    @property
    def score(self) -> float:
        """How well it fits, 0 to 1."""
        ...


def label_of(found: Found) -> str:
    """The label of a statement or a point in verdicts: `statement:4k2pd9xw:3`."""
    return f"statement:{found.short}" + (f":{found.point}" if found.point else "")


def probability(evidence: Evidence, found: Sequence[Found]) -> float:
    """The probability that the best of what was found is what the question is after."""
    best, second = found[0], found[1].score if len(found) > 1 else 0.0
    scope = evidence.judge.scope_of(evidence.measures)
    return sigmoid(
        _SCORE * logit(_held(best.score))
        + _LEAD * (best.score - second)
        + _WORDS * best.words
        + _SCOPE * logit(_held(scope))
        + _TOPIC * logit(_held(evidence.score))
        + _EXPLAINED * evidence.measures.explained
        + _CONSTANT
    )


def with_published(verdict: Verdict, evidence: Evidence, found: Sequence[Found]) -> Verdict:
    """The verdict on topics, or the statement that is better, or a choice when both are good."""
    chance = probability(evidence, found)
    top = _merged(verdict, found, chance)
    verdict = replace(verdict, top=top, score=top[0][1])
    rivals = [each for each in found if each.score >= _RIVAL * found[0].score]
    labels = tuple(map(label_of, rivals))[: _CHOICES - 1]
    match verdict.judgement:
        case _ if chance >= _SURE and len(labels) == 1:
            return replace(verdict, judgement=Sure(labels), second=())
        case _ if chance >= _SURE:
            return replace(verdict, judgement=Unsure(labels), second=())
        case Sure(topics) if chance >= _LIKELY:
            return replace(verdict, judgement=Unsure((*labels[:1], *topics)[:_CHOICES]))
        case Unsure(topics) if chance >= _POSSIBLE:
            order = (labels[0], *topics) if chance >= _LIKELY else (topics[0], labels[0])
            return replace(verdict, judgement=Unsure(_once((*order, *topics))))
        case Lost() if chance >= _LIKELY:
            return replace(verdict, judgement=Unsure(_once((*labels, verdict.top[1][0]))))
    return verdict


def _once(labels: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))[:_CHOICES]


def _merged(
    verdict: Verdict, found: Sequence[Found], chance: float
) -> tuple[tuple[str, float], ...]:
    """Topics and statements on one scale: what one has, the others have not."""
    best = max(found[0].score, 1e-9)
    topics = [(label, score * (1 - chance)) for label, score in verdict.top]
    statements = [(label_of(each), chance * each.score / best) for each in found]
    return tuple(sorted((*topics, *statements), key=lambda pair: -pair[1])[:10])


def _held(value: float) -> float:
    return min(max(value, _KEPT), 1 - _KEPT)
