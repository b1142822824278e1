"""How often Python looks for what may be thrown away: hardly ever at what stays for good."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, field

_THRESHOLDS = (50_000, 20, 20)
"""Measured: with Python's own the collector took a third of the time of every answer."""


def settle(collect: bool = True) -> None:
    """What is there now is taken to stay, and new things are looked through more rarely.

    To be called when the bot is set up; after each change of the knowledge, `Settling`.
    """
    gc.unfreeze()
    if collect:
        gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


@dataclass
class Settling:
    """Settles after each change; for garbage, which stops everything, it looks once an hour."""

    seconds: float = 3600.0
    _looked: float = field(default_factory=time.monotonic)

    def __call__(self) -> None:
        """To be called after a change."""
        now = time.monotonic()
        due = now - self._looked >= self.seconds
        if due:
            self._looked = now
        settle(collect=due)
