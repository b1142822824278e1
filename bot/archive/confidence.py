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
    "meaning": {"": -2.55, "covered": 10.31, "alike": 48.2},
    "meaning across": {"": 3.97, "covered": 6.77, "alike": 60.8},
    "words": {"": -3.5, "covered": 5.91, "share": 12.5},
}
"""Of a logistic sum: for a place with a vector, with one in another language, and without one."""
ALIKE = 0.85
"""What the cosine of any question and any passage is about."""
SURE = {"meaning": 0.9, "meaning across": 0.75, "words": 0.85}
PERHAPS = {"meaning": 0.4, "meaning across": 0.5, "words": 0.4}
"""Likelihood from which on a place may be shown at all: where few that answer are refused."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for one place; `near` and `alike` are None where it has no vector."""

    share: float
    """Of the evidence of words that there could be."""
    covered: float
    """Share of the question's worth that its statement holds."""
    near: float | None
    """Cosine, both centred."""
    alike: float | None
    """Cosine as it is."""
    across: bool
    """It is in another language than the question."""


def kind(evidence: Evidence) -> str:
    """Which weights it is judged by."""
    if evidence.alike is None:
        return "words"
    return "meaning across" if evidence.across else "meaning"


def parts(evidence: Evidence) -> dict[str, float]:
    """What is weighed. Nearness as it is, not centred: an archive on one subject takes its subject
    for what all passages have in common, and so hides how near a question comes to it.
    """
    said = {"": 1.0, "covered": evidence.covered}
    if evidence.alike is None:
        return said | {"share": evidence.share}
    return said | {"alike": evidence.alike - ALIKE}


def likelihood(evidence: Evidence) -> float:
    """From 0 to 1, the same scale for every question and archive."""
    said = parts(evidence)
    total = sum(weight * said[part] for part, weight in WEIGHTS[kind(evidence)].items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def outcome(best: Evidence | None) -> Outcome:
    """What may be said when this is the evidence for the best place."""
    if best is None:
        return "nothing"
    likely, of = likelihood(best), kind(best)
    if likely >= SURE[of]:
        return "sure"
    return "perhaps" if likely >= PERHAPS[of] else "nothing"
