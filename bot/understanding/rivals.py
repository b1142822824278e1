"""Phrases of two topics that are taken for each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.reading.lexicon import COMMON, frequency
from bot.reading.normalise import stem, words
from bot.reading.repair import Word, as_written
from bot.understanding.evidence import MEANING, lead_of
from bot.understanding.left_out import OwnTopic
from bot.understanding.phrasebook import Phrasebook
from bot.understanding.phrases import Phrase

if TYPE_CHECKING:
    from bot.understanding.meaning import Matrix

NEAR = 0.7
"""Closeness in meaning from which two phrases, each the other's nearest, are looked at."""
MOST = 150
"""Pairs near in meaning that are looked at, the nearest first."""
_AT_ONCE = 512


def rivals(book: Phrasebook) -> list[tuple[Phrase, Phrase]]:
    """Pairs of phrases each of which, had it not been learned, would reach the other's topic."""
    near = sorted(_near_in_meaning(book), reverse=True)
    pairs = sorted({*_same_words(book), *(pair for _, pair in near[:MOST])})
    numbers = sorted({number for pair in pairs for number in pair})
    reached = dict(zip(numbers, _reached(book, numbers), strict=True))
    phrases = book.samples.phrases
    return [
        (phrases[one], phrases[other])
        for one, other in pairs
        if reached[one] == phrases[other].label and reached[other] == phrases[one].label
    ]


def _same_words(book: Phrasebook) -> Iterator[tuple[int, int]]:
    """Phrases whose telling words are the same, in whatever order and form."""
    first: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, phrase in enumerate(book.samples.phrases):
        said = words(phrase.text)
        telling = frozenset(stem(word) for word in said if frequency(word) < COMMON)
        if telling:
            first[telling].append(number)
    labels = [phrase.label for phrase in book.samples.phrases]
    for numbers in first.values():
        for other in numbers[1:]:
            if labels[other] != labels[numbers[0]]:
                yield numbers[0], other


def _near_in_meaning(book: Phrasebook) -> Iterator[tuple[float, tuple[int, int]]]:
    """Phrases of two topics each of which is the nearest of all to the other, and how near."""
    if book.taught is None:
        return
    nearest = _nearest(book.taught.index.rows)
    labels = [phrase.label for phrase in book.samples.phrases]
    for one, (other, closeness) in enumerate(nearest):
        mutual = one < other and nearest[other][0] == one and closeness >= NEAR
        if mutual and labels[one] != labels[other]:
            yield closeness, (one, other)


def _nearest(rows: Matrix) -> list[tuple[int, float]]:
    """Of each row the number of the nearest other one, and how near it is."""
    import numpy as np

    found: list[tuple[int, float]] = []
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE] @ rows.T
        own = np.arange(len(some))
        some[own, own + start] = -1
        best = some.argmax(1)
        found += zip(best.tolist(), some[own, best].tolist(), strict=True)
    return found


def _reached(book: Phrasebook, numbers: Sequence[int]) -> list[str]:
    """The topic that each of these phrases would reach if it had not been learned."""
    phrases, index = book.samples.phrases, book.words.index
    said: dict[str, dict[int, Sequence[Word]]] = {phrases[n].label: {} for n in numbers}
    for number, phrase in enumerate(phrases):
        if phrase.label in said:
            said[phrase.label][number] = as_written(phrase.text, book.vocabulary).words
    topics = {
        label: OwnTopic.of(index, index.labels.index(label), lines.values())
        for label, lines in said.items()
    }
    found = []
    for number in numbers:
        label = phrases[number].label
        fits = topics[label].left_out(said[label][number]).fits
        if book.taught is not None:
            meant = book.taught.index.unseen[number].tolist()
            fits = [
                MEANING * one + (1 - MEANING) * other
                for one, other in zip(meant, fits, strict=True)
            ]
        found.append(index.labels[lead_of(fits)[0]])
    return found
