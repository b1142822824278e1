"""What an answer shows and in which order, as runs of text under tags; knows no limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile, zip_longest

from bot.rendering.markup import Run, speakable
from bot.talk import Answer, Line, Quote
from bot.wording import say, written

# A quotation of five lines or more is folded; a telephone shows some 42 letters a line.
_LONG_LINES, _LINE_LETTERS = 5, 42


@dataclass(frozen=True)
class _Block:
    """What stands together, and whether an empty line sets it apart from what precedes."""

    runs: tuple[Run, ...]
    apart: bool = False


@dataclass(frozen=True)
class _Shown:
    """A line with what its neighbours decide: its number in a list, its reference under it."""

    line: Line
    number: str = ""
    reference: str = ""


def composed(answer: Answer, with_link: bool = False) -> Iterator[Run]:
    """The runs of an answer, notices first and how the text was read last.

    In a `numbered` answer the quotations are the items of a list, each under its number (the
    label of the choice in the same place) and its date; the publisher stands under the last.
    """
    first = True
    for block in _blocks(answer, with_link):
        if not first:
            yield Run("\n\n" if block.apart else "\n")
        yield from (replace(run, text=speakable(run.text)) for run in block.runs)
        first = False


def _blocks(answer: Answer, with_link: bool) -> Iterator[_Block]:
    yield from _section(_without_numbers(answer.above), answer.language, apart=True)
    yield from (_Block((Run(note),), apart=True) for note in answer.notes)
    if answer.title:
        yield _Block((Run(answer.title, ("b",)),), apart=True)
    shown = _numbered(answer) if answer.numbered else _without_numbers(answer.lines)
    yield from _section(shown, answer.language, apart=not answer.title)
    if with_link and answer.link:
        yield _Block((Run(answer.link),))
    if answer.read_as:
        yield _Block((Run(say(answer.language, "read-as", text=answer.read_as)),), apart=True)


def _without_numbers(lines: tuple[Line, ...]) -> Iterator[_Shown]:
    """Quotations of one publisher and day that follow each other share one reference."""
    for line, follower in zip_longest(lines, lines[1:]):
        own, next_one = _reference(line), _reference(follower)
        yield _Shown(line, reference="" if own == next_one else own)


def _numbered(answer: Answer) -> Iterator[_Shown]:
    """The items of a list with their numbers; as any lines where the numbers do not fit them."""
    numbers = list(takewhile(str.isdigit, (choice.label for choice in answer.choices)))
    quotes = [line.text for line in answer.lines if isinstance(line.text, Quote)]
    if len(numbers) != len(quotes) or not quotes:
        yield from _without_numbers(answer.lines)
        return
    left, one_publisher = iter(numbers), len({quote.publisher for quote in quotes}) == 1
    for line in answer.lines:
        if isinstance(line.text, Quote):
            named = not one_publisher or line.text is quotes[-1]
            yield _Shown(line, next(left), line.text.publisher if named else "")
        else:
            yield _Shown(line)


def _reference(line: Line | None) -> str:
    if line is None or not isinstance(line.text, Quote):
        return ""
    return ", ".join(filter(None, (line.text.publisher, written(line.text.date))))


def _section(lines: Iterator[_Shown], language: str, apart: bool) -> Iterator[_Block]:
    """The blocks of some lines; an empty line among them sets the next apart."""
    for place, shown in enumerate(lines):
        text = shown.line.text
        if isinstance(text, Quote):
            yield from _quoted(shown, text, language, apart)
            apart = bool(shown.reference)
        elif text.strip():
            tags = ("b",) if shown.line.bold else ()
            yield _Block((Run(text, tags),), apart or (shown.line.bold and place > 0))
            apart = False
        else:
            apart = True


def _quoted(shown: _Shown, quote: Quote, language: str, apart: bool) -> Iterator[_Block]:
    if shown.number:
        yield _Block((Run(f"{shown.number}. {written(quote.date)}"),), apart)
    words = tuple(_quotation(quote, quote.language or language))
    yield _Block(words, apart and not shown.number)
    if shown.reference:
        yield _Block((Run(shown.reference, ("i",)),))


def _quotation(quote: Quote, language: str) -> Iterator[Run]:
    rows = sum(1 + len(row) // _LINE_LETTERS for row in quote.text.split("\n"))
    block = "blockquote expandable" if rows >= _LONG_LINES else "blockquote"
    before, after = _quotation_marks(language)
    yield Run(before, (block,))
    done = 0
    for start, end in sorted(quote.marks):
        start, end = max(start, done), min(end, len(quote.text))
        if start < end:
            yield Run(quote.text[done:start], (block,))
            yield Run(quote.text[start:end], (block, "b"))
            done = end
    yield Run(quote.text[done:] + after, (block,))


@cache
def _quotation_marks(language: str) -> tuple[str, str]:
    before, _, after = say(language, "quoted", text="\0").partition("\0")
    return before, after
