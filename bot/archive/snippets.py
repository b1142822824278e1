"""Snippets: the sentences of a passage that answer, and the words in them that were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.archive.asked import Term
from bot.archive.passages import sentences
from bot.reading.normalise import spans, stem

LONGEST = 300
"""Letters of a snippet."""
_ENDS = frozenset('.!?…»”"\n') | {""}


@dataclass(frozen=True)
class Snippet:
    """A piece of a text with the spans of what matched, to be shown in bold."""

    text: str
    marks: tuple[tuple[int, int], ...]


def snippet_of(text: str, title: str, terms: Sequence[Term], worths: Sequence[float]) -> Snippet:
    """The neighbouring whole sentences that hold most of the question; bold are its words, or
    the first sentence when neither they nor the title hold any: it was found by its meaning.
    """
    worth: Worths = {}
    for at, term in enumerate(terms):
        for form, weight in term.forms.items():
            if weight * worths[at] > worth.get(form, (at, -1.0))[1]:
                worth[form] = (at, weight * worths[at])
    hits = [(start, end, worth[stem(word)]) for start, end, word in _known(text, worth)]
    start, end = _window(text, hits)
    marks = [(first, last) for first, last, _ in hits if start <= first and last <= end]
    if not marks and not any(True for _ in _known(title, worth)):
        marks = [next(sentences(text, start, end), (start, start))]
    return _framed(text, start, end, marks)


Worths = dict[str, tuple[int, float]]
"""By stem, which term it is a form of and what that form is worth."""
Hit = tuple[int, int, tuple[int, float]]
"""Where a word that was asked for stands, its term and worth."""


def _known(text: str, worth: Worths) -> Iterator[tuple[int, int, str]]:
    return (each for each in spans(text) if stem(each[2]) in worth)


def _framed(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Snippet:
    """The stretch with dots where a sentence is cut."""
    before = "… " if start and text[:start].rstrip()[-1:] not in _ENDS else ""
    after = " …" if end < len(text) and text[:end].rstrip()[-1:] not in _ENDS else ""
    moved = len(before) - start
    spots = tuple((first + moved, last + moved) for first, last in marks if last > first)
    return Snippet(before + text[start:end] + after, spots)


def _window(text: str, hits: Sequence[Hit]) -> tuple[int, int]:
    """The stretch of whole sentences with the most worth; the shortest of equals, but where
    nothing is worth anything as much from the beginning as there is room for.
    """
    cut = list(sentences(text)) or [(0, len(text))]
    best: tuple[float, int, int, int] | None = None
    for first, (start, _) in enumerate(cut):
        for _, end in cut[first:]:
            if end - start > LONGEST and best is not None:
                break
            value = _value(hits, start, end)
            size = end - start if value == 0 and first == 0 else start - end
            if best is None or (value, size) > best[:2]:
                best = (value, size, start, end)
    assert best is not None
    _, _, start, end = best
    return (start, end) if end - start <= LONGEST else _around(text, start, end, hits)


def _around(text: str, start: int, end: int, hits: Sequence[Hit]) -> tuple[int, int]:
    """Part of an overlong sentence, from a little before its first word that was asked for."""
    first = next((at for at, _, _ in hits if start <= at < end), start)
    if first - start > LONGEST // 3:
        start = text.rfind(" ", start, first - LONGEST // 6) + 1 or start
    stop = text.rfind(" ", start, start + LONGEST)
    return start, min(end, stop if stop > start else start + LONGEST)


def _value(hits: Sequence[Hit], start: int, end: int) -> float:
    found: dict[int, float] = {}
    for first, last, (term, value) in hits:
        if start <= first and last <= end and value > found.get(term, 0.0):
            found[term] = value
    return sum(found.values())
