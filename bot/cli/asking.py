"""`ask`: one question, or a file of them, answered in the terminal or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TextIO

from bot.channels.jsonlines import as_json, as_line
from bot.channels.terminal import show
from bot.cli.opening import Places, learn, open_desk
from bot.cli.progress import bar
from bot.desk import Desk
from bot.talk import Heard

EARLIEST, LATEST = 1800, 2999
"""Years that a question may be asked in; the clocks of zones end a little beyond 1 and 9999."""


class BadQuestion(Exception):
    """What was asked cannot be read; the message says why."""


@dataclass(frozen=True)
class Wish:
    """How an answer is wanted."""

    language: str | None = None
    at: str | None = None
    about: str | None = None
    json: bool = False
    explain: bool = False


def moment(text: str | None) -> datetime | None:
    """A moment like 2020-01-17T20:01+00:00; a date alone means noon. Raises BadQuestion."""
    if not text:
        return None
    try:
        if len(text) == len("2020-01-17"):
            said = datetime.combine(date.fromisoformat(text), time(12))
        else:
            said = datetime.fromisoformat(text)
    except ValueError:
        example = "2020-01-17T20:01+00:00"
        raise BadQuestion(f"{text[:40]!r} is not a date or a moment like {example}") from None
    if not EARLIEST <= said.year <= LATEST:
        raise BadQuestion(f"{text!r} is too far away; name a year from {EARLIEST} to {LATEST}")
    return said


async def ask_one(text: str | None, wish: Wish, place: Places) -> None:
    """Answer one question; raises BadQuestion when there is none."""
    if text is None:
        raise BadQuestion('say what to ask: python -m bot ask "whom do I call"')
    heard = heard_of(text, wish)
    async with open_desk(place) as desk:
        if not text.startswith("/"):
            await learned(desk, place)
        if wish.json:
            print(as_line(await _reply(desk, heard, wish.explain)))
            return
        question = await desk.hear(heard)
        answer = await desk.answer(question)
        show(answer, answer.choices)


def heard_of(text: str, wish: Wish) -> Heard:
    """A text as it is heard from the command line; raises BadQuestion for a wrong moment."""
    return Heard(text, hint=wish.language, about=wish.about, at=moment(wish.at))


async def ask_batch(file: Path, wish: Wish, place: Places) -> bool:
    """Answer every line of a file, in order; False when one was no question."""
    rows = list(rows_of(file))
    sound = True
    async with open_desk(place) as desk:
        if any(
            isinstance(row, dict) and not str(row.get("text", "")).startswith("/") for row in rows
        ):
            await learned(desk, place)
        with bar(len(rows)) as advance:
            for row in rows:
                reply = await _row_reply(desk, row, wish)
                sound = sound and "error" not in reply
                print(as_line(reply))
                advance(1)
    return sound


async def learned(desk: Desk, place: Places) -> None:
    """Learn the phrases, with a bar while vectors are missing."""
    with bar(1) as advance:
        await learn(desk, place.settings.cache, lambda done, total: advance.to(done, total))


async def _row_reply(desk: Desk, row: dict[str, object] | str, wish: Wish) -> dict[str, object]:
    if isinstance(row, str):
        return {"error": row}
    try:
        heard = _heard(row, wish)
    except BadQuestion as wrong:
        return {"error": str(wrong)}
    return await _reply(desk, heard, wish.explain)


def _heard(row: dict[str, object], wish: Wish) -> Heard:
    text = row.get("text")
    if not isinstance(text, str):
        raise BadQuestion('a question is a line like {"text": "whom do I call"}')
    fields = {name: row.get(name) for name in ("language", "at", "about")}
    for name, value in fields.items():
        if value is not None and not isinstance(value, str):
            raise BadQuestion(f"{name}: a text was expected, not {value!r}")
    own = {name: str(value) for name, value in fields.items() if value is not None}
    return Heard(
        text,
        hint=own.get("language", wish.language),
        about=own.get("about", wish.about),
        at=moment(own.get("at", wish.at)),
    )


async def _reply(desk: Desk, heard: Heard, explain: bool) -> dict[str, object]:
    question = await desk.hear(heard)
    reply = as_json(replace(question, text=heard.text), await desk.answer(question))
    if explain:
        reply["explain"] = (await desk.explained(question)).as_json()
    return reply


def rows_of(file: Path) -> Iterator[dict[str, object] | str]:
    """The lines of a file of JSON, `-` for standard input; a sentence for what is no object.

    Raises BadQuestion when there is no such file.
    """
    with _opened(file) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _row(line, number)


def _row(line: str, number: int) -> dict[str, object] | str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return f"line {number} is not JSON"
    return row if isinstance(row, dict) else f"line {number} is not an object"


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    if str(file) == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            yield lines
    except OSError as unreadable:
        raise BadQuestion(f"{file} cannot be read: {unreadable.strerror}") from None
