"""What the desk offers while somebody writes its name and some words in any chat."""

from __future__ import annotations

from bot.archive import Scope, Statement
from bot.archive.search import Found
from bot.commands.search import searched
from bot.desk.around import Around
from bot.rendering import pieces
from bot.talk import Answer, Article, Line, Question, Quote, Source
from bot.topics.listing import titled
from bot.topics.quotes import language_note
from bot.wording import written

MOST = 10
"""Statements that are offered; Telegram takes at most 50 (Bot API, answerInlineQuery)."""


async def articles_on(question: Question, around: Around) -> tuple[Article, ...]:
    """What the archive has on the words typed so far; the newest when there are none yet."""
    words = question.text.strip()
    if not words:
        scope = Scope(language=question.language, until=question.asked_at.date())
        newest = await around.archive.latest(scope, 0, MOST)
        return tuple(_newest(statement, question) for statement in newest)
    results = await searched(words, question, around)
    return tuple(_found(found, question) for found in results.found[:MOST])


def _found(found: Found, question: Question) -> Article:
    title = Quote(found.title or found.snippet, found.publisher, found.date, found.language)
    said = Quote(found.snippet, found.publisher, found.date, found.language, found.marks)
    opens = f"read_{found.short}" + (f"_{found.point}" if found.point else "")
    quotes = (title, said) if found.title else (said,)
    return _article(quotes, (found.passage.replace(":", "_"), opens, found.snippet), question)


def _newest(statement: Statement, question: Question) -> Article:
    line = titled(statement)
    assert isinstance(line.text, Quote)
    place = (statement.short, f"read_{statement.short}", written(statement.date))
    return _article((line.text,), place, question)


def _article(quotes: tuple[Quote, ...], place: tuple[str, str, str], question: Question) -> Article:
    name, opens, description = place
    lines = tuple(Line(quote, Source(statement=name, as_of=quote.date)) for quote in quotes)
    notes = language_note(quotes[0].language, question.language)
    text = pieces(Answer(lines=(*lines, *notes), language=question.language))[0]
    title = f"{written(quotes[0].date)} {quotes[0].text}"
    return Article(name, title[:200], description[:300], text, opens=opens)
