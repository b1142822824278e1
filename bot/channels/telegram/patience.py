"""How many answers a chat gets in a minute, and how often it is told so."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

_CHATS = 10_000


class Turn(Enum):
    """What a chat gets for its next question."""

    ANSWER = auto()
    REMARK = auto()
    SILENCE = auto()


@dataclass
class _Seen:
    answered: deque[float] = field(default_factory=deque)
    told: bool = False
    album: str | None = None


class Patience:
    """The last minute of every chat that wrote lately; nothing of it is kept elsewhere."""

    def __init__(
        self, answers: int = 20, window: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._answers = answers
        self._window = window
        self._clock = clock
        self._chats: OrderedDict[int, _Seen] = OrderedDict()

    def turn(self, chat: int) -> Turn:
        """An answer, or once a remark that it is too much, then silence for the minute."""
        seen, now = self._seen(chat), self._clock()
        while seen.answered and seen.answered[0] <= now - self._window:
            seen.answered.popleft()
        if len(seen.answered) < self._answers:
            seen.answered.append(now)
            seen.told = False
            return Turn.ANSWER
        if seen.told:
            return Turn.SILENCE
        seen.told = True
        return Turn.REMARK

    def is_more_of(self, chat: int, album: str | None) -> bool:
        """Whether this is a further picture of the album that the chat sent last."""
        seen = self._seen(chat)
        known = album is not None and seen.album == album
        seen.album = album
        return known

    def forget(self, chat: int) -> None:
        """Nothing is known of the chat any more."""
        self._chats.pop(chat, None)

    def _seen(self, chat: int) -> _Seen:
        seen = self._chats.setdefault(chat, _Seen())
        self._chats.move_to_end(chat)
        if len(self._chats) > _CHATS:
            self._chats.popitem(last=False)
        return seen
