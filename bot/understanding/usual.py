"""What other folders taught about judging: fitted by a benchmark, used where samples are few."""

from __future__ import annotations

from bot.understanding.judges import Usual
from bot.understanding.logistic import Logistic, Standard

_RIGHT_MEANING = (
    Standard((0.45, 0.2, 0.7, 0.85, 0.7), (0.15, 0.14, 0.08, 0.25, 0.25)),
    Logistic((0.4, 1.5, 0.1, 0.4, 0.1, 0.3)),
)
_RIGHT_WORDS = (
    Standard((0.3, 0.12, 0.45, 1.0, 0.7), (0.13, 0.1, 0.17, 0.1, 0.25)),
    Logistic((0.4, 1.5, 0.1, 0.0, 0.1, 0.3)),
)
_MEANING = Standard((0.45, 0.7, 0.8, 0.7), (0.15, 0.08, 0.25, 0.25))
_WORDS = Standard((0.3, 0.45, 0.8, 0.7), (0.13, 0.17, 0.25, 0.25))


def usual(meaning: bool, refused: bool) -> Usual:
    """For evidence with or without meaning, and folders with or without refused samples."""
    right, is_right = _RIGHT_MEANING if meaning else _RIGHT_WORDS
    scope = _MEANING if meaning else _WORDS
    if not refused:
        weights = (1.7, 2.2, 0.1, 0.1, 4.0) if meaning else (1.5, 0.8, 0.8, 0.8, 4.0)
        return Usual(scope, right, Logistic(weights), is_right)
    if meaning:
        scope = Standard((*scope.means, 0.65, 0.6, 0.05), (*scope.spreads, 0.06, 0.06, 0.14))
        return Usual(scope, right, Logistic((1.6, 1.5, 0.1, 0.3, -0.3, -0.8, -1.0, 3.0)), is_right)
    scope = Standard((*scope.means, 0.3), (*scope.spreads, 0.2))
    return Usual(scope, right, Logistic((1.5, 0.8, 0.8, 0.8, -1.0, 2.0)), is_right)
