"""How the knowledge stands, as the page is told: what is live, what is wrong, what can be asked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from bot.channels.preview.news import Standing
from bot.desk import Desk
from bot.knowledge import Knowledge

_MOST_COMPLAINTS = 500


def standing_as_json(standing: Standing, desk: Desk, folder: Path) -> dict[str, Any]:
    """The standing with what the page shows of the snapshot in use.

    Files are named as in answers, below the folder's own name.
    """
    knowledge, live = desk.knowledge, standing.live
    embassy, complaints = knowledge.embassy, standing.complaints
    checked = standing.checked
    return {
        "version": standing.version,
        "since": live.since.astimezone(embassy.zone).isoformat(timespec="seconds")
        if live and knowledge.topics
        else None,
        "kept": bool(live and live.kept),
        "refused": standing.refused,
        "learning": list(standing.learned) if live and live.learning else None,
        "failed": standing.failed,
        "checked": checked is not None or standing.refused,
        "questions": checked.questions if checked else 0,
        "missed": checked.missed if checked else 0,
        "complaints": [
            {
                "file": _named(each.file, folder),
                "line": each.line,
                "says": _named(each.sentence, folder),
                "warning": each.warning,
            }
            for each in complaints[:_MOST_COMPLAINTS]
        ],
        "further": max(len(complaints) - _MOST_COMPLAINTS, 0),
        "topics": len(knowledge.topics),
        "phrases": sum(len(topic.asked) for topic in knowledge.topics.values()),
        "model": desk.embedder is not None,
        "names": {each: embassy.name.said(each) for each in embassy.languages},
        "commands": {each: _commands(knowledge, each) for each in embassy.languages},
    }


def _named(text: str, folder: Path) -> str:
    """A text with the folder's files named below its own name, wherever the folder is."""
    return text.replace(f"{folder}{os.sep}", f"{folder.resolve().name}{os.sep}")


def _commands(knowledge: Knowledge, language: str) -> list[list[str]]:
    """The commands of the menu, and what each is about."""
    topics = [topic for topic in knowledge.topics.values() if topic.menu]
    return [[f"/{topic.key}", topic.title.said(language)] for topic in topics]
