"""How the knowledge stands, as the page is told: what is live, what is wrong, what can be asked."""

from __future__ import annotations

from typing import Any

from bot.channels.preview.living import Standing
from bot.desk import Desk
from bot.knowledge import Knowledge

_MOST_COMPLAINTS = 500


def standing_as_json(standing: Standing, desk: Desk) -> dict[str, Any]:
    """The standing with what the page shows of the snapshot in use."""
    knowledge = desk.knowledge
    embassy = knowledge.embassy
    book = knowledge.phrasebook
    return {
        "version": standing.version,
        "since": standing.since.isoformat(timespec="seconds") if standing.since else None,
        "refused": standing.refused,
        "learning": list(standing.learning) if standing.learning else None,
        "checked": standing.checked,
        "complaints": [
            {"file": each.file, "line": each.line, "says": each.sentence, "warning": each.warning}
            for each in standing.complaints[:_MOST_COMPLAINTS]
        ],
        "further": max(len(standing.complaints) - _MOST_COMPLAINTS, 0),
        "topics": len(knowledge.topics),
        "phrases": sum(len(topic.asked) for topic in knowledge.topics.values()),
        "meaning": bool(desk.embedder and book and getattr(book, "meaning", None)),
        "model": desk.embedder is not None,
        "zone": str(embassy.zone),
        "names": {each: embassy.name.said(each) for each in embassy.languages},
        "commands": {each: _commands(knowledge, each) for each in embassy.languages},
    }


def _commands(knowledge: Knowledge, language: str) -> list[list[str]]:
    """The commands of the menu, and what each is about."""
    topics = [topic for topic in knowledge.topics.values() if topic.menu]
    return [[f"/{topic.key}", topic.title.said(language)] for topic in topics]
