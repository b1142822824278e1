"""How likely it is that a finger slipped from one word to another."""

from __future__ import annotations

from itertools import pairwise

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_NEXT = frozenset(
    pair for row in _ROWS for left, right in pairwise(row) for pair in (left + right, right + left)
)
_COST = (0.0, 1.0, 1.6, 3.2)
"""Of so many edits: who slips once in a word slips there again more easily, a third time seldom."""
_NATURAL = 0.25


def slip_cost(typed: str, meant: str, edits: int) -> float:
    """What speaks against a word that is up to three edits away; less where one finger slipped."""
    natural = edits == 1 and is_natural(typed, meant)
    return _COST[edits] - _NATURAL * natural


def is_natural(typed: str, meant: str) -> bool:
    """Neighbouring letters swapped, a neighbouring key, or a letter doubled or not doubled."""
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if at is None:
        at = min(len(typed), len(meant))
    if len(typed) == len(meant):
        if typed[at + 1 :] == meant[at + 1 :]:
            return typed[at] + meant[at] in _NEXT
        return True
    longer = typed if len(typed) > len(meant) else meant
    beside = longer[max(at - 1, 0) : at] + longer[at + 1 : at + 2]
    return any(each == longer[at] or each + longer[at] in _NEXT for each in beside)
