"""How the knowledge in use stands: since when it is live, and what keeps newer files waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.entries import Complaint


@dataclass(frozen=True)
class Live:
    """What staff are told by `/live`."""

    since: datetime
    """Since when the snapshot in use is live."""
    kept: bool = False
    """It is the copy kept in the data folder: the files could not be used at the start."""
    waiting_since: datetime | None = None
    """Since when newer files wait; None when the files are what is live."""
    complaints: tuple[Complaint, ...] = ()
    """Why they wait."""
    learning: bool = False
    """Changed phrases are not all learned yet."""
