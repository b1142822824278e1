"""The answers of several matters set together: each under its heading, nothing said twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.talk import Answer, Line
from bot.topics.bundle import once


@dataclass(frozen=True)
class _Matter:
    """What is answered to one of the matters."""

    title: str
    lines: tuple[Line, ...]
    unanswered: bool
    """Nothing is written on it yet, so that it names whom to ask."""
    order: int
    """What cannot wait, what is answered, what is not, and last a list, which is long."""


def together(
    answers: Sequence[Answer], urgent: int, people: tuple[Line, ...]
) -> tuple[str, tuple[Line, ...], bool]:
    """Title and lines of these answers in one, and whether whom to ask is left out of it.

    The first `urgent` answers stay first. `people` are the lines that tell whom to ask: they stand
    once, at the end; not at all when another matter tells how to reach the same people.
    """
    matters = [_matter(answer, n < urgent, people) for n, answer in enumerate(answers)]
    matters.sort(key=lambda matter: matter.order)
    matters = [each for each in matters if not _within_another(each, matters)]
    lines = matters[0].lines
    for matter in matters[1:]:
        lines += (_heading(matter), *matter.lines)
    unanswered = any(matter.unanswered for matter in matters)
    reached = any(_says(lines, line) for line in people if line.copy)
    if unanswered and not reached:
        lines += people
    return matters[0].title, once(lines), unanswered and reached


def _matter(answer: Answer, urgent: bool, people: tuple[Line, ...]) -> _Matter:
    size = len(people)
    unanswered = 0 < size < len(answer.lines) and answer.lines[-size:] == people
    order = 0 if urgent else 3 if answer.numbered else 1 + unanswered
    lines = answer.lines[:-size] if unanswered else answer.lines
    return _Matter(answer.title, lines, unanswered, order)


def _heading(matter: _Matter) -> Line:
    """The matter's title within the answer; where it has none an empty line sets it apart."""
    return Line(matter.title, bold=bool(matter.title))


def _within_another(matter: _Matter, matters: Sequence[_Matter]) -> bool:
    """Whether another matter tells all of it, as the contact does of its phone."""
    before = matters[: matters.index(matter)]
    return not matter.unanswered and any(
        _tells(other, matter) and (other in before or not _tells(matter, other))
        for other in matters
        if other is not matter
    )


def _tells(other: _Matter, matter: _Matter) -> bool:
    """Whether one has the texts of the other, and a fact of it; the same text may be another's."""
    texts = {line.text for line in other.lines}
    same = any(line.source is not None and line in other.lines for line in matter.lines)
    return same and all(line.text in texts for line in matter.lines)


def _says(lines: Sequence[Line], line: Line) -> bool:
    return any(each.text == line.text for each in lines)
