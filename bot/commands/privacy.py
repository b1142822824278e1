"""`/privacy`, `/mydata`, `/forget`: what is kept of a reader, shown, and erased."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.subscribing import told_of
from bot.talk import Answer, Choice, Forgotten, Line, Question
from bot.topics.around import Around
from bot.wording import say, written

_PARTS = ("questions", "choices", "letters", "backups", "telegram")


async def privacy(words: Sequence[str], question: Question, around: Around) -> Answer:
    """What is kept, for how long, and how to see and erase it; one screen."""
    language = question.language
    lines = tuple(
        Line(say(language, f"privacy-{part}", days=around.ledger.keep_days)) for part in _PARTS
    )
    return Answer(say(language, "privacy-title"), lines, choices=_ways(language))


async def mydata(words: Sequence[str], question: Question, around: Around) -> Answer:
    """Everything that is kept of the reader now."""
    language, asker = question.language, question.asker
    lines = []
    chosen = await around.ledger.language(asker)
    if chosen:
        lines.append(
            say(language, "mydata-language", name=say(language, f"language-name-{chosen}"))
        )
    held = around.ledger.subscriptions.of(asker)
    if held:
        what, day = told_of(held, language), written(held.day)
        lines.append(say(language, "mydata-subscription", what=what, day=day))
    kept = around.ledger.kept(asker)
    # The question that is being answered is one of them.
    if kept.questions > 1 or kept.letters:
        told = {"questions": max(0, kept.questions - 1), "letters": kept.letters}
        lines.append(say(language, "mydata-under-way", **told))
    if not lines:
        lines.append(say(language, "mydata-nothing"))
    shown = tuple(map(Line, lines))
    return Answer(say(language, "mydata-title"), shown, choices=_ways(language)[1:])


async def forget(words: Sequence[str], question: Question, around: Around) -> Answer:
    """Erases all of it, at once."""
    if not question.decides:
        return Answer(lines=(Line(say(question.language, "administrators-only")),))
    lines = (
        Line(say(question.language, "forgotten")),
        Line(say(question.language, "forgotten-backups")),
    )
    changes = (Forgotten(question.asker),) if question.asker else ()
    return Answer(lines=lines, changes=changes)


def _ways(language: str) -> tuple[Choice, ...]:
    return (
        Choice(say(language, "mydata-button"), "/mydata"),
        Choice(say(language, "forget-button"), "/forget"),
    )
