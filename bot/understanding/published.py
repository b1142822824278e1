"""Weighs what the archive has on a question against what the topics have, on one scale.

Both are probabilities that theirs is the answer, learned apart: the odds of the two and of neither
are set side by side, so that a strong statement wins over a weak topic and the other way round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.talk import Lost, Sure, Unsure
from bot.understanding.judgement import Found, Verdict

SURE = 0.73
"""Probability from which a statement, or a topic beside one, is answered with unasked."""
OFFERED = 0.3
"""Probability from which a statement is offered as a choice."""
_BESIDE = 0.3
"""Share of the first statement's odds from which a second one is offered beside it."""
_CERTAIN = 0.99
_CHOICES = 4


@dataclass(frozen=True)
class Published:
    """The best of the archive for a question."""

    labels: tuple[str, ...]
    """`statement:4k2pd9xw` or `statement:4k2pd9xw:3`; more than one when they are alike."""
    odds: float


def label_of(found: Found) -> str:
    """The label of something found: its short id, and its point if it is one."""
    return f"statement:{found.short}" + (f":{found.point}" if found.point else "")


def with_published(
    verdict: Verdict, found: Sequence[Found], opens: Mapping[str, str] | None = None
) -> Verdict:
    """The verdict over topics and archive; `opens` tells which topics open which statement."""
    if not found:
        return verdict
    best, first = _published(found), found[0]
    same = first.short in [(opens or {}).get(label) for label, _ in verdict.top[:1]]
    topic = 0.0 if isinstance(verdict.judgement, Lost) or same else _odds(verdict.score)
    whole = 1.0 + best.odds + topic
    published, known = best.odds / whole, topic / whole
    top = _ranked(verdict, best, published)
    if published >= SURE:
        judgement = Sure(best.labels) if len(best.labels) == 1 else Unsure(best.labels)
        return replace(verdict, judgement=judgement, score=published, top=top, second=())
    if published < OFFERED or known >= SURE:
        return verdict
    return _unsure(verdict, best, (published, known), top)


def _unsure(
    verdict: Verdict,
    best: Published,
    shares: tuple[float, float],
    top: tuple[tuple[str, float], ...],
) -> Verdict:
    held = () if isinstance(verdict.judgement, Lost) else verdict.judgement.labels
    order = (*best.labels, *held) if shares[0] >= shares[1] else (*held, *best.labels)
    labels = tuple(dict.fromkeys(order))[:_CHOICES]
    return replace(verdict, judgement=Unsure(labels), score=max(shares), top=top, second=())


def _published(found: Sequence[Found]) -> Published:
    first = _odds(found[0].score)
    alike = [each for each in found[1:3] if _odds(each.score) >= _BESIDE * first]
    return Published(tuple(map(label_of, (found[0], *alike))), first)


def _odds(probability: float) -> float:
    held = min(probability, _CERTAIN)
    return held / (1 - held)


def _ranked(verdict: Verdict, best: Published, published: float) -> tuple[tuple[str, float], ...]:
    listed = [*verdict.top, (best.labels[0], published)]
    return tuple(sorted(listed, key=lambda pair: -pair[1])[:10])
