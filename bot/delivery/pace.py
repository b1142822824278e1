"""How fast letters may follow each other: over all, in one chat, in one group."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field

_BURST, _A_SECOND = 3, 1.0
_IN_GROUP, _MINUTE = 20, 60.0


@dataclass(frozen=True)
class Rates:
    """What the operator allows."""

    send: float = 30.0
    """Messages a second over all."""
    broadcast: float = 25.0
    """Messages a second of broadcasts; the rest is left for answers."""
    window: int = 4
    """Sends at one time; a kill repeats at most so many."""

    @property
    def over_all(self) -> float:
        """Messages a second over all; a broadcast that may go faster raises it."""
        return max(self.send, self.broadcast)


class Rate:
    """So many in any second; below one, one in so many seconds."""

    def __init__(self, a_second: float) -> None:
        most = max(1, int(a_second))
        self._span = most / a_second
        self._times: deque[float] = deque(maxlen=most)

    def wait(self, now: float) -> float:
        """Seconds until the next one may go."""
        times = self._times
        if len(times) < (times.maxlen or 1):
            return 0.0
        return max(0.0, times[0] + self._span - now)

    def took(self, now: float) -> None:
        """One goes now."""
        self._times.append(now)


@dataclass
class _Chat:
    free: float = 0.0
    """When the chat would have had its letters at one a second."""
    sent: deque[float] = field(default_factory=lambda: deque(maxlen=_IN_GROUP))


class ChatPace:
    """A burst of three, then one a second; in a group no more than twenty a minute."""

    def __init__(self) -> None:
        self._chats: OrderedDict[int, _Chat] = OrderedDict()

    def wait(self, chat: int, now: float) -> float:
        """Seconds until the chat may get its next letter."""
        seen = self._chats.get(chat)
        if seen is None:
            return 0.0
        wait = seen.free - (_BURST - 1) * _A_SECOND - now
        if _is_group(chat) and len(seen.sent) == _IN_GROUP:
            wait = max(wait, seen.sent[0] + _MINUTE - now)
        return max(0.0, wait)

    def took(self, chat: int, now: float) -> None:
        """The chat gets a letter now."""
        seen = self._chats.setdefault(chat, _Chat())
        self._chats.move_to_end(chat)
        seen.free = max(seen.free, now) + _A_SECOND
        if _is_group(chat):
            seen.sent.append(now)
        self._drop_old(now)

    def forget(self, chat: int) -> None:
        """Nothing is known of the chat any more."""
        self._chats.pop(chat, None)

    def _drop_old(self, now: float) -> None:
        while self._chats:
            chat, seen = next(iter(self._chats.items()))
            if seen.free > now - (_MINUTE if _is_group(chat) else 0):
                return
            del self._chats[chat]


def _is_group(chat: int) -> bool:
    return chat < 0
