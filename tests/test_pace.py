"""Work behind the answers rests between its pieces, and leaves nothing out."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import pace
from bot.knowledge import read_knowledge
from bot.pace import breathing, unhurried

EMBASSY = Path(__file__).parent / "embassy"


async def test_unhurried_work_comes_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "STRETCH", 0.0)
    monkeypatch.setattr(pace, "LONGEST", 0.0)
    with unhurried():
        slowly = await asyncio.to_thread(read_knowledge, EMBASSY)
    assert slowly == read_knowledge(EMBASSY)
    assert slowly.samples() == read_knowledge(EMBASSY).samples()


def test_nothing_rests_that_was_not_begun_so() -> None:
    items = [1, 2, 3]
    assert breathing(items) is items
    with unhurried():
        assert list(breathing(items)) == items
    assert breathing(items) is items
