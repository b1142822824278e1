"""What a look at Telegram may find; the channel looks, the doctor judges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Hook:
    """Where Telegram sends updates instead of waiting to be asked; without an address nowhere."""

    url: str = ""
    pending: int = 0
    """Updates that wait to be taken."""
    fault: str = ""
    """What went wrong with the last delivery, in Telegram's words."""
    fault_at: datetime | None = None


@dataclass(frozen=True)
class Known:
    """Telegram knows the token."""

    username: str
    inline: bool
    """Whether the bot may be asked from any chat by its name."""
    hook: Hook
    ahead: float | None
    """Seconds by which this machine's clock is before Telegram's; None when it told no time."""


@dataclass(frozen=True)
class Unknown:
    """Telegram does not know the token."""


@dataclass(frozen=True)
class Unreachable:
    """Telegram could not be asked."""

    why: str


Look = Known | Unknown | Unreachable
