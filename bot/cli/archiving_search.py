"""`search`: what the archive has on some words, or on each line of a file of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.archive import Scope
from bot.archive.meaning import embed_missing
from bot.archive.search import Found, Results, search
from bot.channels.jsonlines import as_line
from bot.channels.terminal import show
from bot.cli.asking import BadQuestion, rows_of
from bot.cli.opening import MADE_AT_ONCE, Places, open_desk, today
from bot.cli.progress import bar
from bot.commands.search import results_shown
from bot.desk import Desk
from bot.desk.around import Around
from bot.talk import Heard

LONGEST = 4096
"""Letters of a query that are looked at: no message of Telegram has more."""


@dataclass(frozen=True)
class Wish:
    """How results are wanted."""

    limit: int = 10
    language: str | None = None
    """The reader's: decides between editions, and what the answer is written in."""
    since: date | None = None
    until: date | None = None
    json: bool = False


async def search_one(words: str | None, wish: Wish, place: Places) -> None:
    """Search once, and show the results; raises BadQuestion when there are no words."""
    if not (words or "").strip():
        raise BadQuestion('say what to search: python -m bot search "Raisina Dialogue"')
    assert words is not None
    async with open_desk(place) as desk:
        await made_at_once(desk)
        results = await _searched(desk, words, wish)
        if wish.json:
            print(as_line(_as_json(words, results)))
            return
        question = await desk.hear(Heard(words, hint=wish.language))
        answer = results_shown(results, question, wish.limit)
        show(answer, answer.choices)


async def search_batch(file: Path, wish: Wish, place: Places) -> bool:
    """Search for every line of a file, in order; False when one was no query."""
    rows, sound = list(rows_of(file)), True
    async with open_desk(place) as desk:
        await made_at_once(desk)
        with bar(len(rows)) as advance:
            for row in rows:
                reply = await _row_reply(desk, row, wish)
                sound = sound and "error" not in reply
                print(as_line(reply))
                advance(1)
    return sound


async def made_at_once(desk: Desk) -> None:
    """Make the vectors that a small archive still lacks."""
    if desk.embedder is not None:
        with bar(1) as advance:
            await embed_missing(desk.archive, desk.embedder, MADE_AT_ONCE, advance.to)


async def _row_reply(desk: Desk, row: dict[str, object] | str, wish: Wish) -> dict[str, object]:
    if isinstance(row, str):
        return {"error": row}
    query = row.get("query")
    if not isinstance(query, str):
        return {"error": 'a query is a line like {"query": "Raisina Dialogue"}'}
    return _as_json(query, await _searched(desk, query, wish))


async def _searched(desk: Desk, words: str, wish: Wish) -> Results:
    around = Around(desk.knowledge, desk.archive, desk.ledger, desk.embedder)
    text = words[:LONGEST]
    language = desk.knowledge.embassy.language(wish.language) if wish.language else None
    scope = Scope(
        language=language,
        since=wish.since,
        until=wish.until,
        today=today(desk.knowledge),
        most=wish.limit,
    )
    meaning = await around.meant(text) if text.strip() else None
    return await search(desk.archive, text, meaning, scope)


def _as_json(query: str, results: Results) -> dict[str, object]:
    """Where the archive has no answer there is none to show, as in any other answer."""
    found = () if results.outcome == "nothing" else results.found
    return {
        "query": query,
        "results": [_result(each) for each in found],
        "outcome": results.outcome,
        "read_as": results.asked.text if results.asked.changed else None,
    }


def _result(found: Found) -> dict[str, Any]:
    return {
        "id": found.id,
        "date": found.date.isoformat(),
        "title": found.title,
        "passage": found.passage,
        "snippet": found.snippet,
        "score": round(found.score, 4),
    }
