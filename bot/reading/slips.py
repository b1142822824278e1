"""How likely it is that a finger slipped from one word to another."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate

_KEYS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
)

_SOUND_ALIKE = ("ао", "еи", "еэ", "иы", "зс", "дт", "бп", "гк", "вф", "жш",
                "ck", "cs", "sz", "ae", "ei", "iy", "ou")  # fmt: skip
_OTHER_KEY, _KEY_BESIDE, _KEY_ABOVE, _HEARD = 1.15, 0.7, 0.9, 0.7
_TOO_MUCH, _DOUBLED = 1.1, 0.7
"""A letter that is not meant, and one of a doubled one; one touched on the way is between."""
_LEFT_OUT, _HALF_LEFT_OUT = 0.75, 0.65
"""A letter that is missing, and one of a doubled letter."""
_DOUBTFUL = 0.15
"""Of the letters: a slip in seven of them leaves a word what it is."""
LEAST_SLIP = 0.6
"""Two letters swapped: no edit costs less."""
_MOST = (0.0, 0.0, 1.2, 1.2, 1.9, 2.0, 2.2, 2.3, 2.3, 2.6, 3.5)
"""By the letters of the shorter word."""


def _letters_near() -> dict[str, dict[str, float]]:
    """For each letter those that are struck for it, on a key near it or by ear, and the cost."""
    near: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for rows in _KEYS:
        for row, below in zip(rows, (*rows[1:], ""), strict=True):
            for at, key in enumerate(row):
                for other in row[at + 1 : at + 2]:
                    near[key][other] = near[other][key] = _KEY_BESIDE
                for other in below[max(at - 1, 0) : at + 1]:
                    near[key][other] = near[other][key] = _KEY_ABOVE
    for pair in _SOUND_ALIKE:
        one, other = pair[0], pair[1]
        near[one][other] = near[other][one] = _HEARD
    return dict(near)


_NEAR = _letters_near()
_NONE: dict[str, float] = {}


def slip_cost(typed: str, meant: str) -> float:
    """The least sum of slips from one word to the other, each less the easier a finger makes it.

    An optimal string alignment whose edits weigh from .6 (two letters swapped) to 1.15. What both
    words begin and end with is left as it is.
    """
    start, end = _alike(typed, meant)
    others = list(enumerate(meant[start : len(meant) - end]))
    left_out = [_omission(meant, start + at) for at, _ in others]
    before = last = list(accumulate(left_out, initial=0.0))
    for row in range(start, len(typed) - end):
        letter, extra = typed[row], _insertion(typed, row)
        near = _NEAR.get(letter, _NONE)
        line = [last[0] + extra]
        for at, other in others:
            kept = 0.0 if letter == other else near.get(other, _OTHER_KEY)
            least = min(last[at] + kept, last[at + 1] + extra, line[at] + left_out[at])
            if row > start and at and letter == meant[start + at - 1] and typed[row - 1] == other:
                least = min(least, before[at - 1] + LEAST_SLIP)
            line.append(least)
        before, last = last, line
    return last[-1]


def _alike(typed: str, meant: str) -> tuple[int, int]:
    """How many letters both words begin with, and how many they end with besides."""
    shorter = min(len(typed), len(meant))
    start = 0
    while start < shorter and typed[start] == meant[start]:
        start += 1
    end = 0
    while end < shorter - start and typed[-1 - end] == meant[-1 - end]:
        end += 1
    return start, end


def most_slips(typed: str, meant: str) -> float:
    """The cost up to which a word may be what was meant, when no word is nearer."""
    return _MOST[min(len(typed), len(meant), len(_MOST) - 1)]


def starts_of(typed: str) -> frozenset[str]:
    """The letters that a word may begin with from which a finger slipped to this one."""
    first = typed[:1]
    return frozenset((first, typed[1:2] or first, *_NEAR.get(first, _NONE)))


def is_easy(typed: str, meant: str) -> bool:
    """Whether one slip that fingers make easily lies between: a swap, a key beside, a letter."""
    return slip_cost(typed, meant) <= _LEFT_OUT


def is_doubtful(typed: str, meant: str) -> bool:
    """Whether so much lies between that another word may be meant, which no list here has."""
    cost = slip_cost(typed, meant)
    return cost > max(_DOUBTFUL * len(typed), _LEFT_OUT)


def _omission(meant: str, at: int) -> float:
    return _HALF_LEFT_OUT if at and meant[at] == meant[at - 1] else _LEFT_OUT


def _insertion(typed: str, at: int) -> float:
    letter = typed[at]
    near = _NEAR.get(letter, _NONE)
    beside = (typed[at - 1 : at] if at else "", typed[at + 1 : at + 2])
    return min(_DOUBLED if each == letter else near.get(each, _TOO_MUCH) for each in beside)
