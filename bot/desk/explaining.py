"""Why free text was understood as it was, the archive's part in it with its words and places."""

from __future__ import annotations

from bot.archive.held import offset_of, words_held
from bot.archive.search import Found
from bot.desk.around import Around
from bot.desk.judging import Judged
from bot.talk import Question
from bot.understanding import PublishedShown, StatementShown
from bot.understanding.explanation_published import chance_of, sounds_so, why_held_back
from bot.understanding.published import label_of

_SHOWN = 3


async def published(judged: Judged, question: Question, around: Around) -> PublishedShown:
    """What the archive found for a question, and what came of it."""
    weighed = judged.passed is None
    shown = [await _shown(each, judged, question, around) for each in judged.found[:_SHOWN]]
    asked = (judged.evidence, judged.found, judged.within)
    return PublishedShown(
        judged.passed,
        judged.within,
        chance_of(*asked) if weighed else None,
        sounds_so(judged.evidence),
        why_held_back(judged.evidence, judged.verdict, *asked[1:]) if weighed else None,
        tuple(each for each in shown if each is not None),
    )


async def _shown(
    found: Found, judged: Judged, question: Question, around: Around
) -> StatementShown | None:
    statement = await around.archive.read(found.short, question.asked_at.date())
    if statement is None:
        return None
    place = around.knowledge.where(statement)
    return StatementShown(
        label=label_of(found),
        title=found.title,
        date=found.date.isoformat(),
        publisher=found.publisher,
        language=found.language,
        point=found.point,
        passage=found.snippet,
        words=words_held(judged.results.asked, found, statement),
        share=round(float(found.words), 3),
        on_the_day=found.dated,
        nearness=round(float(found.cosine), 3),
        score=round(float(found.score), 3),
        file=place.file if place else None,
        line=place.line_of(statement.text, offset_of(found, statement)) if place else None,
    )
