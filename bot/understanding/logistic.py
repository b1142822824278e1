"""Logistic regression on a handful of numbers, drawn towards what other folders taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

_STEPS = 12
_LONGEST_STEP = 2.0
"""Of one Newton step in any weight: far from the goal the curve says little."""
_LEAST_SPREAD = 1e-6


def sigmoid(value: float) -> float:
    """1 / (1 + e^-value), for any value."""
    return 1 / (1 + exp(-value)) if value > -700 else 0.0


def logit(probability: float) -> float:
    """The value whose sigmoid this probability is; kept finite."""
    kept = min(max(probability, 1e-9), 1 - 1e-9)
    return log(kept / (1 - kept))


@dataclass(frozen=True)
class Standard:
    """Mean and spread of each number over a folder's own phrases."""

    means: tuple[float, ...]
    spreads: tuple[float, ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[float]], usual: Standard, worth: float) -> Standard:
        """Of `rows`, with the usual mean and spread counting like `worth` rows of their own."""
        total = len(rows) + worth
        means, spreads = [], []
        for at, (mean, spread) in enumerate(zip(usual.means, usual.spreads, strict=True)):
            middle = (sum(row[at] for row in rows) + worth * mean) / total
            square = sum((row[at] - middle) ** 2 for row in rows) + worth * spread**2
            means.append(middle)
            spreads.append(max(sqrt(square / total), _LEAST_SPREAD))
        return cls(tuple(means), tuple(spreads))

    def __call__(self, row: Sequence[float]) -> list[float]:
        """How many spreads each number lies above its mean; the first are enough for short rows."""
        return [
            (value - mean) / spread
            for value, mean, spread in zip(row, self.means, self.spreads, strict=False)
        ]


@dataclass(frozen=True)
class Logistic:
    """A weight for each standardised number, and a constant last."""

    weights: tuple[float, ...]

    def __call__(self, row: Sequence[float]) -> float:
        """The probability for a standardised row."""
        *weights, constant = self.weights
        return sigmoid(sum(w * x for w, x in zip(weights, row, strict=True)) + constant)

    def moved(self, probability: float, to: float) -> Logistic:
        """The same, with its constant such that what had one probability has another."""
        *weights, constant = self.weights
        return Logistic((*weights, constant + logit(to) - logit(probability)))

    @classmethod
    def fit(
        cls,
        yes: Sequence[Sequence[float]],
        no: Sequence[Sequence[float]],
        usual: Logistic,
        pull: float,
    ) -> Logistic:
        """Both sides weigh the same; `pull` draws the weights to the usual ones. Newton steps."""
        if not yes or not no:
            return usual
        rows = [([*row, 1.0], 1.0, 0.5 / len(yes)) for row in yes]
        rows += [([*row, 1.0], 0.0, 0.5 / len(no)) for row in no]
        weights = [0.0] * len(usual.weights)
        for _ in range(_STEPS):
            gradient = [pull * (u - w) for u, w in zip(usual.weights, weights, strict=True)]
            size = len(weights)
            curve = [[pull * (at == by) for by in range(size)] for at in range(size)]
            for row, truth, share in rows:
                said = sigmoid(sum(w * x for w, x in zip(weights, row, strict=True)))
                slack = share * (truth - said)
                bend = share * said * (1 - said)
                for at, value in enumerate(row):
                    gradient[at] += slack * value
                    line, bent = curve[at], bend * value
                    for by in range(at + 1):
                        line[by] += bent * row[by]
            steps = _solve(curve, gradient)
            scale = min(1.0, _LONGEST_STEP / max(max(map(abs, steps)), 1e-9))
            weights = [w + scale * step for w, step in zip(weights, steps, strict=True)]
        return cls(tuple(weights))


def _solve(lower: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a symmetric system of which the lower triangle is given."""
    size = len(right)
    rows = [[lower[max(i, j)][min(i, j)] for j in range(size)] + [right[i]] for i in range(size)]
    for at in range(size):
        lead = rows[at][at] or 1e-12
        for below in range(at + 1, size):
            share = rows[below][at] / lead
            rows[below] = [x - share * y for x, y in zip(rows[below], rows[at], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        known = sum(rows[at][by] * found[by] for by in range(at + 1, size))
        found[at] = (rows[at][size] - known) / (rows[at][at] or 1e-12)
    return found
