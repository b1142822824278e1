"""What the bot keeps is for its own eyes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ledger import Ledger
from bot.operation.rights import keep_private, open_to_others
from bot.sqlite import Unusable

unprivileged = pytest.mark.skipif(os.geteuid() == 0, reason="whoever is root may write anywhere")


@pytest.fixture(autouse=True)
def _generous() -> Iterator[None]:
    """As on most machines: others may read what is made, unless the program says otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_a_database_and_its_companions_are_made_for_the_bot_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "ledger.sqlite"
    async with Ledger(path):
        made = list(path.parent.glob("ledger.sqlite*"))
        assert {each.name for each in made} >= {"ledger.sqlite", "ledger.sqlite-wal"}
        assert {mode(each) for each in made} == {0o600}
    assert mode(path.parent) == 0o700


def test_what_was_open_to_others_is_closed_at_the_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "cache").mkdir(parents=True)
    for name in ("archive.sqlite", "heartbeat", "cache/vectors"):
        (data / name).write_text("")
    assert len(open_to_others(data)) == 5
    keep_private(data)
    assert open_to_others(data) == []
    assert mode(data) == 0o700
    assert mode(data / "archive.sqlite") == 0o600


def test_what_is_made_later_is_closed_too(tmp_path: Path) -> None:
    keep_private(tmp_path / "data")
    (tmp_path / "data" / "new").write_text("")
    assert mode(tmp_path / "data" / "new") == 0o600


def test_what_is_not_the_bots_is_left_alone(tmp_path: Path) -> None:
    stranger, linked = tmp_path / "letter.txt", tmp_path / "elsewhere"
    stranger.write_text("")
    linked.write_text("")
    data = tmp_path / "data"
    data.mkdir()
    (data / "notes.txt").write_text("")
    (data / "cache").symlink_to(tmp_path)
    (data / "heartbeat").symlink_to(linked)
    keep_private(data)
    assert [mode(each) for each in (stranger, linked, data / "notes.txt")] == [0o644] * 3


@unprivileged
async def test_a_folder_that_cannot_be_written_to_is_said_in_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Unusable, match="cannot be made: Permission denied"):
        async with Ledger(tmp_path / "data" / "ledger.sqlite"):
            pass


async def test_a_folder_in_whose_place_a_file_stands_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(Unusable, match="cannot be made"):
        async with Ledger(tmp_path / "data" / "ledger.sqlite"):
            pass
