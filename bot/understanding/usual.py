"""What other folders taught about judging: fitted by a benchmark, used where samples are few."""

from __future__ import annotations

from bot.understanding.judges import Usual
from bot.understanding.logistic import Logistic, Standard

_RIGHT_MEANING = (
    Standard((0.6, 0.25, 0.45, 0.85), (0.2, 0.2, 0.13, 0.25)),
    Logistic((0.6, 1.2, 0.1, 0.6, 0.0)),
)
_RIGHT_WORDS = (
    Standard((0.35, 0.15, 0.45, 1.0), (0.15, 0.12, 0.17, 0.1)),
    Logistic((0.6, 1.2, 0.1, 0.0, 0.0)),
)
_MEANING = Standard((0.6, 0.25, 0.45, 0.8), (0.2, 0.2, 0.13, 0.2))
_WORDS = Standard((0.35, 0.15, 0.45, 0.8), (0.15, 0.12, 0.17, 0.2))


def usual(meaning: bool, refused: bool) -> Usual:
    """For evidence with or without meaning, and folders with or without refused samples."""
    right, is_right = _RIGHT_MEANING if meaning else _RIGHT_WORDS
    scope = _MEANING if meaning else _WORDS
    if not refused:
        in_scope = Logistic((1.7, 0.0, 2.2, 0.1, 2.0) if meaning else (1.5, 0.3, 1.0, 1.0, 2.0))
        return Usual(scope, right, in_scope, is_right)
    if meaning:
        scope = Standard((*scope.means, 0.35, 0.3, 0.05), (*scope.spreads, 0.1, 0.1, 0.1))
        in_scope = Logistic((1.8, -0.3, 1.5, 0.2, -0.3, -0.8, -1.0, 2.0))
    else:
        scope = Standard((*scope.means, 0.3), (*scope.spreads, 0.2))
        in_scope = Logistic((1.5, 0.0, 1.0, 1.0, -1.0, 2.0))
    return Usual(scope, right, in_scope, is_right)
