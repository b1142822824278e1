"""Backups while the bot writes, what is kept of them, and the drill of putting one back."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.archive import Archive, Scope
from bot.knowledge import Knowledge
from bot.ledger import Ledger
from bot.operation.backup import back_up, backups, drop_put_aside
from bot.operation.copies import NoCopy
from bot.operation.restoring import chosen, put_back, under_way
from bot.talk import (
    Announcement,
    Drafted,
    Forgotten,
    LanguageChosen,
    Letter,
    Published,
    Subscribed,
)

NOW = datetime(2024, 5, 14, 12, tzinfo=UTC)
DAY = date(2024, 5, 14)
MARTA, IVAN = "telegram:42", "telegram:43"


@dataclass(frozen=True)
class Kept:
    """A data folder, its databases open as in a running bot."""

    data: Path
    ledger: Ledger
    archive: Archive


@asynccontextmanager
async def opened(data: Path) -> AsyncIterator[Kept]:
    async with AsyncExitStack() as stack:
        ledger = await stack.enter_async_context(Ledger(data / "ledger.sqlite"))
        archive = await stack.enter_async_context(Archive.open(data / "archive.sqlite"))
        yield Kept(data, ledger, archive)


async def filled(data: Path, knowledge: Knowledge) -> None:
    """A folder of a bot that has stopped: one reader, the statements of the invented embassy."""
    async with opened(data) as kept:
        await kept.ledger.apply([LanguageChosen(MARTA, "ru")])
        await kept.archive.bring_in(knowledge.statements, on=DAY)


@pytest.fixture
async def data(tmp_path: Path, knowledge: Knowledge) -> Path:
    await filled(tmp_path / "data", knowledge)
    return tmp_path / "data"


def restore(source: Path, data: Path) -> None:
    put_back(chosen(source), data)


def spoil(path: Path) -> None:
    """Overwrite the middle of a file, as a dying disk does."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 8192)


async def test_the_drill_all_is_lost_and_the_newest_backup_brings_it_back(
    data: Path, tmp_path: Path
) -> None:
    back_up(data, tmp_path / "kept", NOW)
    async with opened(data) as kept:
        statements = await kept.archive.count(Scope())
    assert statements
    for path in data.iterdir():
        path.unlink()
    restore(tmp_path / "kept", data)
    async with opened(data) as kept:
        assert await kept.ledger.language(MARTA) == "ru"
        assert await kept.archive.count(Scope()) == statements


