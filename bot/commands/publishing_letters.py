"""What readers get of staff's words: a letter in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.reading.normalise import stem
from bot.reading.normalise import words as words_of
from bot.rendering import pieces
from bot.talk import Announcement, Answer, Button, Letter, Line, Question
from bot.topics.around import Around
from bot.wording import clock_face, has_phrase, in_cyrillic, say, written

_MARK = re.compile(r"(?m)^[ \t]*-{3}[ \t]*([A-Za-z]{2,3})[ \t]*$")


class CannotAnnounce(Exception):
    """Staff's words cannot be sent as they are; the message is a phrase and what it tells."""

    def __init__(self, phrase: str, **told: str | int) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.told = told


@dataclass(frozen=True)
class Composed:
    """An announcement, and the same in each language as an answer, to be looked at."""

    announcement: Announcement
    shown: tuple[tuple[str, Answer], ...]


def of_text(warns: bool, text: str, question: Question, around: Around) -> Composed:
    """Staff's own words; raises CannotAnnounce when they cannot be sent."""
    said = _by_language(text, around)
    shown = []
    for language in _readers(said, around):
        signed = {"name": around.embassy.name.said(language), "moment": moment(question.asked_at)}
        signature = Line(say(language, "announce-signed", **signed))
        title = say(language, "warning-title") if warns else ""
        lines = (*_worded(dict(said), language), Line(""), signature)
        shown.append((language, Answer(title, lines, language=language)))
    return Composed(
        Announcement(
            "warning" if warns else "text",
            tuple((language, letter_of(answer, language)) for language, answer in shown),
            said,
            stems_of(words for _, words in said),
        ),
        tuple(shown),
    )


def _by_language(text: str, around: Around) -> tuple[tuple[str, str], ...]:
    """The text of each language, divided by lines like `--- ru`."""
    first, *rest = _MARK.split(text)
    spoken = around.embassy.languages
    found = [(_language_of(first, spoken), first)] if first.strip() else []
    found += [(code.lower(), part) for code, part in zip(rest[::2], rest[1::2], strict=True)]
    for code, part in found:
        if code not in spoken:
            raise CannotAnnounce("publish-language", code=code)
        if not part.strip():
            raise CannotAnnounce("publish-empty", code=code)
    if not found:
        raise CannotAnnounce("publish-usage")
    if len(dict(found)) != len(found):
        raise CannotAnnounce("publish-twice")
    return tuple((code, part.strip()) for code, part in found)


def _language_of(text: str, spoken: tuple[str, ...]) -> str:
    """The first language of the embassy that is written in the letters of the text."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    cyrillic = sum("а" <= letter <= "я" for letter in letters) * 2 > len(letters)
    return next((each for each in spoken if in_cyrillic(each) == cyrillic), spoken[0])


def _readers(said: tuple[tuple[str, str], ...], around: Around) -> list[str]:
    """The languages, that of the first text first: it is for those who have none of their own."""
    return list(dict.fromkeys((said[0][0], *around.embassy.languages)))


def _worded(said: dict[str, str], language: str) -> Iterator[Line]:
    own = language if language in said else next(iter(said))
    yield from map(Line, said[own].split("\n"))
    yield from map(Line, foreign_note(own, language))


def foreign_note(own: str, language: str) -> Iterator[str]:
    """A line that names the language of a text, for a reader of another."""
    if own != language:
        phrase = f"written-in-{own}"
        yield say(language, phrase if has_phrase(language, phrase) else "written-in", code=own)


def moment(at: datetime) -> str:
    """A day and a time of day."""
    return f"{written(at.date())} {clock_face(at)}"


def letter_of(answer: Answer, language: str) -> Letter:
    """An announcement as readers get it; raises CannotAnnounce when it takes several messages."""
    texts = pieces(answer)
    if len(texts) != 1:
        raise CannotAnnounce("publish-too-long", parts=len(texts))
    buttons = ((Button(say(language, "subscriptions-button"), asks="/subscriptions"),),)
    return Letter(0, texts[0], buttons)


def stems_of(texts: Iterable[str]) -> frozenset[str]:
    """By what a reader's words find an announcement: its words, and the stems of them.

    With the words themselves, one is found whose stem is cut once more (паромы, паром, пар).
    """
    words = {word for text in texts for word in words_of(text)}
    return frozenset(words | {stem(word) for word in words})
