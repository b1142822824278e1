"""What an unknown word may have been: words near it, and what speaks against each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.reading.lexicon import (
    common_neighbours,
    frequency,
    frequent_neighbours,
    frequent_words,
    rarer_words,
)
from bot.reading.neighbours import ByStart, allowed_edits
from bot.reading.normalise import is_cyrillic
from bot.reading.slips import most_slips, slip_cost, starts_of

_LEAST_REAL, _LEAST_FAR_REAL, _LEAST_RARER = 3, 4, 5
_ZIPF, _USUAL = 0.05, 3.5
_FARTHER = 0.3
"""How much more may lie between a word and a real one than between it and one of the phrases."""


@dataclass(frozen=True)
class Repair:
    """What a word was taken for, and how far that can be trusted: 1 is as good as typed."""

    text: str
    trust: float
    how: str


class Offer(NamedTuple):
    """A word that may have been meant; the least cost wins, of equals the first by alphabet."""

    cost: float
    word: str
    repair: Repair
    edits: int


def repair_of(word: str, other: str, edits: int, how: str = "spelling") -> Repair:
    """The other word for this one; trusted less the more of it is edited."""
    return Repair(other, 1 - edits / max(len(word), len(other)), how)


def far_words(word: str, words: ByStart, farther: float = 0.0) -> Iterator[tuple[str, int, float]]:
    """Words with more slips than are allowed else, if fingers make them easily, and their cost."""
    edits = 2 if len(word) < 7 else 3 if len(word) < 10 else 4
    for other, distance in words.near(word, edits, starts_of(word)):
        cost = slip_cost(word, other)
        if cost <= most_slips(word, other) + farther:
            yield other, distance, cost


def real_offers(word: str) -> Iterator[Offer]:
    """Real words are offered beside: they serve meaning, and keep a slip from a topic."""
    if len(word) < _LEAST_REAL or not _plausible(word):
        return
    offered = frequent_neighbours if len(word) > _LEAST_REAL else common_neighbours
    for other, edits in offered(_language(word)).near(word):
        yield _real(word, other, edits, slip_cost(word, other))


def farther_real_offers(word: str) -> Iterator[Offer]:
    """Rarer real words, and frequent ones through more slips."""
    if not _plausible(word):
        return
    if len(word) >= _LEAST_RARER:
        rarer = rarer_words(_language(word))
        for other, edits in rarer.near(word, allowed_edits(word), word[:1]):
            if 2 * edits < max(len(word), len(other)):
                yield _real(word, other, edits, slip_cost(word, other))
    if len(word) >= _LEAST_FAR_REAL:
        for other, edits, cost in far_words(word, frequent_words(_language(word)), _FARTHER):
            yield _real(word, other, edits, cost)


def _real(word: str, other: str, edits: int, cost: float) -> Offer:
    return Offer(
        cost - _ZIPF * (frequency(other) - _USUAL), other, repair_of(word, other, edits), edits
    )


def _language(word: str) -> str:
    return "ru" if is_cyrillic(word) else "en"


def _plausible(word: str) -> bool:
    return is_cyrillic(word) or word.isascii()
