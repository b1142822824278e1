"""What the bot keeps is for its own eyes: files 0600, folders 0700."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_log = logging.getLogger(__name__)

OWN = ("*.sqlite*", "heartbeat*", "lock*", "cache", "live")
"""What a data folder holds of the bot's; anything else in it is left alone."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keep_private(data: Path) -> None:
    """From now on this program makes files for its own eyes; those that it finds are made so.

    A file system without rights, or a file of somebody else's, is said in the log and no more.
    """
    os.umask(_OTHERS)
    data.mkdir(parents=True, exist_ok=True)
    for path in open_to_others(data):
        try:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~_OTHERS)
        except OSError as fault:
            _log.warning("%s stays open to others: %s", path, fault.strerror)


def open_to_others(data: Path) -> list[Path]:
    """The folder, and what is the bot's in it, as far as others may read or write it."""
    return [path for path in _own(data) if _mode(path) & _OTHERS]


def _own(data: Path) -> Iterator[Path]:
    yield data
    for pattern in OWN:
        for path in data.glob(pattern):
            yield path
            # A link is not followed: what it leads to is not the bot's.
            if path.is_dir() and not path.is_symlink():
                yield from path.rglob("*")


def _mode(path: Path) -> int:
    try:
        found = path.lstat().st_mode
    except OSError:
        return 0
    return 0 if stat.S_ISLNK(found) else found
