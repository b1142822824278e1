"""`/language`: in which language the reader wants the answers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.talk import Answer, Choice, LanguageChosen, Line, Question
from bot.topics.around import Around
from bot.wording import has_phrase, say


async def language(words: Sequence[str], question: Question, around: Around) -> Answer:
    """The languages as buttons; with one named, that one is remembered."""
    spoken = around.embassy.languages
    wanted = words[0].lower() if words else ""
    if wanted in spoken:
        changes = (LanguageChosen(question.asker, wanted),) if question.asker else ()
        line = Line(say(wanted, "language-chosen"))
        return Answer(lines=(line,), language=wanted, changes=changes)
    phrase = "language-unknown" if wanted else "language-which"
    choices = tuple(Choice(_named(each, question.language), f"/language {each}") for each in spoken)
    return Answer(lines=(Line(say(question.language, phrase)),), choices=choices)


def _named(code: str, language: str) -> str:
    phrase = f"language-name-{code}"
    return say(language, phrase) if has_phrase(language, phrase) else code
