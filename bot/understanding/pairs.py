"""A service and matters of it in one question: the price of a passport is about both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.evidence import Evidence

_MOST = 4
_APART = 0.07
"""How far, as a share of the best fit, what is meant stands apart from what comes next."""
_AMONG_MATTERS = 0.18
"""The same for a matter of a sure service, from the next matter: all services speak of documents
and prices in their phrases, and what is not asked for hardly stands out."""
_Ranked = Sequence[tuple[str, float]]


def as_one(evidence: Evidence) -> tuple[Evidence, tuple[str, ...]]:
    """The labels that are one service and matters of it, and the evidence without their rivalry.

    They do not compete: each of them is right, so the lead is the one over the best of the other
    topics. No labels when the best topic is something else, or stands alone.
    """
    ranked = evidence.ranked()
    labels = _in_front(evidence, ranked) or _two(evidence, ranked)
    if not labels:
        return evidence, ()
    best, matters = ranked[0][1], evidence.samples.matters
    others = (fit for label, fit in ranked if label not in labels and label not in matters)
    measures = replace(evidence.measures, lead=best - next(others, 0.0))
    return replace(evidence, measures=measures), labels


def _in_front(evidence: Evidence, ranked: _Ranked) -> tuple[str, ...]:
    """The labels that stand first and apart, when they are just a service and its matters."""
    for count in range(min(_MOST, len(ranked) - 1), 1, -1):
        labels = [label for label, _ in ranked[:count]]
        services = sum(label in evidence.samples.services for label in labels)
        matters = sum(label in evidence.samples.matters for label in labels)
        apart = ranked[count - 1][1] - ranked[count][1] >= _APART * ranked[0][1]
        if services == 1 and matters == count - 1 and apart:
            return _first_of_each(evidence, labels)
    return ()


def _first_of_each(evidence: Evidence, labels: Sequence[str]) -> tuple[str, ...]:
    """The service and the best matter: rivals of that one are not asked for beside it."""
    matter = next(label for label in labels if label in evidence.samples.matters)
    return tuple(label for label in labels if label in evidence.samples.services or label == matter)


def _two(evidence: Evidence, ranked: _Ranked) -> tuple[str, ...]:
    """The best label, and the matter or the service that stands out among its like."""
    services, matters = evidence.samples.services, evidence.samples.matters
    first = next((label for label, _ in ranked[:1]), "")
    if first in services:
        like, apart = [pair for pair in ranked if pair[0] in matters], _AMONG_MATTERS
    elif first in matters:
        like, apart = [pair for pair in ranked if pair[0] not in matters], _APART
    else:
        return ()
    if len(like) < 2 or like[0][1] - like[1][1] < apart * ranked[0][1]:
        return ()
    other = like[0][0]
    return (first, other) if other in services | matters else ()


def are_one(evidence: Evidence, one: str, other: str) -> bool:
    """Whether one is a service and the other a matter of services."""
    services, matters = evidence.samples.services, evidence.samples.matters
    return (one in services and other in matters) or (other in services and one in matters)
