"""Everything that is wrong in a knowledge folder: what its loader complains of."""

from __future__ import annotations

from pathlib import Path

from bot.entries import Complaint, Unreadable
from bot.knowledge import read_knowledge


def check_folder(folder: Path) -> list[Complaint]:
    """The complaints of a folder, by file and line; none when it can be used as it is."""
    try:
        read_knowledge(folder)
    except Unreadable as unreadable:
        return unreadable.complaints
    return []
