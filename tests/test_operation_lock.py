"""Two bots never share a data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.operation.lock import Taken, locked
from bot.settings import BadSetting

HOLD = """
import sys, pathlib
from bot.operation.lock import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_bot_is_told_which_process_holds_the_folder(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(Taken, match=f"process {os.getpid()}"), locked(tmp_path):
        pass


def test_the_lock_is_closed_to_others(tmp_path: Path) -> None:
    with locked(tmp_path / "data"):
        assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "data" / "lock").stat().st_mode & 0o777 == 0o600


def test_a_lock_that_cannot_be_opened_is_a_setting_to_change(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(BadSetting, match="lock cannot be opened"), locked(tmp_path):
        pass


def test_a_lock_is_free_again_when_its_holder_ends_or_is_killed(tmp_path: Path) -> None:
    for _ in range(2):
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert holder.stdout is not None
        assert holder.stdin is not None
        holder.stdout.readline()
        with pytest.raises(Taken), locked(tmp_path):
            pass
        holder.kill()
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()
    with locked(tmp_path):
        pass


def test_the_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    with locked(tmp_path / "data"):
        assert (tmp_path / "data" / "lock").is_file()
