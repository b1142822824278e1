"""How long everything rests when the receiver asks for it, or seems to be away."""

from __future__ import annotations

import logging
import random

_log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 60.0
_MANY, _LONGEST_REST = 4, 15.0
_LONG = 600.0


class Patience:
    """A limit that the receiver names holds for everything that is sent, whoever it is for."""

    def __init__(self) -> None:
        self._until = 0.0
        self._unclear = 0

    def rest(self, now: float) -> float:
        """Seconds in which nothing may be sent."""
        return max(0.0, self._until - now)

    def asked(self, seconds: float, now: float) -> None:
        """The receiver asks for silence."""
        self._until = max(self._until, now + seconds)
        if seconds >= _LONG:
            _log.error("Telegram takes no messages for %d minutes", seconds / 60)

    def unclear(self, now: float) -> None:
        """Nobody knows what became of a message; after several in a row all sending slows down."""
        self._unclear += 1
        if self._unclear >= _MANY:
            longest = min(_LONGEST_REST, _FIRST_PAUSE * 2.0 ** (self._unclear - _MANY))
            self._until = max(self._until, now + longest)

    def clear(self) -> None:
        """The receiver answers."""
        self._unclear = 0


def pause(tries: int) -> float:
    """Seconds before a message is tried again, doubling, with some chance in it."""
    longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(tries - 1, 10))
    return longest * random.uniform(0.75, 1.25)
