"""How the running bot is: when Telegram last answered it, how long its answers took, its errors."""

from __future__ import annotations

import logging
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from bot.talk import Answer, Heard, Question

STALE = 90.0
"""Seconds after which silence means that nobody is answered: two long polls and more."""
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds that divide the times to answer into classes; what took longer has a class of its own."""


class Answering(Protocol):
    """What is timed: the desk."""

    async def hear(self, heard: Heard) -> Question:
        """The text as a question."""
        ...

    async def answer(self, question: Question) -> Answer:
        """What the desk replies."""
        ...


@dataclass
class Vitals:
    """Numbers of this run alone. What is to outlast it is counted in the ledger."""

    clock: Callable[[], float] = time.time
    called_at: float | None = None
    """Seconds since 1970 of the last call that Telegram answered as it should."""
    answers: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    """How many answers fell into each class of time."""
    seconds: float = 0.0
    """What all answers took together."""
    errors: int = 0
    """Lines of the log that tell of an error."""

    def __post_init__(self) -> None:
        self.began_at = self.clock()

    def called(self) -> None:
        """Telegram has answered a call."""
        self.called_at = self.clock()

    def took(self, seconds: float) -> None:
        """An answer took so long."""
        self.answers[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds

    @property
    def silence(self) -> float:
        """Seconds since Telegram last answered, or since the start when it never has."""
        return max(0.0, self.clock() - (self.called_at or self.began_at))

    @property
    def alive(self) -> bool:
        """Whether Telegram answers, so that citizens can be answered."""
        return self.called_at is not None and self.silence < STALE

    def timed(self, desk: Answering) -> Timed:
        """The desk, with the time of each answer noted here."""
        return Timed(desk, self)

    @contextmanager
    def errors_counted(self) -> Iterator[None]:
        """As long as it lasts, every error in the log is counted, whoever logs it."""
        handler = _Counting(self)
        logging.getLogger().addHandler(handler)
        try:
            yield
        finally:
            logging.getLogger().removeHandler(handler)


@dataclass(frozen=True)
class Timed:
    """A desk whose answers are timed."""

    desk: Answering
    vitals: Vitals

    async def hear(self, heard: Heard) -> Question:
        """The text as a question; it waits for nothing, and is not timed."""
        return await self.desk.hear(heard)

    async def answer(self, question: Question) -> Answer:
        """What the desk replies."""
        began = time.perf_counter()
        answer = await self.desk.answer(question)
        self.vitals.took(time.perf_counter() - began)
        return answer


class _Counting(logging.Handler):
    def __init__(self, vitals: Vitals) -> None:
        super().__init__(logging.ERROR)
        self._vitals = vitals

    def emit(self, record: logging.LogRecord) -> None:
        self._vitals.errors += 1
