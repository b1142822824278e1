"""A changed folder is learned in a process of its own, and taken up from what that kept."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from bot.cli.apart import learn_apart
from bot.settings import Settings, read_settings

TEA = "tea:\n  asked: {en: [where is the tea, is there tea]}\n  answer: {en: In the kitchen.}\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "topics.yaml").write_text(TEA, "utf-8")
    return read_settings(knowledge_dir=folder, data_dir=tmp_path / "data")


async def test_what_another_process_learned_is_kept_in_the_cache(settings: Settings) -> None:
    assert await learn_apart(settings)
    assert list((settings.cache / "phrasebooks").iterdir())


@pytest.mark.model
async def test_it_is_told_how_many_vectors_are_made_and_nothing_when_all_are_kept(
    settings: Settings,
) -> None:
    heard: list[tuple[int, int]] = []
    assert await learn_apart(settings, lambda *steps: heard.append(steps))
    assert heard and heard == sorted(heard) and heard[-1][0] == heard[-1][1]
    heard.clear()
    assert await learn_apart(settings, lambda *steps: heard.append(steps))
    assert not heard


async def test_of_a_broken_folder_nothing_is_learned_and_nothing_fails(settings: Settings) -> None:
    (settings.knowledge_dir / "topics.yaml").write_text("tea: [", "utf-8")
    assert not await learn_apart(settings)


async def test_whoever_stops_waiting_stops_the_other_process(settings: Settings) -> None:
    learning = asyncio.create_task(learn_apart(settings))
    await asyncio.sleep(0.3)
    learning.cancel()
    with pytest.raises(asyncio.CancelledError):
        await learning
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
