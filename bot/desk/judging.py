"""Free text read, weighed against the topics and searched for in the archive, and judged."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.archive import Statement
from bot.archive.search import Found, Results
from bot.archive.stopwords import STOP_WORDS
from bot.commands.search import searched
from bot.desk.around import Around
from bot.desk.bundled import in_one
from bot.desk.numbered import numbered, point_number
from bot.reading.normalise import stem, words
from bot.reading.repair import Reading
from bot.talk import Question, Sure
from bot.topics.statement import StatementTopic
from bot.understanding import Evidence, Phrasebook, Verdict, judge
from bot.understanding.judgement import Passed, passed_over
from bot.understanding.published import label_of

_SHORT = 200
"""Letters that are read in a millisecond or two."""
_LIKELY = 0.3
"""Score from which a point of an article is weighed against the article as a whole."""

_NAMED = 0.95
"""Score of a point that is named by its number: hardly anything else can be meant."""


@dataclass(frozen=True)
class Judged:
    """A question weighed against topics and archive, and what came of it."""

    evidence: Evidence
    verdict: Verdict
    results: Results
    """All that the archive has on the question."""
    found: Sequence[Found]
    """What of it was weighed, or would have been."""
    within: bool = False
    """Only the statement that the best topic opens was looked through."""
    passed: Passed | Literal["own_phrase", "numbered", "title_only"] | None = None
    """Why it was not weighed; None when it was."""


async def reading_of(text: str, book: Phrasebook) -> Reading:
    """A text read; a long one beside the event loop, so that nobody waits for it."""
    return book.read(text) if len(text) <= _SHORT else await asyncio.to_thread(book.read, text)


async def judged(question: Question, around: Around, book: Phrasebook) -> Judged:
    """The evidence of the topics, what the archive found, and the verdict over both."""
    found = await _judged(question, around, book)
    return replace(found, verdict=in_one(found.verdict, found.evidence, around))


async def _judged(question: Question, around: Around, book: Phrasebook) -> Judged:
    reading = await reading_of(question.text, book)
    evidence, results = await asyncio.gather(
        asyncio.to_thread(book.weigh, reading, question.about),
        searched(reading.text, question, around),
    )
    verdict = judge(evidence)
    whole = Judged(evidence, verdict, results, results.found)
    if _is_phrase(verdict, reading.text, book):
        return replace(whole, passed="own_phrase")
    opened = await _statement_of(verdict, question, around)
    if opened is None:
        return _weighed(whole)
    key, statement = opened
    point = numbered(reading.text, statement)
    if point:
        top = ((point, max(_NAMED, verdict.score)), *verdict.top)
        named = Verdict(Sure((point,)), top[0][1], top[:10])
        found = [each for each in results.found if label_of(each) == point]
        return replace(whole, verdict=named, found=found, passed="numbered")
    rest = _rest(key, reading.text, book)
    if not rest or point_number(reading.text):
        return replace(whole, passed="title_only")
    within = await _within(statement, rest, question, around)
    if within.found and within.found[0].score >= max(_LIKELY, _elsewhere(results, statement)):
        return _weighed(replace(whole, found=within.found, within=True))
    others = [each for each in results.found if each.short != statement.short]
    return _weighed(replace(whole, found=others))


def _weighed(whole: Judged) -> Judged:
    """The same with the verdict over the topics and what was found."""
    evidence, found = whole.evidence, whole.found
    verdict = judge(evidence, found, whole.within)
    return replace(whole, verdict=verdict, passed=passed_over(evidence, found))


def _is_phrase(verdict: Verdict, text: str, book: Phrasebook) -> bool:
    """Whether staff wrote just these words for the topic that is sure: nothing is to be weighed."""
    match verdict.judgement:
        case Sure((key,)):
            said = words(text)
            ours = (phrase.text for phrase in book.samples.phrases if phrase.label == key)
            return any(words(phrase) == said for phrase in ours)
    return False


async def _statement_of(
    verdict: Verdict, question: Question, around: Around
) -> tuple[str, Statement] | None:
    """The topic that fits best and its statement, when it opens one that has points."""
    key = next((label for label, _ in verdict.top[:1]), "")
    topic = around.topic(key)
    if topic is None or not isinstance(topic.facts, StatementTopic):
        return None
    statement = await around.archive.read(topic.facts.statement, question.asked_at.date())
    return (key, statement) if statement and statement.points else None


def _rest(key: str, text: str, book: Phrasebook) -> str:
    """A question without the words that name the statement itself."""
    phrases = [phrase for phrase in book.samples.phrases if phrase.label == key]
    naming = {stem(word) for phrase in phrases for word in words(phrase.text)}
    return " ".join(word for word in words(text) if not _names(word, naming))


def _names(word: str, naming: set[str]) -> bool:
    return word in STOP_WORDS or stem(word) in naming


def _elsewhere(results: Results, statement: Statement) -> float:
    """The score of what was found first, where that is another statement."""
    first = next(iter(results.found), None)
    return first.score if first is not None and first.short != statement.short else 0.0


async def _within(statement: Statement, text: str, question: Question, around: Around) -> Results:
    """What that statement alone has on a text."""
    results = await searched(text, question, around)
    found = tuple(
        each for each in results.found if each.short == statement.short and each.point is not None
    )
    return replace(results, found=found[:1])
