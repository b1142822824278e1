"""How the knowledge stands, as the page is told: what is live, what is wrong, what can be asked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from bot.channels.preview.news import Standing
from bot.desk import Desk
from bot.entries import Complaint
from bot.knowledge import Knowledge

_MOST_COMPLAINTS = 500


def standing_as_json(standing: Standing, desk: Desk, folder: Path) -> dict[str, Any]:
    """The standing with what the page shows of the snapshot in use.

    Files are named as in answers, below the folder's own name.
    """
    live, checked, known = standing.live, standing.checked, desk.knowledge
    since = live.since.astimezone(known.embassy.zone) if live and known.topics else None
    return {
        "version": standing.version,
        "since": since.isoformat(timespec="seconds") if since else None,
        "kept": bool(live and live.kept),
        "refused": standing.refused,
        "learning": list(standing.learned) if live and live.learning else None,
        "failed": standing.failed,
        "checked": checked is not None or standing.refused,
        "questions": checked.questions if checked else 0,
        "missed": checked.missed if checked else 0,
        "complaints": [_told(each, folder) for each in standing.complaints[:_MOST_COMPLAINTS]],
        "further": max(len(standing.complaints) - _MOST_COMPLAINTS, 0),
        "model": desk.embedder is not None,
        **_snapshot(known),
    }


def _snapshot(knowledge: Knowledge) -> dict[str, Any]:
    """What the page shows of the knowledge in use."""
    embassy = knowledge.embassy
    return {
        "topics": len(knowledge.topics),
        "phrases": sum(len(topic.asked) for topic in knowledge.topics.values()),
        "names": {each: embassy.name.said(each) for each in embassy.languages},
        "commands": {each: _commands(knowledge, each) for each in embassy.languages},
    }


def _told(complaint: Complaint, folder: Path) -> dict[str, Any]:
    return {
        "file": _named(complaint.file, folder),
        "line": complaint.line,
        "says": _named(complaint.sentence, folder),
        "warning": complaint.warning,
    }


def _named(text: str, folder: Path) -> str:
    """A text with the folder's files named below its own name, wherever the folder is."""
    return text.replace(f"{folder}{os.sep}", f"{folder.resolve().name}{os.sep}")


def _commands(knowledge: Knowledge, language: str) -> list[list[str]]:
    """The commands of the menu, and what each is about."""
    topics = [topic for topic in knowledge.topics.values() if topic.menu]
    return [[f"/{topic.key}", topic.title.said(language)] for topic in topics]
