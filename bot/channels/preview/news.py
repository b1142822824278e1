"""News of the desk's knowledge while its files change, for everyone who watches the page."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.desk import Desk
from bot.entries import Complaint
from bot.knowledge import Knowledge
from bot.topics.live import Live

_log = logging.getLogger(__name__)

_PAUSE = 0.1
"""Seconds between two looks at the desk, which costs two comparisons."""


@dataclass(frozen=True)
class Checked:
    """What a check of the folder found."""

    complaints: tuple[Complaint, ...] = ()
    questions: int = 0
    """How many sample questions were asked."""
    missed: int = 0


@dataclass(frozen=True)
class Standing:
    """How the knowledge stands."""

    version: int = 0
    """Grows whenever answers may have changed."""
    live: Live | None = None
    learned: tuple[int, int] = (0, 0)
    """How many phrases of how many, while they are being learned."""
    checked: Checked | None = None
    """What the check of the knowledge in use found; None until it is done."""
    before: Checked = Checked()
    """What the check before found."""
    failed: bool = False
    """Something broke while the files were taken up or checked; the log says what."""

    @property
    def refused(self) -> bool:
        """Whether the files as they are wait, and older knowledge answers."""
        return self.live is not None and self.live.waiting_since is not None

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """What is wrong, as far as is known."""
        if self.live is not None and self.refused:
            return self.live.complaints
        return (self.checked or self.before).complaints


class News:
    """Follows one desk, whose knowledge somebody else keeps as its files are."""

    def __init__(self, desk: Desk, check: Callable[[], Awaitable[Checked]]) -> None:
        """`check` looks through the folder that the desk's knowledge was read from."""
        self.desk = desk
        self.standing = Standing()
        self._check = check
        self._told = asyncio.Condition()
        self._known: Knowledge | None = None

    async def run(self) -> None:
        """Tell what changes, until cancelled."""
        checking: asyncio.Task[None] | None = None
        try:
            while True:
                if await self._looked() and not self._learning:
                    await _ended(checking)
                    checking = asyncio.create_task(self._checked())
                await asyncio.sleep(_PAUSE)
        finally:
            await _ended(checking)

    async def after(self, seen: Standing | None) -> Standing:
        """The standing, as soon as it is not the one already seen."""
        async with self._told:
            await self._told.wait_for(lambda: self.standing is not seen)
            return self.standing

    async def learned(self, done: int, total: int) -> None:
        """Tell how far the learning is."""
        await self._tell(replace(self.standing, learned=(done, total)))

    async def broke(self) -> None:
        """Tell that the files are not taken up any more."""
        await self._tell(replace(self.standing, failed=True))

    @property
    def _learning(self) -> bool:
        return self.desk.live is not None and self.desk.live.learning

    async def _looked(self) -> bool:
        """Look at the desk, tell what is new; whether its knowledge has to be checked."""
        live, knowledge = self.desk.live, self.desk.knowledge
        changed = knowledge is not self._known
        if live is self.standing.live and not changed:
            return False
        standing = replace(self.standing, live=live, failed=False)
        if not self._learning:
            standing = replace(standing, learned=(0, 0))
        if changed:
            before = standing.checked or standing.before
            standing = replace(standing, version=standing.version + 1, checked=None, before=before)
        self._known = knowledge
        await self._tell(standing)
        return standing.checked is None and not standing.refused

    async def _checked(self) -> None:
        try:
            checked = await self._check()
        except Exception:
            _log.exception("the knowledge folder could not be checked")
            await self.broke()
        else:
            await self._tell(replace(self.standing, checked=checked, failed=False))

    async def _tell(self, standing: Standing) -> None:
        async with self._told:
            self.standing = standing
            self._told.notify_all()


async def _ended(task: asyncio.Task[None] | None) -> None:
    if task is not None:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
