"""Weighs what the archive found against the topics: is the question after something published?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, Protocol

from bot.talk import Lost, Sure, Unsure
from bot.understanding.evidence import Evidence
from bot.understanding.logistic import logit, sigmoid
from bot.understanding.verdict import Verdict

HeldBack = Literal["others_fit_alike", "by_dictionary", "few_words"]
_SURE = 0.7
_LIKELY = 0.5
_POSSIBLE = 0.35
LIMITS = {"given": _SURE, "first": _LIKELY, "offered": _POSSIBLE}
"""Probability from which a statement is the answer, is the first of a choice, and is in one."""
_RIVAL = 0.4
"""Share of the best statement's odds from which another one is offered with it."""
_CHOICES = 4
WEIGHTS = {
    True: (0.85, 1.1, -3.7, 0.0, -2.5, -1.2, 1.65),
    False: (1.0, 0.6, -4.3, -0.1, -0.4, -1.2, 0.95),
}
"""Of `signs`, with the model and without; `python -m benchmarks.joining` fits them anew."""
_KEPT = 0.005
_LOUD = 6.0
"""Log-odds of how a question sounds beyond which more says nothing."""
_DATED = 2.0
"""The same of a question that names the days on which something came out, at least."""
_USUALLY_REFUSED = 0.5
"""Closeness to refused samples that is supposed where a folder has none."""


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
    def cosine(self) -> float:
        """How near it is in meaning, centred; 0 where that is not known."""
        ...

    @property
    def across(self) -> bool:
        """Whether it is in another language than the question."""
        ...

    @property
    def dated(self) -> bool:
        """Whether it came out on the days that the question names."""
        ...

    @property
    def score(self) -> float:
        """How well it fits, 0 to 1."""
        ...


def label_of(found: Found) -> str:
    """The label of a statement or a point in verdicts: `statement:4k2pd9xw:3`."""
    return f"statement:{found.short}" + (f":{found.point}" if found.point else "")


def signs(evidence: Evidence, found: Found, within: bool = False) -> tuple[float, ...]:
    """What tells whether a question is after what was found rather than after a topic.

    A constant, the archive's own log-odds, and what speaks against it: that the topic's own phrases
    hold the question's words, that only meaning joins the two languages, that one topic is far
    ahead, and that it is like what is refused; last, how much it sounds like such a question.
    """
    measures = evidence.measures
    refused = max(measures.refused, default=_USUALLY_REFUSED)
    own = logit(_held(found.score))
    named = (0.0, 0.0) if within else (measures.explained, measures.lead)
    sounds = min(max(evidence.sought, _DATED if found.dated else -_LOUD), _LOUD)
    return 1.0, own, named[0], float(found.across), named[1], refused, sounds


def probability(evidence: Evidence, found: Sequence[Found], within: bool = False) -> float:
    """The probability that the best of what was found is what the question is after."""
    weighed = zip(WEIGHTS[evidence.meaning], signs(evidence, found[0], within), strict=True)
    return sigmoid(sum(weight * sign for weight, sign in weighed))


def with_published(
    verdict: Verdict, evidence: Evidence, found: Sequence[Found], within: bool = False
) -> Verdict:
    """The verdict on topics, or the statement that is better, or a choice when both are good."""
    chance = probability(evidence, found, within)
    top = _merged(verdict, found, chance)
    verdict = replace(verdict, top=top, score=top[0][1])
    labels = tuple(map(label_of, _rivals(found)))[: _CHOICES - 1]
    match verdict.judgement:
        case Sure(topics) if chance >= _LIKELY and not (within and chance >= _SURE):
            return replace(verdict, judgement=Unsure(_once((*labels[:1], *topics))))
        case _ if chance >= _SURE:
            doubtful = held_back(evidence, found) is not None
            judgement = Unsure(labels) if doubtful else Sure(labels)
            return replace(verdict, judgement=judgement, second=())
        case Unsure(topics) if chance >= _POSSIBLE:
            order = (labels[0], *topics) if chance >= _LIKELY else (topics[0], labels[0])
            return replace(verdict, judgement=Unsure(_once((*order, *topics))))
        case Lost() if chance >= _POSSIBLE:
            return replace(verdict, judgement=Unsure(labels))
    return verdict


def held_back(evidence: Evidence, found: Sequence[Found]) -> HeldBack | None:
    """Why what is likely enough to be given is only offered; None when it is given."""
    if len(_rivals(found)) > 1:
        return "others_fit_alike"
    if _by_dictionary(found[0]):
        return "by_dictionary"
    return None if _is_said(evidence) else "few_words"


def _rivals(found: Sequence[Found]) -> list[Found]:
    least = _RIVAL * _odds(found[0].score)
    return [each for each in found if _odds(each.score) >= least]


def _is_said(evidence: Evidence) -> bool:
    """Whether more than one word tells what is asked for, and as it was typed."""
    return len(evidence.reading.telling) > 1 and not evidence.reading.doubtful


def _by_dictionary(found: Found) -> bool:
    """Whether only single words, one for one, join it to a question in another language."""
    return found.across and not found.cosine


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
