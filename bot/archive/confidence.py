"""Confidence: how likely a place answers, from the evidence for it; fitted, never typed in.

`python -m benchmarks.archive.fit FOLDER...` prints these numbers anew from collections of texts
and questions, half of whose answers it withholds.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Literal

Outcome = Literal["sure", "perhaps", "nothing"]
"""What may be said of what was found: that it answers, that it may, or that nothing does."""

WEIGHTS = {
    "meaning": {"": -4.45, "covered": 9.31, "alike": 32.8, "common": -11.6},
    "meaning across": {"": -1.37, "covered": 7.86, "alike": 46.1, "common": -21.5},
    "meaning foreign": {"": 0.31, "covered": 2.46, "alike": 43.1, "common": -20.7},
    "words": {"": -5.17, "covered": 10.4, "share": 5.3},
    "words across": {"": -2.8, "covered": 4.54, "share": 17.3},
}
"""Of a logistic sum: for a place with a vector or without one, in the question's language or
another, and for questions in a language of which no words can be compared."""
ALIKE = 0.85
"""What the cosine of any question and any passage is about."""
SURE = 0.8
PERHAPS = 1 / 3
"""Likelihood from which on a place may be shown: to refuse one that answers is taken to be twice as
bad as to show one that does not."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for one place; `near` and `alike` are None where it has no vector."""

    share: float
    """Of the evidence of words that there could be."""
    covered: float
    """Share of the question's worth that it and its neighbours in the statement hold."""
    near: float | None
    """Cosine, both centred."""
    alike: float | None
    """Cosine as it is."""
    across: bool
    """It is in another language than the question."""
    foreign: bool = False
    """The question is in none of the archive's languages."""
    common: float = 0.0
    """Cosine of the question and what all passages of the language have in common."""


def kind(evidence: Evidence) -> str:
    """Which weights it is judged by."""
    if evidence.alike is None:
        return "words across" if evidence.across else "words"
    if evidence.foreign:
        return "meaning foreign"
    return "meaning across" if evidence.across else "meaning"


def parts(evidence: Evidence) -> dict[str, float]:
    """What is weighed: words, nearness in meaning as it is, and how much of that nearness is owed
    to the subject that the whole archive has in common.
    """
    said = {"": 1.0, "covered": evidence.covered}
    if evidence.alike is None:
        return said | {"share": evidence.share}
    alike, common = evidence.alike - ALIKE, evidence.common - ALIKE
    return said | {"alike": alike, "common": common}


def likelihood(evidence: Evidence) -> float:
    """From 0 to 1, the same scale for every question and archive."""
    said = parts(evidence)
    total = sum(weight * said[part] for part, weight in WEIGHTS[kind(evidence)].items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def outcome(best: Evidence | None) -> Outcome:
    """What may be said when this is the evidence for the best place."""
    if best is None:
        return "nothing"
    likely = likelihood(best)
    if likely >= SURE:
        return "sure"
    return "perhaps" if likely >= PERHAPS else "nothing"
