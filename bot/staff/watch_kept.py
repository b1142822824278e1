"""Copies of the folder as it was when live, for a start with a broken one."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.entries import Complaint, Unreadable
from bot.knowledge import Knowledge, read_knowledge
from bot.staff.watch_looks import Look, look
from bot.topics.live import Live

_log = logging.getLogger(__name__)

LARGEST = 256 * 1024 * 1024
"""Bytes of a folder of which a copy is kept."""
_STAMP = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Begun:
    """What a start has to go on: the knowledge, how it stands, and what was seen of the folder."""

    folder: Path
    kept: Path | None
    """Where copies of it are kept."""
    knowledge: Knowledge
    live: Live
    seen: Look


def begin(folder: Path, kept: Path | None) -> Begun:
    """The folder's knowledge; where it cannot be used, that of the newest copy kept.

    Raises Unreadable when there is no such copy either.
    """
    seen, now = look(folder), datetime.now(UTC)
    try:
        return Begun(folder, kept, read_knowledge(folder), Live(now), seen)
    except Unreadable as unreadable:
        complaints = tuple(unreadable.complaints)
        for copy, since in _copies(kept) if kept else ():
            try:
                knowledge = read_knowledge(copy / _name(folder))
            except Unreadable:
                continue
            tell(complaints)
            _log.warning("the folder cannot be used; the copy live from %s answers", since)
            live = Live(since, True, now, complaints)
            return Begun(folder, kept, knowledge, live, seen)
        raise


def tell(complaints: tuple[Complaint, ...]) -> None:
    """Log each complaint."""
    for complaint in complaints:
        _log.warning("%s", complaint)


def keep(folder: Path, kept: Path, seen: Look, since: datetime) -> None:
    """Keep a copy, whole or not at all, in place of older ones; not of a folder changed since."""
    if sum(size for _, _, size, _ in seen) > LARGEST:
        _log.warning("%s is too large for a copy of it to be kept", folder)
        return
    try:
        files = {
            Path(path).relative_to(folder): Path(path).read_bytes()
            for path, _, size, _ in seen
            if size >= 0 and Path(path).resolve().is_relative_to(folder.resolve())
        }
        older = list(_copies(kept))
        if look(folder) == seen and not any(_holds(copy, files, folder) for copy, _ in older[:1]):
            _write(files, kept / since.astimezone(UTC).strftime(_STAMP), _name(folder))
            for copy, _ in older:
                shutil.rmtree(copy, ignore_errors=True)
    except (OSError, ValueError) as trouble:
        _log.warning("no copy of the knowledge can be kept in %s: %s", kept, trouble)


def _write(files: dict[Path, bytes], copy: Path, name: str) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="new-", dir=copy.parent) as made:
        for place, content in files.items():
            path = Path(made, "copy", name, place)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        Path(made, "copy").rename(copy)


def _copies(kept: Path) -> Iterator[tuple[Path, datetime]]:
    """The copies kept, each with the moment from which it was live, newest first."""
    for path in sorted(kept.glob("2*Z"), reverse=True) if kept.is_dir() else ():
        yield path, datetime.strptime(path.name, _STAMP).replace(tzinfo=UTC)


def _holds(copy: Path, files: dict[Path, bytes], folder: Path) -> bool:
    """Whether a copy has just these files."""
    whole = copy / _name(folder)
    held = {path.relative_to(whole) for path in whole.rglob("*") if path.is_file()}
    return held == set(files) and all(
        (whole / place).read_bytes() == content for place, content in files.items()
    )


def _name(folder: Path) -> str:
    """The folder's own name, which readers are told."""
    return folder.resolve().name or "knowledge"
