"""`/search words`: what was published on something, each with the place that says it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.archive import Scope
from bot.archive.confidence import PERHAPS
from bot.archive.search import Found, Results
from bot.archive.search import search as search_archive
from bot.talk import Answer, Choice, Line, Question, Quote, Source
from bot.topics.around import Around
from bot.topics.listing import all_messages
from bot.topics.quotes import language_note
from bot.wording import say

_LEAST = PERHAPS
_END = 500
"""Letters at either end of a long text that are looked for: every word of it costs time."""
SHOWN = 5
"""Results of one answer: more would not fit a screen."""


async def search(words: Sequence[str], question: Question, around: Around) -> Answer:
    """The statements that the words find, best first."""
    text = " ".join(words).strip()
    if not text:
        return Answer(lines=(Line(say(question.language, "search-what")),))
    results = await searched(text, question, around)
    answer = results_shown(results, question)
    return answer.having(choices=(*answer.choices, *all_messages(question, around)))


async def searched(text: str, question: Question, around: Around) -> Results:
    """What the archive has on a text, as of the day of the question."""
    scope = Scope(language=question.language, until=question.asked_at.date())
    vector = await around.meant(text)
    return await search_archive(around.archive, _ends(text), vector, scope)


def _ends(text: str) -> str:
    """Beginning and end of a long text, where its matter stands; another one as it is."""
    if len(text) <= 2 * _END:
        return text
    return f"{text[:_END].rpartition(' ')[0]} {text[-_END:].partition(' ')[2]}"


def results_shown(results: Results, question: Question, most: int = SHOWN) -> Answer:
    """The results as a numbered list, with how the words were read; or that there are none."""
    language = question.language
    found = [each for each in results.found[:most] if each.score >= _LEAST]
    if not found or results.outcome == "nothing":
        line = Line(say(language, "nothing-on-words", words=results.asked.typed[:200]))
        return Answer(lines=(line,))
    lines = [*_remarks(results, language), *(_line(one) for one in found)]
    numbers = tuple(
        Choice(str(number), opening(one), "statement") for number, one in enumerate(found, 1)
    )
    printed = {one.language for one in found}
    notes = language_note(next(iter(printed)), language) if len(printed) == 1 else ()
    return Answer(lines=(*lines, *notes), choices=numbers, topic="statement", numbered=True)


def _remarks(results: Results, language: str) -> list[Line]:
    """How the words were read, that dates were let go, that it may not be what was meant."""
    told = []
    if results.dropped:
        told.append(say(language, "dates-dropped"))
    if results.asked.changed:
        told.append(say(language, "showing-for", words=results.asked.text))
    if results.outcome == "perhaps":
        told.append(say(language, "perhaps-this"))
    return [Line(text) for text in told]


def opening(found: Found) -> str:
    """The command that opens what was found, at the place that says it."""
    return f"/read {found.short}" + (f" {found.point}" if found.point else "")


def _line(found: Found) -> Line:
    shift = len(found.title) + 2 if found.title else 0
    text = f"{found.title}\n\n{found.snippet}" if found.title else found.snippet
    marks = tuple((start + shift, end + shift) for start, end in found.marks)
    quote = Quote(text, found.publisher, found.date, found.language, marks)
    return Line(quote, Source(statement=found.id, as_of=found.date))
