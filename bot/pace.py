"""How long work behind the answers goes on at a stretch before it rests."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar

STRETCH = 0.002
"""Seconds of work after which it rests."""
REST = 5.0
"""How long it rests, in the time that it worked."""
LONGEST = 0.05
"""Seconds of a rest at most."""

_Item = TypeVar("_Item")


@dataclass
class _Pace:
    began: float = field(default_factory=time.perf_counter)

    def breathe(self) -> None:
        worked = time.perf_counter() - self.began
        if worked >= STRETCH:
            if asyncio._get_running_loop() is None:
                time.sleep(min(REST * worked, LONGEST))
            self.began = time.perf_counter()


_PACE: ContextVar[_Pace | None] = ContextVar("_PACE", default=None)


@contextmanager
def unhurried() -> Iterator[None]:
    """What threads begun within it do, they do with rests: the interpreter is one for all."""
    before = _PACE.set(_Pace())
    try:
        yield
    finally:
        _PACE.reset(before)


def breathing(items: Iterable[_Item]) -> Iterable[_Item]:
    """The items, with rests between them where the work is unhurried; never on an event loop."""
    pace = _PACE.get()
    return items if pace is None else _with_rests(items, pace)


def _with_rests(items: Iterable[_Item], pace: _Pace) -> Iterator[_Item]:
    for item in items:
        yield item
        pace.breathe()
