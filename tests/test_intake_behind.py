"""Vectors made behind a running bot: all of them in the end, and no waiting for them at a stop."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.archive import Archive, Statement
from bot.cli.behind import embedding_behind
from bot.desk import Desk
from bot.embedding import Embedder
from bot.knowledge import Knowledge
from bot.ledger import Ledger
from tests.conftest import Ask

BREAD = Statement("On bread", "There is bread.", date(2024, 5, 2), "en", "Embassy of Freedonia")


async def vectors(archive: Archive) -> tuple[int, int]:
    held = await archive.overview()
    return held.vectors, held.passages


async def all_made(archive: Archive) -> None:
    """Waits until each passage has its vector."""
    async with asyncio.timeout(60):
        while len(set(await vectors(archive))) > 1:
            await asyncio.sleep(0.05)


@pytest.mark.model
async def test_what_is_brought_in_while_the_bot_runs_gets_its_vectors(
    knowledge: Knowledge, archive: Archive, ledger: Ledger
) -> None:
    desk = Desk(knowledge, archive, ledger, Embedder(None))
    async with embedding_behind(desk):
        await all_made(archive)
        await archive.keep(BREAD, BREAD.date)
        made, of = await vectors(archive)
        assert made < of
        await all_made(archive)


@pytest.mark.model
async def test_a_stop_does_not_wait_for_the_vectors_that_are_missing(
    knowledge: Knowledge, archive: Archive, ledger: Ledger
) -> None:
    many = [replace(BREAD, title=f"On bread {number}") for number in range(2_000)]
    await archive.keep_all(many, BREAD.date)
    desk = Desk(knowledge, archive, ledger, Embedder(None))
    async with embedding_behind(desk):
        await asyncio.sleep(0.3)
    made, of = await vectors(archive)
    assert made < of


async def test_without_a_model_nothing_is_made(desk: Desk, ask: Ask) -> None:
    async with embedding_behind(desk):
        await ask("/latest")
    assert (await vectors(desk.archive))[0] == 0
