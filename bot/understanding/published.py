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
_POSSIBLE = 0.4
_RIVAL = 0.4
"""Share of the best statement's odds from which another one is offered with it."""
_CHOICES = 4
_EXPLAINED, _CONSTANT = 5.0, 0.6
"""What it costs a statement that the topic's own phrases hold the question's words: log-odds.
`python -m benchmarks.joining` fits them anew on labelled questions."""
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
    """The probability that the best of what was found is what the question is after.

    The archive's own probability, less what the words of the best topic already explain: a word
    like "thank" may stand in a statement, and is no question about it.
    """
    own = logit(_held(found[0].score))
    return sigmoid(own - _EXPLAINED * evidence.measures.explained - _CONSTANT)


def with_published(verdict: Verdict, evidence: Evidence, found: Sequence[Found]) -> Verdict:
    """The verdict on topics, or the statement that is better, or a choice when both are good."""
    chance = probability(evidence, found)
    top = _merged(verdict, found, chance)
    verdict = replace(verdict, top=top, score=top[0][1])
    rivals = [each for each in found if _odds(each.score) >= _RIVAL * _odds(found[0].score)]
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
            return replace(verdict, judgement=Unsure(labels))
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


def _odds(value: float) -> float:
    return value / max(1 - value, 1e-9)


def _held(value: float) -> float:
    return min(max(value, _KEPT), 1 - _KEPT)
