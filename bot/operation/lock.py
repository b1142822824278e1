"""One bot for one data folder: the lock that a second one finds taken."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.settings import BadSetting

NAME = "lock"
TAKEN = 75
"""Exit status: try again when the other one has ended (`EX_TEMPFAIL` of sysexits)."""


class Taken(Exception):
    """Another bot uses the folder; the message says which process and what to do."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder for this process alone; raises Taken. A process that dies leaves no lock behind.

    The file stays: were it removed, two processes could each lock a file of that name. Raises
    BadSetting where it cannot be opened, as when another user began to use the folder.
    """
    with _opened(folder) as file:
        if not _lock(file):
            file.seek(0)
            by = file.read(20).strip() or "unknown"
            raise Taken(f"Another bot uses {folder} (process {by}); stop it first.")
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _opened(folder: Path) -> IO[str]:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / NAME).touch(mode=0o600)
        return (folder / NAME).open("a+", encoding="ascii")
    except OSError as fault:
        raise BadSetting(
            f"DATA_DIR: {folder / NAME} cannot be opened ({fault.strerror}); give all that is in"
            f" {folder} to the user who runs the bot."
        ) from None


def _lock(file: IO[str]) -> bool:
    try:
        # Where there is no such call (Windows), the other one is not noticed here; Telegram
        # notices it, and one of the two ends with a conflict.
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
