"""A progress bar on standard error, when that is a terminal and the work takes its time."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

PATIENCE = 0.5
"""Seconds after which a bar appears; what is quicker needs none."""


class Advance(Protocol):
    """Tells a bar how far the work is."""

    def __call__(self, steps: int) -> None:
        """So many steps further."""

    def to(self, done: int, total: int) -> None:
        """At this step of so many."""


@contextmanager
def bar(total: int) -> Iterator[Advance]:
    """A bar for that many steps; silent where nobody watches."""
    watcher = _Bar(total)
    try:
        yield watcher
    finally:
        watcher.close()


class _Bar:
    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self._began = time.monotonic()
        self._drawn: object = None
        self._watched = sys.stderr.isatty()

    def __call__(self, steps: int) -> None:
        self.to(self.done + steps, self.total)

    def to(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self._watched and time.monotonic() - self._began > PATIENCE:
            self._draw()

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        if self._drawn is None:
            # Answers that go to a file must get there, and not above the bar.
            self._drawn = Progress(
                console=Console(stderr=True),
                transient=True,
                redirect_stdout=sys.stdout.isatty(),
            )
            self._drawn.start()
            self._task = self._drawn.add_task("", total=self.total)
        assert isinstance(self._drawn, Progress)
        self._drawn.update(self._task, completed=self.done, total=self.total)

    def close(self) -> None:
        if self._drawn is not None:
            self._drawn.stop()  # type: ignore[attr-defined]
