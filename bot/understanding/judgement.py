"""Turns evidence into Sure, Unsure or Lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp
from typing import Literal

from bot.talk import Lost, Sure, Unsure
from bot.understanding.clauses import SHORT
from bot.understanding.evidence import Evidence
from bot.understanding.pairs import are_one, as_one
from bot.understanding.published import Found, with_published
from bot.understanding.verdict import Verdict

Passed = Literal["nothing_found", "not_readable", "no_telling_word", "reply"]
_CHOICES = 3
_MOST = 4
_READABLE = 0.35
_WHOLE = 4
"""Words of a part of a long text that may speak for the whole: `she is retired` only describes."""
_TELLING = 0.6
"""Score from which a part of a long text may speak for the whole."""
_LEAST_LETTERS = 2
"""Of some word of a question: letters that stand alone say nothing."""
_BESIDE = 0.3
"""Share of the best topic's score from which another one is named beside it."""
_FALL = 0.12
"""How far a fit must be below the best to weigh a third of it."""
_OFFERED = 0.12
"""Share of the best topic's score from which another one is offered beside it."""


def judge(evidence: Evidence, found: Sequence[Found] = (), within: bool = False) -> Verdict:
    """The best of what fits; a choice when several fit almost equally; Lost when nothing does.

    `found` is what a search of the archive found, best first; `within` the very statement that the
    best topic opens.
    """
    verdict = _of_topics(evidence)
    if passed_over(evidence, found):
        return verdict
    return with_published(verdict, evidence, found, within)


def passed_over(evidence: Evidence, found: Sequence[Found]) -> Passed | None:
    """Why what the archive found is not weighed; None when it is."""
    if not found:
        return "nothing_found"
    if _is_noise(evidence):
        return "not_readable"
    if not evidence.reading.telling:
        return "no_telling_word"
    if evidence.about is not None and not isinstance(_of_topics(evidence).judgement, Lost):
        return "reply"
    return None


def _of_topics(evidence: Evidence) -> Verdict:
    parts, of_parts = _matters(evidence)
    matters = tuple(parts)
    leading, asked_of = as_one(_leading(evidence))
    top = scored(leading)
    if not top:
        return Verdict(Lost(), 0.0, ())
    score = top[0][1]
    known = leading.in_scope or leading.follows
    if not known or leading.measures.fit <= 0 or _is_noise(leading):
        return Verdict(Lost(), score, top)
    asked_of = (*asked_of, *of_parts)
    other = evidence if not asked_of else replace(evidence, rest=None)
    second = _second(other, top, (*asked_of, *matters))
    if leading.is_sure:
        others = matters if top[0][0] in matters else ()
        return Verdict(Sure(_together(top[0][0], others)), score, top, second)
    if len(matters) > 1:
        matters = tuple(sorted(matters, key=lambda label: -parts[label].score))[:_CHOICES]
        top = _raised(top, parts)
        return Verdict(Sure(matters), top[0][1], top, second)
    offered = [label for label, value in top[1:_CHOICES] if value >= _OFFERED * score]
    offered = offered or [label for label, _ in top[1:2]]
    return Verdict(Unsure(_together(top[0][0], (*matters, *offered))[:_MOST]), score, top, second)


def _leading(evidence: Evidence) -> Evidence:
    """The part of a question that is judged: the whole, unless a part of it says more."""
    parts = [part for part in evidence.clauses if part.in_scope and not part.is_smalltalk]
    if not parts:
        return evidence
    best = max(parts, key=lambda part: part.score)
    if evidence.is_smalltalk:
        return best
    if len(evidence.reading.words) <= SHORT or evidence.is_sure:
        return evidence
    whole = [part for part in parts if len(part.reading.words) >= _WHOLE]
    best = max(whole, key=lambda part: part.score, default=evidence)
    return best if best.score > max(evidence.score, _TELLING) else evidence


def _matters(evidence: Evidence) -> tuple[dict[str, Evidence], list[str]]:
    """The topics that parts of a short question are surely about, in the order of the scores, and
    what else is asked for together with one of them.
    """
    sure: dict[str, Evidence] = {}
    besides: list[str] = []
    for part in evidence.clauses if len(evidence.reading.words) <= SHORT else ():
        agreed = evidence.is_sure and part.best == evidence.best
        part, asked_of = as_one(part)
        if part.best and not part.is_smalltalk and (part.is_sure or agreed):
            sure.setdefault(part.best, part)
            besides += asked_of
    return sure, besides


def _raised(
    top: Sequence[tuple[str, float]], parts: Mapping[str, Evidence]
) -> tuple[tuple[str, float], ...]:
    """The topics, those of parts with their scores there."""
    scores = dict(top) | {label: part.score for label, part in parts.items()}
    return tuple(sorted(scores.items(), key=lambda pair: -pair[1])[:10])


def _together(first: str, others: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((first, *others)))[:_CHOICES]


def _second(
    evidence: Evidence, top: Sequence[tuple[str, float]], matters: Sequence[str]
) -> tuple[str, ...]:
    """What else the question, or the message before it, is about."""
    first, score = top[0]
    near = [
        label
        for label, value in top[1:4]
        if value >= _BESIDE * score and not are_one(evidence, first, label)
    ]
    context = [label for label in (evidence.about, evidence.rest) if label]
    return tuple(label for label in dict.fromkeys((*context, *matters, *near)) if label != first)


def _is_noise(evidence: Evidence) -> bool:
    """Whether hardly a letter belongs to a word that is known or real."""
    reading = evidence.reading
    if not any(len(word.text) >= _LEAST_LETTERS for word in reading.words):
        return True
    return not reading.foreign and reading.readable < _READABLE


def scored(evidence: Evidence) -> tuple[tuple[str, float], ...]:
    """The ten best topics with their scores, all on the scale of the first one's."""
    ranked = evidence.ranked()[:10]
    if not ranked:
        return ()
    best, score = ranked[0][1], evidence.score
    return tuple((label, score * exp((fit - best) / _FALL)) for label, fit in ranked)
