"""What an unknown word may have been: words near it, and what speaks against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from bot.reading.normalise import is_cyrillic, language_of
from bot.reading.slips import LEAST_SLIP, most_slips, slip_cost

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
    """A word that may have been meant, and what speaks against it besides the slips."""

    word: str
    edits: int
    against: float
    typed: str
    near: str
    """The spelling that the typed one is compared with: the word's, or its key."""
    how: str = "spelling"
    real: bool = False
    """Offered because the language has it."""
    farther: float | None = None
    """None for a word within the edits allowed; else how much more than usual may lie between."""

    def least(self) -> float:
        """What is against it at the least; its slips need not be weighed to know."""
        return self.edits * LEAST_SLIP + self.against

    def repair(self) -> Repair:
        """This word for the typed one, trusted less the more of it is edited."""
        longer = max(len(self.typed), len(self.near))
        return Repair(self.word, 1 - self.edits / longer, self.how)


def likeliest(offers: Iterable[Offer]) -> Offer | None:
    """The offer that least speaks against, of equals the first by alphabet; None if none fits."""
    best: tuple[float, str] | None = None
    found = None
    for offer in sorted(offers, key=Offer.least):
        if best is not None and offer.least() > best[0]:
            break
        slips = slip_cost(offer.typed, offer.near)
        farther = offer.farther
        if farther is not None and slips > most_slips(offer.typed, offer.near) + farther:
            continue
        cost = slips + offer.against, offer.word
        if best is None or cost < best:
            best, found = cost, offer
    return found


def far_words(word: str, words: ByStart, starts: Iterable[str]) -> list[tuple[str, int]]:
    """Words that begin with one of these letters, with more edits than are allowed else."""
    edits = 2 if len(word) < 7 else 3 if len(word) < 10 else 4
    return words.near(word, edits, starts)


def real_offers(word: str) -> Iterator[Offer]:
    """Real words are offered beside: they serve meaning, and keep a slip from a topic."""
    if len(word) < _LEAST_REAL or not _plausible(word):
        return
    offered = frequent_neighbours if len(word) > _LEAST_REAL else common_neighbours
    for other, edits in offered(language_of(word)).near(word):
        yield _real(word, other, edits)


def farther_real_offers(word: str) -> Iterator[Offer]:
    """Rarer real words, and frequent ones through more slips."""
    if not _plausible(word):
        return
    if len(word) >= _LEAST_RARER:
        rarer = rarer_words(language_of(word))
        for other, edits in rarer.near(word, allowed_edits(word), word[:1]):
            if 2 * edits < max(len(word), len(other)):
                yield _real(word, other, edits)
    if len(word) >= _LEAST_FAR_REAL:
        frequent = frequent_words(language_of(word))
        for other, edits in far_words(word, frequent, frozenset(word[:2])):
            yield _real(word, other, edits)._replace(farther=_FARTHER)


def _real(word: str, other: str, edits: int) -> Offer:
    against = -_ZIPF * (frequency(other) - _USUAL)
    return Offer(other, edits, against, word, other, real=True)


def _plausible(word: str) -> bool:
    return is_cyrillic(word) or word.isascii()
