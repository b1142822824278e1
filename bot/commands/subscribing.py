"""`/subscribe`, `/unsubscribe`, `/subscriptions`: what a reader wants to be told of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ledger.subscriptions import MOST_WORDS, Subscription
from bot.reading.normalise import words as words_of
from bot.talk import (
    Answer,
    Choice,
    Line,
    Question,
    Scope,
    Subscribed,
    Unsubscribed,
    chat_of,
)
from bot.topics.around import Around
from bot.wording import languages, say, written

_EVERYTHING, _WARNINGS = "/subscribe everything", "/subscribe warnings"


async def subscribe(words: Sequence[str], question: Question, around: Around) -> Answer:
    """Tells the reader of everything from now on, of warnings only, or of what has some words."""
    refusal = not_here(question)
    if refusal:
        return refusal
    wanted = words_of(" ".join(words))
    scope: Scope = "words"
    if not wanted or all(word in _meant("subscribe-word-everything") for word in wanted):
        scope, wanted = "everything", []
    elif all(word in _meant("subscribe-word-warnings") for word in wanted):
        scope, wanted = "warnings", []
    day = question.asked_at.date()
    change = Subscribed(question.asker, scope, question.language, day, tuple(wanted[:MOST_WORDS]))
    held = around.ledger.subscriptions.of(question.asker)
    if scope == "words" and held and held.scope == "words":
        wanted = list(dict.fromkeys((*held.words, *wanted)))[-MOST_WORDS:]
    subscription = Subscription(scope, tuple(wanted), day)
    lines = (
        Line(_told(subscription, question.language)),
        Line(say(question.language, "subscribed-language")),
    )
    return Answer(lines=lines, choices=_ways(subscription, question.language), changes=(change,))


async def unsubscribe(words: Sequence[str], question: Question, around: Around) -> Answer:
    """Ends a subscription; with words named, those alone."""
    refusal = not_here(question)
    if refusal:
        return refusal
    language, held = question.language, around.ledger.subscriptions.of(question.asker)
    again = Choice(say(language, "subscribe-button"), _EVERYTHING)
    if held is None:
        return Answer(lines=(Line(say(language, "subscribed-not")),), choices=(again,))
    unwanted = tuple(words_of(" ".join(words)))
    left = [word for word in held.words if word not in unwanted] if unwanted else []
    change = Unsubscribed(question.asker, unwanted if left else ())
    if left:
        rest = Subscription("words", tuple(left), held.day)
        line = Line(_told(rest, language))
        return Answer(lines=(line,), choices=_ways(rest, language), changes=(change,))
    line = Line(say(language, "unsubscribed"))
    return Answer(lines=(line,), choices=(again,), changes=(change,))


async def subscriptions(words: Sequence[str], question: Question, around: Around) -> Answer:
    """What the reader is told of, since when, and how to change it."""
    language, held = question.language, around.ledger.subscriptions.of(question.asker)
    if held is None:
        nothing = Line(say(language, "subscribed-not"))
        how = Line(say(language, "subscribe-how"))
        everything = Choice(say(language, "subscribe-button"), _EVERYTHING)
        warnings = Choice(say(language, "subscribe-warnings-button"), _WARNINGS)
        return Answer(lines=(nothing, how), choices=(everything, warnings))
    lines = (
        Line(_told(held, language)),
        Line(say(language, "subscribed-since", day=written(held.day))),
        Line(say(language, "subscribe-how")),
    )
    return Answer(lines=lines, choices=_ways(held, language))


def not_here(question: Question) -> Answer | None:
    """Why this cannot be decided here: nobody to write to, or not by this member of a group."""
    if not question.decides:
        return Answer(lines=(Line(say(question.language, "administrators-only")),))
    if chat_of(question.asker) is None:
        return Answer(lines=(Line(say(question.language, "command-later")),))
    return None


def told_of(subscription: Subscription, language: str) -> str:
    """A subscription in a few words."""
    return say(
        language,
        f"told-of-{subscription.scope}",
        words=", ".join(subscription.words),
        count=len(subscription.words),
    )


def _told(subscription: Subscription, language: str) -> str:
    return say(language, "subscribed", what=told_of(subscription, language))


def _ways(held: Subscription, language: str) -> tuple[Choice, ...]:
    """How to be told of more, of less, of nothing."""
    ways = []
    if held.scope != "everything":
        ways.append(Choice(say(language, "subscribe-everything-button"), _EVERYTHING))
    if held.scope != "warnings":
        ways.append(Choice(say(language, "subscribe-warnings-button"), _WARNINGS))
    ways.append(Choice(say(language, "unsubscribe-button"), "/unsubscribe"))
    return tuple(ways)


def _meant(phrase: str) -> frozenset[str]:
    """The words for a scope in every language, since the buttons say it in English."""
    return frozenset(word for each in languages() for word in words_of(say(each, phrase)))
