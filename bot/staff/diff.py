"""Two folders asked the same: which answers change, in the words that citizens would see."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from bot.desk import Desk
from bot.knowledge import Knowledge, read_knowledge
from bot.rendering import plain
from bot.staff.check import Means, temporary_desk
from bot.staff.diff_asked import Asking, askings, is_there
from bot.talk import Answer, Heard

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Said:
    """What came of it: the topic, or None when lost, and the answer as citizens see it."""

    topic: str | None
    text: str
    outcome: str


@dataclass(frozen=True)
class Change:
    """An answer that is not as before."""

    asking: Asking
    old: Said | None
    new: Said | None
    follows: tuple[Asking, ...] = ()
    """Sample questions whose answer changes just so, because they reach this topic."""

    @property
    def disappears(self) -> bool:
        """Whether there was an answer and there is none any more."""
        return self.old is not None and self.new is None

    @property
    def moves(self) -> bool:
        """Whether it reaches another topic than before."""
        return bool(self.old and self.new) and self.old.topic != self.new.topic  # type: ignore[union-attr]

    @property
    def number(self) -> int:
        """How many answers change so."""
        return 1 + len(self.follows)


@dataclass(frozen=True)
class Difference:
    """Every change, and how many answers were compared."""

    changes: tuple[Change, ...]
    compared: int

    @property
    def disappeared(self) -> int:
        """How many answers are there no more."""
        return sum(change.number for change in self.changes if change.disappears)


async def difference(old: Path, new: Path, means: Means) -> Difference:
    """What changes from one folder to another. Raises Unreadable for either."""
    sides = [await asyncio.to_thread(read_knowledge, folder) for folder in (old, new)]
    moment = means.moment or datetime.now(UTC)
    asked = askings(sides, moment)
    if sides[0] == sides[1]:
        return Difference((), len(asked))
    step = _Steps(means.progress, 2 * len(asked))
    said = [await _asked(side, asked, means, (moment, step)) for side in sides]
    return Difference(_changes(asked, *said), len(asked))


class _Steps:
    """Counts the answers of both sides as one progress."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def __call__(self) -> None:
        self.done += 1
        if self.progress:
            self.progress(self.done, self.total)


async def _asked(
    knowledge: Knowledge, asked: list[Asking], means: Means, at: tuple[datetime, _Steps]
) -> list[Said | None]:
    moment, step = at
    learned = await asyncio.to_thread(
        knowledge.learned, means.embedder, means.cache, means.progress
    )
    found = []
    async with temporary_desk(learned, means.embedder) as desk:
        for asking in asked:
            found.append(await _said(desk, asking, moment))
            step()
    return found


async def _said(desk: Desk, asking: Asking, moment: datetime) -> Said | None:
    """The answer, or None when the topic is not there then or the question is lost."""
    on = asking.on
    at = on if isinstance(on, datetime) else datetime.combine(on, time(12)) if on else moment
    question = await desk.hear(Heard(asking.text, hint=asking.language, at=at))
    topic = desk.knowledge.topics.get(asking.topic)
    if asking.topic and (topic is None or not topic.in_force(question)):
        return None
    if asking.statement and not await is_there(asking, desk, question.asked_at.date()):
        return None
    answer = await desk.answer(question)
    if answer.outcome == "lost":
        return None
    return Said(answer.topic, shown(answer), answer.outcome)


def shown(answer: Answer) -> str:
    """An answer with its buttons, as citizens see it."""
    buttons = " ".join(f"[{choice.label}]" for choice in answer.choices)
    return f"{plain(answer)}\n{buttons}" if buttons else plain(answer)


def _changes(
    asked: list[Asking], old: list[Said | None], new: list[Said | None]
) -> tuple[Change, ...]:
    """The changes, with questions that change as their topic does beside that topic's own."""
    changed = [
        Change(asking, before, after)
        for asking, before, after in zip(asked, old, new, strict=True)
        if before != after
    ]
    own = {_same(change): change.asking for change in reversed(changed) if _is_named(change)}
    follows: dict[Asking, list[Asking]] = defaultdict(list)
    for change in changed:
        if not _is_named(change) and _same(change) in own:
            follows[own[_same(change)]].append(change.asking)
    followers = {asking for each in follows.values() for asking in each}
    return tuple(
        Change(change.asking, change.old, change.new, tuple(follows[change.asking]))
        for change in changed
        if change.asking not in followers
    )


def _is_named(change: Change) -> bool:
    return bool(change.asking.topic or change.asking.statement)


def _same(change: Change) -> tuple[object, ...]:
    """What two changes share when one is the reason of the other."""
    sides = (change.old, change.new)
    return tuple((side.topic, _content(side.text)) if side else None for side in sides)


def _content(text: str) -> str:
    """An answer without the line on how the question was read, which differs by question."""
    return "\n".join(row for row in text.splitlines() if row.strip())
