"""Which words of a question a place that was found holds, and as what."""

from __future__ import annotations

from bot.archive.asked import Asked
from bot.archive.found import Found
from bot.archive.passages import passages_of
from bot.archive.statements import Statement
from bot.reading.normalise import spans, stem


def words_held(asked: Asked, found: Found, statement: Statement) -> tuple[tuple[str, str], ...]:
    """The words as asked, each with the word for it in title, passage or the passages beside."""
    there: dict[str, str] = {}
    for text in (statement.title, _around(found, statement)):
        for start, end, word in spans(text):
            there.setdefault(stem(word), text[start:end])
    held: dict[str, str] = {}
    for term in asked.content:
        best = sorted((form for form in term.forms if form in there), key=term.forms.__getitem__)
        if best:
            held.setdefault(term.word, there[best[-1]])
    return tuple(held.items())


def offset_of(found: Found, statement: Statement) -> int:
    """Where the snippet begins in the statement's text."""
    shown = found.snippet.removeprefix("… ").removesuffix(" …")
    return max(found.start, statement.text.find(shown, found.start))


def _around(found: Found, statement: Statement) -> str:
    """The passage with those before and after it, which a place is credited with as well."""
    passages = passages_of(statement)
    at = next((n for n, each in enumerate(passages) if each.start == found.start), 0)
    near = passages[max(0, at - 1) : at + 2]
    return " ".join(statement.text[each.start : each.end] for each in near)
