"""An answer as a line of JSON, for programs."""

from __future__ import annotations

import json

from bot.rendering import plain
from bot.talk import Answer, Line, Question, Quote, Source


def as_line(reply: dict[str, object]) -> str:
    """A reply as one line; half a letter, which no encoding can carry, stands escaped."""
    text = json.dumps(reply, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()


def as_json(question: Question, answer: Answer) -> dict[str, object]:
    """The answer with its outcome, lines, sources and scores."""
    lines = [*answer.above, *answer.lines]
    return {
        "text": question.text,
        "label": None if answer.outcome == "lost" else answer.topic,
        "outcome": answer.outcome,
        "language": answer.language,
        "answer": plain(answer),
        "lines": [_line(line) for line in lines],
        "choices": [
            {"label": each.label, "asks": each.asks, "topic": each.topic} for each in answer.choices
        ],
        "sources": _sources(lines),
        "score": round(answer.score, 4),
        "top": [[label, round(score, 4)] for label, score in answer.top],
        "read_as": answer.read_as,
        "meaning": answer.meaning,
    }


def _line(line: Line) -> dict[str, object]:
    quote = line.text if isinstance(line.text, Quote) else None
    return {
        "text": quote.text if quote else line.text,
        "quote": {"publisher": quote.publisher, "date": quote.date.isoformat()} if quote else None,
        "source": _source(line.source),
        "as_of": line.source.as_of.isoformat() if line.source and line.source.as_of else None,
    }


def _source(source: Source | None) -> dict[str, object] | None:
    if source is None:
        return None
    if source.statement:
        return {"statement": source.statement, **({"page": source.page} if source.page else {})}
    told: dict[str, object] = {"file": source.file, "line": source.line}
    if source.page:
        told["page"] = source.page
    if source.reviewed:
        told["reviewed"] = source.reviewed.isoformat()
    return told


def _sources(lines: list[Line]) -> list[dict[str, object]]:
    seen: dict[tuple[object, ...], dict[str, object]] = {}
    for line in lines:
        if line.source is None:
            continue
        as_of = line.source.as_of.isoformat() if line.source.as_of else None
        place: dict[str, object] = {
            "file": line.source.file,
            "line": line.source.line,
            "as_of": as_of,
        }
        if line.source.statement:
            file, _, number = (line.source.page or "").rpartition(":")
            at = int(number) if number.isdigit() else None
            place = {"statement": line.source.statement, "file": file or None, "line": at}
            place["as_of"] = as_of
        seen.setdefault(tuple(place.values()), place)
    return list(seen.values())
