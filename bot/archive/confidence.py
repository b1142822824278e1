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

BY_WORDS = {"": -4.25, "share": 19.4, "covered": 3.74}
BY_BOTH = {"": -6.53, "covered": 7.4, "near": 49.5, "across": 4.41, "alike": 26.6}
"""Weights of a logistic sum; `alike` counts from ALIKE."""
ALIKE = 0.85
"""What the cosine of any question and any passage is about."""
SURE = 0.73
PERHAPS = 0.28
PERHAPS_REPAIRED = 0.16
"""A question that was repaired is refused later: the repair may have been wrong."""


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
    """It is in another script than the question."""


def likelihood(evidence: Evidence) -> float:
    """From 0 to 1, the same scale for every question and archive."""
    if evidence.near is None or evidence.alike is None:
        parts = {"": 1.0, "share": evidence.share, "covered": evidence.covered}
        weights = BY_WORDS
    else:
        parts = {"": 1.0, "covered": evidence.covered, "near": evidence.near}
        parts |= {"across": float(evidence.across), "alike": evidence.alike - ALIKE}
        weights = BY_BOTH
    total = sum(weights[name] * part for name, part in parts.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def outcome(best: float, repaired: bool) -> Outcome:
    """What may be said when the best place is this likely."""
    if best >= SURE:
        return "sure"
    return "perhaps" if best >= (PERHAPS_REPAIRED if repaired else PERHAPS) else "nothing"
