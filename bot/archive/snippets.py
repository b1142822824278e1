"""Snippets: the sentences of a passage that answer, and the words in them that were asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.archive.asking import Term
from bot.archive.passages import sentences
from bot.reading.normalise import spans, stem

LONGEST = 300
"""Letters of a snippet."""


@dataclass(frozen=True)
class Snippet:
    """A piece of a text with the spans of what matched, to be shown in bold."""

    text: str
    marks: tuple[tuple[int, int], ...]


def snippet_of(text: str, title: str, terms: Sequence[Term], worths: Sequence[float]) -> Snippet:
    """The neighbouring whole sentences that hold most of the question; bold are its words, or
    the first sentence when neither they nor the title hold any: it was found by its meaning.
    """
    worth: dict[str, tuple[int, float]] = {}
    for at, term in enumerate(terms):
        for form, weight in term.forms.items():
            worth[form] = max(worth.get(form, (at, 0.0)), (at, weight * worths[at]), key=_second)
    start, end = _window(text, list(sentences(text)), worth)
    shown = text[start:end]
    marks = tuple((begins, ends) for begins, ends, word in spans(shown) if stem(word) in worth)
    if not marks and shown and not _value(title, worth):
        marks = (next(iter(sentences(shown))),)
    before, after = "… " if _cut_before(text, start) else "", " …" if end < len(text) else ""
    if end < len(text) and shown[-1:] in '.!?…»”"':
        after = ""
    moved = tuple((begins + len(before), ends + len(before)) for begins, ends in marks)
    return Snippet(before + shown + after, moved)


def _cut_before(text: str, start: int) -> bool:
    return start > 0 and text[:start].rstrip()[-1:] not in '.!?…»”"\n'


def _window(
    text: str, cut: Sequence[tuple[int, int]], worth: Mapping[str, tuple[int, float]]
) -> tuple[int, int]:
    """The stretch of whole sentences with the most worth; the shortest of equals, but where
    nothing is worth anything as much from the beginning as there is room for.
    """
    best: tuple[float, int, int, int] = (-1.0, 0, 0, min(len(text), LONGEST))
    for first, (start, _) in enumerate(cut):
        for _, end in cut[first:]:
            if end - start > LONGEST and best[0] >= 0:
                break
            value = _value(text[start:end], worth)
            size = end - start if value == 0 and first == 0 else start - end
            if (value, size) > (best[0], best[1]):
                best = (value, size, start, end)
    _, _, start, end = best
    return (start, end) if end - start <= LONGEST else _around(text, start, end, worth)


def _around(
    text: str, start: int, end: int, worth: Mapping[str, tuple[int, float]]
) -> tuple[int, int]:
    """Part of an overlong sentence, from a little before its first word that was asked for."""
    hits = (begins for begins, _, word in spans(text[start:end]) if stem(word) in worth)
    first = start + next(hits, 0)
    if first - start > LONGEST // 3:
        start = text.rfind(" ", start, first - LONGEST // 6) + 1 or start
    stop = text.rfind(" ", start, start + LONGEST)
    return start, min(end, stop if stop > start else start + LONGEST)


def _value(text: str, worth: Mapping[str, tuple[int, float]]) -> float:
    found: dict[int, float] = {}
    for _, _, word in spans(text):
        at, value = worth.get(stem(word), (-1, 0.0))
        if value > found.get(at, 0.0):
            found[at] = value
    return sum(found.values())


def _second(pair: tuple[int, float]) -> float:
    return pair[1]
