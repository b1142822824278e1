"""How much a question sounds like one after something published, whoever's and on whatever.

"What did the minister say on fisheries" and "is the minister married" name the same person. What
tells them apart carries over from one embassy to another, so it is learned once, from questions to
many embassies, and shipped as numbers: `python -m benchmarks.asked_for --write` makes them anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.reading.repair import Word

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.float32]]

LISTS = Path(__file__).parent / "asked_for"
CONSTANT = "."
"""Stands for the constant among the words."""


def traits(words: Sequence[Word]) -> list[str]:
    """The stems of a question, each once, and which one it begins with."""
    stems = [word.stem for word in words]
    return list(dict.fromkeys((*stems, *(f"^{stem}" for stem in stems[:1]))))


def by_words(words: Sequence[Word]) -> float:
    """As log-odds, from the words alone."""
    weights = _of_words()
    return weights[CONSTANT] + sum(weights.get(trait, 0.0) for trait in traits(words))


def by_meaning(vector: Numbers) -> float:
    """As log-odds, from a question's unit vector."""
    weights = _of_meaning()
    return float(weights[0] + weights[1:] @ vector)


@cache
def _of_words() -> dict[str, float]:
    lines = (LISTS / "words.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return {trait: float(weight) for trait, weight in pairs}


@cache
def _of_meaning() -> Numbers:
    import numpy as np

    return np.loadtxt(LISTS / "meaning.txt", dtype=np.float32)