async def test_a_backup_while_the_bot_writes_is_one_moment_of_it(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    data = tmp_path / "data"
    async with opened(data) as kept:
        stop = asyncio.Event()

        async def write() -> int:
            number = 0
            while not stop.is_set():
                number += 1
                # Two readers in one transaction: a copy has both or neither.
                pair = [LanguageChosen(f"telegram:{number}", "en")]
                await kept.ledger.apply([*pair, LanguageChosen(f"telegram:-{number}", "en")])
            return number

        writing = asyncio.create_task(write())
        await asyncio.sleep(0.05)
        made = await asyncio.to_thread(back_up, data, tmp_path / "kept", NOW)
        stop.set()
        written = await writing
    with closing(sqlite3.connect(made / "ledger.sqlite")) as copy:
        asked = "select count(*), sum(asker like 'telegram:-%') from reader"
        readers, second = copy.execute(asked).fetchone()
    assert 0 < readers <= 2 * written
    assert readers == 2 * second


async def test_a_backup_is_for_the_bots_eyes_alone(data: Path, tmp_path: Path) -> None:
    made = back_up(data, tmp_path / "kept", NOW)
    assert sorted(path.name for path in made.iterdir()) == ["archive.sqlite", "ledger.sqlite"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made.iterdir()} == {0o600}
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


async def test_backups_are_kept_seven_days_and_nothing_else_is_touched(
    data: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    (kept / "2024-05-01-holiday").mkdir(parents=True)
    for hours in range(0, 12 * 24 + 1, 24):
        back_up(data, kept, NOW - timedelta(hours=12 * 24 - hours))
    days = sorted(made.date() for made, _ in backups(kept))
    assert days == [DAY - timedelta(days=7 - day) for day in range(8)]
    assert (kept / "2024-05-01-holiday").is_dir()


async def test_old_backups_go_even_when_there_can_be_no_new_one(data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    back_up(data, kept, NOW - timedelta(days=8))
    spoil(data / "ledger.sqlite")
    with pytest.raises(NoCopy):
        back_up(data, kept, NOW)
    assert list(kept.iterdir()) == []


async def test_a_damaged_database_is_no_backup_and_the_good_ones_stay(
    data: Path, tmp_path: Path
) -> None:
    good = back_up(data, tmp_path / "kept", NOW - timedelta(days=1))
    spoil(data / "ledger.sqlite")
    with pytest.raises(NoCopy, match=r"ledger\.sqlite"):
        back_up(data, tmp_path / "kept", NOW)
    assert list((tmp_path / "kept").iterdir()) == [good]


def test_an_empty_folder_is_not_backed_up(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(NoCopy, match="nothing to back up"):
        back_up(tmp_path / "data", tmp_path / "kept", NOW)
    assert list((tmp_path / "kept").iterdir()) == []


async def test_where_no_folder_can_be_a_sentence_says_so(data: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("")
    with pytest.raises(NoCopy, match="no backup was made"):
        back_up(data, tmp_path / "kept", NOW)


async def test_a_damaged_backup_changes_nothing(data: Path, tmp_path: Path) -> None:
    made = back_up(data, tmp_path / "kept", NOW)
    spoil(made / "archive.sqlite")
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    with pytest.raises(NoCopy, match=r"damaged|cannot be copied or read"):
        restore(made, data)
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


async def test_a_backup_of_a_newer_version_is_refused(data: Path, tmp_path: Path) -> None:
    made = back_up(data, tmp_path / "kept", NOW)
    with closing(sqlite3.connect(made / "ledger.sqlite")) as newer:
        newer.execute("pragma user_version = 99")
    with pytest.raises(NoCopy, match="made by a newer version"):
        restore(made, data)


async def test_an_archive_under_the_ledgers_name_is_refused(data: Path, tmp_path: Path) -> None:
    made = back_up(data, tmp_path / "kept", NOW)
    (made / "archive.sqlite").replace(made / "ledger.sqlite")
    with pytest.raises(NoCopy, match=r"not a copy of ledger\.sqlite"):
        restore(made, data)


@pytest.mark.parametrize("name", ["nothing", "notes.txt"])
def test_what_is_no_backup_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(NoCopy, match="is no backup"):
        restore(tmp_path / name, tmp_path / "data")


async def test_one_file_of_a_backup_can_be_put_back_alone(data: Path, tmp_path: Path) -> None:
    made = back_up(data, tmp_path / "kept", NOW)
    archive = (data / "archive.sqlite").stat().st_ino
    async with opened(data) as kept:
        await kept.ledger.apply([Forgotten(MARTA)])
    restore(made / "ledger.sqlite", data)
    assert (data / "archive.sqlite").stat().st_ino == archive
    async with opened(data) as kept:
        assert await kept.ledger.language(MARTA) == "ru"


async def test_what_was_written_since_does_not_spoil_what_is_restore(
    data: Path, tmp_path: Path
) -> None:
    """A killed bot leaves a write-ahead log; SQLite would play it into the restored file."""
    made = back_up(data, tmp_path / "kept", NOW)
    async with opened(data) as kept:
        await kept.ledger.apply([LanguageChosen(IVAN, "ru")])
        log = (data / "ledger.sqlite-wal").read_bytes()
        whole = (data / "ledger.sqlite").read_bytes()
    assert log
    (data / "ledger.sqlite").write_bytes(whole)
    (data / "ledger.sqlite-wal").write_bytes(log)
    restore(made, data)
    assert not (data / "ledger.sqlite-wal").exists()
    async with opened(data) as kept:
        assert await kept.ledger.language(IVAN) is None
        assert await kept.ledger.language(MARTA) == "ru"


async def test_what_was_there_is_put_aside_for_seven_days(data: Path, tmp_path: Path) -> None:
    made = back_up(data, tmp_path / "kept", NOW)
    async with opened(data) as kept:
        await kept.ledger.apply([LanguageChosen(IVAN, "ru")])
    restore(made, data)
    aside = data / "ledger.sqlite.replaced"
    with closing(sqlite3.connect(aside)) as old:
        assert old.execute("select count(*) from reader").fetchone() == (2,)
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    drop_put_aside(data, datetime.now(UTC) + timedelta(days=6))
    assert aside.exists()
    drop_put_aside(data, datetime.now(UTC) + timedelta(days=8))
    assert not aside.exists()


async def test_a_command_that_still_writes_keeps_a_restore_out(data: Path, tmp_path: Path) -> None:
    made = back_up(data, tmp_path / "kept", NOW)
    async with Archive.open(data / "archive.sqlite"):
        with pytest.raises(NoCopy, match=r"archive\.sqlite is in use"):
            restore(made, data)
    restore(made, data)


async def test_a_broadcast_that_was_under_way_is_told_and_can_be_stopped(
    data: Path, tmp_path: Path
) -> None:
    letter = Letter(0, "The embassy is shut tomorrow.")
    announcement = Announcement("text", (("en", letter),))
    async with opened(data) as kept:
        subscribed = [Subscribed(asker, "everything", "en", DAY) for asker in (MARTA, IVAN)]
        drafted = Drafted("nonce", "telegram:7", NOW, announcement)
        await kept.ledger.apply([*subscribed, drafted, Published("nonce", "telegram:7", NOW)])
    made = back_up(data, tmp_path / "kept", NOW)
    restore(made, data)
    (told,) = await under_way(data, stop=False)
    assert "2 of 2 readers waited then" in told
    assert "--stop-broadcasts" in told
    (told,) = await under_way(data, stop=True)
    assert "stopped" in told
    assert await under_way(data, stop=False) == []
    async with opened(data) as kept:
        assert kept.ledger.outbox.depths() == (0, 0)


async def test_where_the_archive_alone_is_put_back_nothing_is_under_way(tmp_path: Path) -> None:
    assert await under_way(tmp_path, stop=True) == []
