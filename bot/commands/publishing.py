"""`/publish`, `/warn`, `/allclear`, `/cancel`, `/send`: staff tell those who want to be told."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from bot.archive import Statement
from bot.commands.publishing_letters import CannotAnnounce, Composed, of_text
from bot.commands.publishing_statements import contents, of_correction, of_statement
from bot.commands.start import doors
from bot.talk import (
    Answer,
    Cancelled,
    Choice,
    Cleared,
    Drafted,
    Line,
    Progress,
    Published,
    Question,
    Warned,
)
from bot.topics.around import Around
from bot.wording import say, written

_READ = "read_"
"""In `/publish read_4k2pd9xw`: that statement is to be announced."""


async def publish(words: Sequence[str], question: Question, around: Around) -> Answer:
    """A preview of staff's text, or of a statement, and a button that sends it."""
    if not question.staff:
        return _not_for_you(question, around)
    if len(words) == 1 and words[0].startswith(_READ):
        return await _of_statement(words[0].removeprefix(_READ), question, around)
    return _preview_of_text(False, question, around)


async def warn(words: Sequence[str], question: Question, around: Around) -> Answer:
    """The same for what cannot wait; confirmed, it also stands above the answers."""
    if not question.staff:
        return _not_for_you(question, around)
    return _preview_of_text(True, question, around)


async def allclear(words: Sequence[str], question: Question, around: Around) -> Answer:
    """Takes down every warning; who has not been told of it yet is not told any more."""
    if not question.staff:
        return _not_for_you(question, around)
    language = question.language
    if not around.ledger.broadcasts.warnings():
        return Answer(lines=(Line(say(language, "allclear-nothing")),))
    running = [each for each in around.ledger.broadcasts.running() if each.kind == "warning"]
    left = sum(each.waiting for each in running)
    lines = [Line(say(language, "allclear"))]
    if left:
        lines.append(Line(say(language, "stopped", count=left)))
    lines.append(Line(say(language, "allclear-tell")))
    change = Cleared(question.asker, question.asked_at)
    return Answer(lines=tuple(lines), changes=(change,))


async def send(words: Sequence[str], question: Question, around: Around) -> Answer:
    """Sends the draft that staff have just looked at; of one that was sent, how far it has come."""
    if not question.staff:
        return _not_for_you(question, around)
    broadcasts, nonce = around.ledger.broadcasts, words[0] if words else ""
    sent = broadcasts.sent(nonce)
    if sent is not None:
        return _progress([sent], nonce, question)
    draft = broadcasts.draft(nonce, question.asker)
    if draft is None:
        return Answer(lines=(Line(say(question.language, "draft-gone")),))
    count = sum(around.ledger.subscriptions.readers(draft.announcement).values())
    confirmed = Warned if draft.announcement.kind == "warning" else Published
    change = confirmed(nonce, question.asker, question.asked_at)
    line = Line(say(question.language, "sending", count=count))
    look = Choice(say(question.language, "progress-button"), f"/send {nonce}")
    return Answer(lines=(line,), choices=(look,), changes=(change,))


async def cancel(words: Sequence[str], question: Question, around: Around) -> Answer:
    """Drops a draft or stops a broadcast; without a word, shows what is under way."""
    if not question.staff:
        return _not_for_you(question, around)
    language, broadcasts = question.language, around.ledger.broadcasts
    named, by, at = (words[0] if words else ""), question.asker, question.asked_at
    if named.isdecimal() and len(named) < 10:
        running = [each for each in broadcasts.running() if each.number == int(named)]
        if not running:
            return Answer(lines=(Line(say(language, "nothing-running")),))
        line = Line(say(language, "stopped", count=running[0].waiting))
        return Answer(lines=(line,), changes=(Cancelled(by, at, broadcast=int(named)),))
    if broadcasts.draft(named, by):
        line = Line(say(language, "draft-dropped"))
        return Answer(lines=(line,), changes=(Cancelled(by, at, nonce=named),))
    if named:
        return Answer(lines=(Line(say(language, "draft-gone")),))
    return _progress(broadcasts.running(), "", question)


