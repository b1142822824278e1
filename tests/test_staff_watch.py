"""A running desk while its folder is edited: live when good, unmoved when broken."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.archive import Archive
from bot.desk import Desk
from bot.entries import Unreadable
from bot.ledger import Ledger
from bot.rendering import plain
from bot.staff.watch import Watch
from bot.staff.watch_kept import begin
from bot.talk import Heard

TEA = "tea:\n  asked: {en: [where is the tea]}\n  answer: {en: In the kitchen.}\n"
BROKEN = "tea:\n  asked: {en: [where is the tea]}\n  anser: {en: Nowhere.}\n"
PATIENCE = 20


@dataclass
class Running:
    """A desk with its folder watched."""

    desk: Desk
    folder: Path

    async def says(self, text: str, staff: bool = False) -> str:
        question = await self.desk.hear(Heard(text, hint="en", staff=staff))
        return plain(await self.desk.answer(question))

    async def until(self, true: Callable[[], Awaitable[bool]]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await true():
                await asyncio.sleep(0.02)

    async def until_it_says(self, words: str, text: str = "/tea") -> None:
        async def said() -> bool:
            return words in await self.says(text)

        await self.until(said)

    async def until_it_waits(self, complaints: int = 1) -> None:
        async def waits() -> bool:
            live = self.desk.live
            return live is not None and len(live.complaints) >= complaints

        await self.until(waits)


async def learn(desk: Desk) -> None:
    before = desk.knowledge
    learned = await asyncio.to_thread(before.learned, None)
    if desk.knowledge.topics is before.topics:
        desk.knowledge = learned


@asynccontextmanager
async def running(folder: Path, kept: Path | None = None) -> AsyncIterator[Running]:
    begun = begin(folder, kept)
    async with Archive.open(None) as archive, Ledger(None) as ledger:
        desk = Desk(begun.knowledge, archive, ledger)
        watching = asyncio.create_task(Watch(desk, begun, learn).run())
        try:
            yield Running(desk, folder)
        finally:
            watching.cancel()
            await asyncio.wait({watching})
            assert watching.cancelled() or watching.exception() is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "knowledge"
    made.mkdir()
    (made / "topics.yaml").write_text(TEA, "utf-8")
    return made


def in_place(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def by_rename(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.swp")
    new.write_text(text, "utf-8")
    new.replace(path)


def with_a_backup(path: Path, text: str) -> None:
    path.rename(path.with_name(path.name + "~"))
    path.write_text(text, "utf-8")


def emptied_and_filled(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.flush()
        file.write(text)


def removed_and_written(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, "utf-8")


def with_its_time_put_back(path: Path, text: str) -> None:
    before = path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "save",
    [
        in_place,
        by_rename,
        with_a_backup,
        emptied_and_filled,
        removed_and_written,
        with_its_time_put_back,
    ],
)
async def test_a_save_is_live_however_the_editor_saves(
    folder: Path, save: Callable[[Path, str], None]
) -> None:
    async with running(folder) as bot:
        assert "kitchen" in await bot.says("/tea")
        await asyncio.to_thread(save, folder / "topics.yaml", TEA.replace("kitchen", "gallery"))
        await bot.until_it_says("gallery")


async def test_a_folder_put_in_the_place_of_another_is_live(folder: Path) -> None:
    async with running(folder) as bot:
        other = folder.with_name("other")
        shutil.copytree(folder, other)
        (other / "topics.yaml").write_text(TEA.replace("kitchen", "cellar"), "utf-8")
        folder.rename(folder.with_name("before"))
        other.rename(folder)
        await bot.until_it_says("cellar")
        in_place(folder / "topics.yaml", TEA.replace("kitchen", "attic"))
        await bot.until_it_says("attic")


async def test_a_git_checkout_is_live(folder: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "one")
    (folder / "topics.yaml").write_text(TEA.replace("kitchen", "cellar"), "utf-8")
    for number in range(20):
        (folder / f"more{number}.yaml").write_text(
            f"note{number}: {{answer: {{en: N}}}}\n", "utf-8"
        )
    git("checkout", "-b", "other")
    git("add", ".")
    git("commit", "-m", "two")
    async with running(folder) as bot:
        assert "cellar" in await bot.says("/tea")
        await asyncio.to_thread(git, "checkout", "main")
        await bot.until_it_says("kitchen")
        assert len(bot.desk.knowledge.topics) == 1


async def test_new_phrases_are_understood_and_old_ones_forgotten(folder: Path) -> None:
    async with running(folder) as bot:
        assert "kitchen" in await bot.says("where is the tea")
        more = "\ncoffee:\n  asked: {en: [where is the coffee]}\n  answer: {en: By the window.}\n"
        in_place(folder / "topics.yaml", TEA + more)
        await bot.until_it_says("window", "where is the coffee")
        in_place(folder / "topics.yaml", more)
        await bot.until_it_says("Perhaps this", "where is the tea")


async def test_a_broken_file_leaves_the_answers_as_they_were_and_is_told_once(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with running(folder) as bot:
        in_place(folder / "topics.yaml", BROKEN)
        await bot.until_it_waits()
        in_place(folder / "topics.yaml", BROKEN + "\n# and a remark\n")
        await asyncio.sleep(0.8)
        assert "kitchen" in await bot.says("/tea")
        told = [each for each in caplog.messages if "anser" in each]
        assert len(told) == 1 and "topics.yaml:3" in told[0]
        in_place(folder / "topics.yaml", TEA.replace("kitchen", "cellar"))
        await bot.until_it_says("cellar")
        assert bot.desk.live is not None and bot.desk.live.complaints == ()


async def test_an_undone_edit_waits_for_nothing(folder: Path) -> None:
    async with running(folder) as bot:
        since = bot.desk.live.since if bot.desk.live else None
        in_place(folder / "topics.yaml", BROKEN)
        await bot.until_it_waits()
        in_place(folder / "topics.yaml", TEA)

        async def rests() -> bool:
            return bot.desk.live is not None and bot.desk.live.waiting_since is None

        await bot.until(rests)
        assert since is None or (bot.desk.live and bot.desk.live.since == since)


async def test_an_emptied_folder_takes_nothing_away(folder: Path) -> None:
    async with running(folder) as bot:
        (folder / "topics.yaml").unlink()
        await bot.until_it_waits()
        assert "kitchen" in await bot.says("/tea")


async def test_staff_are_told_what_is_live_and_what_waits_and_nobody_else(folder: Path) -> None:
    async with running(folder) as bot:

        async def learned() -> bool:
            return bot.desk.live is not None and not bot.desk.live.learning

        await bot.until(learned)
        said = await bot.says("/live", staff=True)
        assert "Topics: 1, sample phrases: 1." in said and "nothing is waiting" in said
        assert "Topics" not in await bot.says("/live")
        in_place(folder / "topics.yaml", BROKEN)
        await bot.until_it_waits()
        said = await bot.says("/live", staff=True)
        assert "topics.yaml:3" in said and "complaints:" in said
        assert "topics.yaml" not in await bot.says("/live")


async def test_many_complaints_of_one_file_hide_no_other_file(folder: Path) -> None:
    async with running(folder) as bot:
        (folder / "questions").mkdir()
        asked = "".join(f"- {{ask: question {n}, topic: nowhere_{n}}}\n" for n in range(15))
        (folder / "questions" / "all.yaml").write_text(asked, "utf-8")
        in_place(folder / "topics.yaml", BROKEN)

        async def told() -> bool:
            said = await bot.says("/live", staff=True)
            return "topics.yaml:3" in said and "nowhere_0" in said

        await bot.until(told)


async def test_a_start_with_a_broken_folder_uses_the_copy_that_was_live(
    folder: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "data" / "live"
    (folder / "sources").mkdir()
    (folder / "sources" / "page.txt").write_text("The tea is in the kitchen.\n", "utf-8")
    in_place(folder / "topics.yaml", TEA + "  source: page.txt:1\n")
    async with running(folder, kept) as bot:
        await bot.until(lambda: _true(kept.is_dir() and bool(list(kept.glob("2*")))))
    in_place(folder / "topics.yaml", BROKEN)
    async with running(folder, kept) as bot:
        assert "kitchen" in await bot.says("/tea")
        assert "knowledge/topics.yaml, line 3" in await bot.says("/why tea")
        said = await bot.says("/live", staff=True)
        assert "could not be used at the start" in said and "topics.yaml:3" in said
        in_place(folder / "topics.yaml", TEA.replace("kitchen", "cellar"))
        await bot.until_it_says("cellar")
        assert "could not be used" not in await bot.says("/live", staff=True)


async def _true(value: bool) -> bool:
    return value


def test_a_start_without_a_good_copy_refuses(folder: Path, tmp_path: Path) -> None:
    in_place(folder / "topics.yaml", BROKEN)
    with pytest.raises(Unreadable):
        begin(folder, tmp_path / "nowhere")


async def test_only_the_newest_copy_is_kept(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "live"
    async with running(folder, kept) as bot:
        await bot.until(lambda: _true(len(list(kept.glob("2*"))) == 1))
        first = next(kept.glob("2*"))
        in_place(folder / "topics.yaml", TEA.replace("kitchen", "cellar"))
        await bot.until(
            lambda: _true([first] != list(kept.glob("2*")) and len(os.listdir(kept)) == 1)
        )
        copy = next(kept.glob("2*"))
        assert "cellar" in (copy / "knowledge" / "topics.yaml").read_text("utf-8")
