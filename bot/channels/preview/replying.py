"""An answer as the page shows it: the message with its buttons, and what went on behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.channels.jsonlines import as_json
from bot.channels.preview.asking import Asking
from bot.channels.preview.excerpts import excerpt
from bot.channels.preview.markup import tree_of
from bot.desk import Desk
from bot.reading.repair import Reading
from bot.rendering import pieces
from bot.rendering.buttons import asked, rows, turns_a_page
from bot.talk import Answer, Button, LanguageChosen, Line, Quote, Source

_OPENING = 90


@dataclass(frozen=True)
class Replying:
    """A desk that answers the page; `folder` is where its knowledge stands."""

    desk: Desk
    folder: Path

    async def reply(self, asking: Asking) -> dict[str, Any]:
        """The reply to one question, as JSON has it. Nothing of it is kept.

        A language chosen by command is remembered in memory, as the real ledger would, until
        the preview ends.
        """
        question = await self.desk.hear(asking.heard)
        answer = await self.desk.answer(question)
        chosen = [each for each in answer.changes if isinstance(each, LanguageChosen)]
        await self.desk.ledger.apply(chosen)
        told = as_json(question, answer)
        trees = [tree_of(piece) for piece in pieces(answer)]
        told["pieces"] = trees
        before = asking.heard.before or question.text
        told["buttons"] = [[_button(each, before) for each in row] for row in rows(answer, before)]
        turned = turns_a_page(answer, asking.on_about, asking.on_reply)
        told["replaces"] = len(trees) == 1 and turned
        told["why"] = answer.why
        told["asked_at"] = question.asked_at.isoformat(timespec="minutes")
        told["considered"] = [self._considered(label, score, answer) for label, score in answer.top]
        told["places"] = list(self._places(answer))
        if question.text and not question.text.startswith("/"):
            told["reading"] = _read((await self.desk.phrasebook()).read(question.text))
            told["explain"] = (await self.desk.explained(question)).as_json()
        return told

    def _considered(self, label: str, score: float, answer: Answer) -> dict[str, Any]:
        topic = self.desk.knowledge.topics.get(label)
        told: dict[str, Any] = {"label": label, "score": round(score, 4)}
        if topic is not None:
            told["title"] = topic.title.said(answer.language)
            told["file"], told["line"] = topic.source.file, topic.source.line
        return told

    def _places(self, answer: Answer) -> Iterator[dict[str, Any]]:
        """Where the lines stand, each place once, with the words that stand there."""
        seen: set[Source] = set()
        for line in (*answer.above, *answer.lines):
            if line.source is not None and line.source not in seen:
                seen.add(line.source)
                yield {"says": _opening(line), **self._place(line.source)}

    def _place(self, source: Source) -> dict[str, Any]:
        page, _, number = (source.page or "").rpartition(":")
        at = int(number) if number.isdecimal() else None
        return {
            "file": source.file,
            "line": source.line,
            "excerpt": excerpt(self.folder, source.file, source.line),
            "statement": source.statement,
            "page": page or None,
            "page_line": at,
            "page_excerpt": excerpt(self.folder, page, at),
            "as_of": source.as_of.isoformat() if source.as_of else None,
            "reviewed": source.reviewed.isoformat() if source.reviewed else None,
            "review_by": source.review_by.isoformat() if source.review_by else None,
        }


def _read(reading: Reading) -> dict[str, Any]:
    """How a text was read, word by word."""
    return {
        "typed": reading.typed,
        "text": reading.text,
        "foreign": reading.foreign,
        "how": list(reading.how),
        "words": [
            {"typed": word.typed, "text": word.text, "known": word.trust > 0}
            for word in reading.words
        ],
    }


def _button(button: Button, question: str) -> dict[str, str]:
    """A button as Telegram has it: it asks what it carries, or what it answered was asked."""
    asks = asked(button.asks, question) if button.asks else None
    told = {"label": button.label, "asks": asks, "copy": button.copy}
    # A link is opened by the reader's browser, so only an address of the web may be one.
    if button.url and button.url.startswith(("https://", "http://")):
        told["url"] = button.url
    return {name: value for name, value in told.items() if value is not None}


def _opening(line: Line) -> str:
    text = line.text.text if isinstance(line.text, Quote) else line.text
    first = text.strip().partition("\n")[0]
    return first if len(first) <= _OPENING else first[: _OPENING - 1].rstrip() + "…"
