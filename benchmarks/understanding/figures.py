"""Figures of one phrasebook on questions: right topic, refusals, and how sure it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.understanding.collections import Asked
from benchmarks.understanding.methods import Method
from bot.talk import Lost, Sure, Unsure
from bot.understanding import Phrasebook, Verdict, judge

Spoil = Callable[[str], str]
AT_FALSE_REFUSALS = 0.05


@dataclass(frozen=True)
class Told:
    """A question and its verdict."""

    asked: Asked
    verdict: Verdict
    meaning: bool

    @property
    def right(self) -> bool:
        """Whether the first topic is right."""
        return bool(self.verdict.top) and self.verdict.top[0][0] in self.asked.accepted

    @property
    def offered(self) -> tuple[str, ...]:
        """What the reader gets: topics answered, or to choose from; nothing when lost."""
        return getattr(self.verdict.judgement, "labels", ())

    @property
    def served(self) -> bool:
        """Whether a right topic is answered or offered."""
        return bool(self.asked.accepted & set(self.offered))


def told(book: Phrasebook, asked: Sequence[Asked], spoil: Spoil | None = None) -> list[Told]:
    """The verdicts on questions, spoilt or as they are."""
    found = []
    for each in asked:
        evidence = book.weigh(book.read(spoil(each.text) if spoil else each.text))
        found.append(Told(each, judge(evidence), evidence.meaning))
    return found


def share(some: Sequence[object]) -> float:
    """Percentage of the true ones; 0 of none."""
    return 100 * sum(map(bool, some)) / len(some) if some else 0.0


@dataclass(frozen=True)
class Figures:
    """Percentages, in scope unless they say otherwise."""

    right: float
    three: float
    """The right topic among the three best."""
    refused: float
    sure: float
    right_when_sure: float
    among_choices: float
    """Of the unsure, those with a right topic among the choices."""
    false_sure: float
    """Of questions out of scope."""
    false_offered: float
    """Of questions out of scope, answered or offered anything."""
    out_refused: float
    """Of questions out of scope, by a threshold that refuses one in twenty in scope."""


def figures(within: Sequence[Told], outside: Sequence[Told]) -> Figures:
    """The figures of questions in scope and out of it."""
    sure = [each for each in within if isinstance(each.verdict.judgement, Sure)]
    unsure = [each for each in within if isinstance(each.verdict.judgement, Unsure)]
    three = [
        any(label in each.asked.accepted for label, _ in each.verdict.top[:3]) for each in within
    ]
    return Figures(
        share([each.right for each in within]),
        share(three),
        share([isinstance(each.verdict.judgement, Lost) for each in within]),
        100 * len(sure) / max(len(within), 1),
        share([each.served for each in sure]),
        share([each.served for each in unsure]),
        share([isinstance(each.verdict.judgement, Sure) for each in outside]),
        share([not isinstance(each.verdict.judgement, Lost) for each in outside]),
        refused_at(
            [each.verdict.score for each in within], [each.verdict.score for each in outside]
        ),
    )


def refused_at(within: Sequence[float], outside: Sequence[float]) -> float:
    """Percentage out of scope below the score that a twentieth in scope does not reach."""
    if not within or not outside:
        return 0.0
    limit = sorted(within)[int(AT_FALSE_REFUSALS * len(within))]
    return share([score < limit for score in outside])


def rivals_right(
    method: Method, asked: Sequence[Asked], spoil: Spoil | None = None
) -> tuple[float, list[float]]:
    """Percentage of right topics by another method, and its scores."""
    found = [method(spoil(each.text) if spoil else each.text) for each in asked]
    right = [label in each.accepted for (label, _), each in zip(found, asked, strict=True)]
    return share(right), [score for _, score in found]
