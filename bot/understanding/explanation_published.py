"""What the archive had to say on a question, and what came of it, as staff see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.talk import Sure, Unsure
from bot.understanding.evidence import Evidence
from bot.understanding.judgement import judge
from bot.understanding.logistic import sigmoid
from bot.understanding.published import LIMITS, Found, held_back, probability
from bot.understanding.verdict import Verdict


@dataclass(frozen=True)
class StatementShown:
    """A statement, or a point of one, that was found: whose words, which of them fit, and where."""

    label: str
    title: str
    date: str
    publisher: str
    language: str
    point: int | None
    passage: str
    """The sentences of it that fit best."""
    words: tuple[tuple[str, str], ...]
    """The words of the question that stand there, each with the word for it there."""
    share: float
    """Of the question's words, by their worth, that stand there."""
    on_the_day: bool
    """The question names days, and it came out on one of them."""
    nearness: float
    """In meaning: 0 is unrelated, or not known."""
    score: float
    """How likely it answers, by the archive alone."""
    file: str | None
    """Staff's file that has it; none for one that was imported."""
    line: int | None


@dataclass(frozen=True)
class PublishedShown:
    """What the archive found, and whether that was weighed against the topics."""

    passed: str | None
    """Why it was not weighed; None when it was."""
    within: bool
    """Only the statement that the best topic opens was looked through."""
    probability: float | None
    """That the first is what the question is after; None when nothing was weighed."""
    sounds: float
    """How much the question sounds like one after something published, on whatever: 0 to 1."""
    held_back: str | None
    """Why it is only offered although the probability would do for giving it."""
    found: tuple[StatementShown, ...]

    def as_json(self) -> dict[str, object]:
        """The same as plain values, with the limits of the probability."""
        return {
            "weighed": self.passed is None,
            "why_not": self.passed,
            "within": self.within,
            "probability": self.probability,
            "sounds": self.sounds,
            "limits": LIMITS,
            "held_back": self.held_back,
            "found": [asdict(each) for each in self.found],
        }


def chance_of(evidence: Evidence, found: Sequence[Found], within: bool) -> float:
    """The probability that the verdict went by, as it is shown."""
    return round(probability(evidence, found, within), 3)


def sounds_so(evidence: Evidence) -> float:
    """How much a question sounds like one after something published, 0 to 1, as it is shown."""
    return round(sigmoid(evidence.sought), 3)


def why_held_back(
    evidence: Evidence, verdict: Verdict, found: Sequence[Found], within: bool
) -> str | None:
    """Why what was found is offered and not given, though it is likely enough."""
    match verdict.judgement:
        case Unsure() if probability(evidence, found, within) >= LIMITS["given"]:
            if isinstance(judge(evidence).judgement, Sure) and not within:
                return "topic_is_sure"
            return held_back(evidence, found)
    return None
