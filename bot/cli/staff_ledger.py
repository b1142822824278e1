"""What staff are told of the ledger: questions asked in vain, and counts."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.cli.opening import Places, embedder_of
from bot.cli.progress import bar
from bot.knowledge import read_knowledge
from bot.ledger import Ledger
from bot.staff.stats import as_json as stats_as_json
from bot.staff.stats import as_text as stats_as_text
from bot.staff.unanswered import Reader, matters
from bot.staff.unanswered_draft import as_draft
from bot.staff.unanswered_report import as_csv, as_json, as_text
from bot.talk import Asked, Unanswered

Form = Literal["text", "csv", "json", "draft"]


async def tell_unanswered(place: Places, since: date | None, form: Form) -> None:
    """Print the questions that were asked in vain since a day."""
    knowledge = read_knowledge(place.settings.knowledge_dir)
    questions = await _unanswered(place, since)
    with bar(1) as advance:
        reader = Reader.of(knowledge, embedder_of(place.settings), advance.to)
        found = matters(questions, reader) if questions else []
    match form:
        case "draft":
            print(as_draft(found, knowledge))
        case "json":
            print(as_json(found))
        case "csv":
            print(as_csv(found))
        case _:
            print(as_text(found))


async def _unanswered(place: Places, since: date | None) -> list[Unanswered]:
    settings = place.settings
    path = settings.data_dir / "ledger.sqlite"
    if not path.is_file():
        return []
    async with Ledger(path, settings.unanswered_days) as ledger:
        return await ledger.unanswered(since)


async def tell_stats(place: Places, since: date | None, as_json: bool) -> None:
    """Print the counts since a day."""
    counted: list[tuple[Asked, int]] = []
    path = place.settings.data_dir / "ledger.sqlite"
    if path.is_file():
        async with Ledger(path, place.settings.unanswered_days) as ledger:
            counted = await ledger.asked(since)
    print(stats_as_json(counted, since) if as_json else stats_as_text(counted))