async def announce_button(answer: Answer, question: Question, around: Around) -> Answer:
    """The answer with a button to announce its statement, or its correction, for staff."""
    editions = await _editions(answer.why or "", question, around) if question.staff else []
    if not editions or answer.topic not in ("statement", "article", "article_point"):
        return answer
    before = around.ledger.broadcasts.announced(editions[0].short)
    if before is not None and before.content == contents(editions):
        return answer
    phrase = "announce-button" if before is None else "announce-correction-button"
    button = Choice(say(question.language, phrase), f"/publish {_READ}{editions[0].short}")
    return answer.having(choices=(*answer.choices, button))


def _preview_of_text(warns: bool, question: Question, around: Around) -> Answer:
    text = (*question.text.split(maxsplit=1), "")[1]
    try:
        return _preview(of_text(warns, text, question, around), question, around)
    except CannotAnnounce as cannot:
        return Answer(lines=(Line(say(question.language, cannot.phrase, **cannot.told)),))


async def _of_statement(name: str, question: Question, around: Around) -> Answer:
    editions = await _editions(name, question, around)
    if not editions:
        return Answer(lines=(Line(say(question.language, "no-such-statement")),))
    before = around.ledger.broadcasts.announced(editions[0].short)
    if before is None:
        return _preview(of_statement(editions, around), question, around)
    if before.content == contents(editions):
        told: dict[str, str | int] = {"day": written(before.day), "count": before.readers}
        return Answer(lines=(Line(say(question.language, "announced-already", **told)),))
    return _preview(of_correction(editions, before.content, around), question, around)


async def _editions(name: str, question: Question, around: Around) -> list[Statement]:
    return await around.archive.editions(name, question.asked_at.date())


def _preview(composed: Composed, question: Question, around: Around) -> Answer:
    """What readers will see, in each language, how many they are, and the button that sends it."""
    language, nonce = question.language, secrets.token_hex(6)
    lines: list[Line] = []
    for each, shown in composed.shown:
        name = say(language, f"language-name-{each}")
        lines += [Line(""), Line(say(language, "preview-in", name=name), bold=True)]
        lines += [Line(shown.title, bold=True)] if shown.title else []
        lines += shown.lines
    readers = around.ledger.subscriptions.readers(composed.announcement)
    count = sum(readers.values())
    by_language = ", ".join(f"{each} {number}" for each, number in sorted(readers.items()))
    told = say(language, "preview-readers", count=count, languages=by_language or "0")
    lines += [Line(""), Line(told)]
    if composed.announcement.kind == "warning":
        lines.append(Line(say(language, "preview-stands")))
    choices = (
        Choice(say(language, "send-button", count=count), f"/send {nonce}", style="success"),
        Choice(say(language, "cancel-button"), f"/cancel {nonce}", style="danger"),
    )
    change = Drafted(nonce, question.asker, question.asked_at, composed.announcement)
    title = say(language, "preview-title")
    return Answer(title, tuple(lines), choices=choices, changes=(change,))


def _progress(running: Sequence[Progress], nonce: str, question: Question) -> Answer:
    language = question.language
    if not running:
        return Answer(lines=(Line(say(language, "nothing-running")),))
    lines = tuple(Line(progress_told(each, language)) for each in running)
    choices = [
        Choice(say(language, "stop-button", number=each.number), f"/cancel {each.number}")
        for each in running
        if each.waiting
    ]
    if choices:
        again = f"/send {nonce}" if nonce else "/cancel"
        choices.insert(0, Choice(say(language, "progress-button"), again))
    return Answer(lines=lines, choices=tuple(choices), page=True)


def progress_told(progress: Progress, language: str) -> str:
    """How far a broadcast has come, in a line."""
    told: dict[str, int] = {name: value for name, value in vars(progress).items() if name != "kind"}
    return say(language, "progress", waiting=progress.waiting, **told)


def _not_for_you(question: Question, around: Around) -> Answer:
    line = Line(say(question.language, "command-later"))
    return Answer(lines=(line,), choices=doors(question, around))
