"""The two sides of a comparison: a folder, or a folder as it stood at a revision of git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class NoSide(Exception):
    """What was named is neither a folder nor a revision; the message says what can be named."""


@contextmanager
def side(name: str, folder: Path) -> Iterator[Path]:
    """The folder of that name; else what `folder` was at that revision, in a temporary place."""
    if Path(name).is_dir():
        yield Path(name)
        return
    with TemporaryDirectory(prefix="desk-diff-") as made:
        yield _at_revision(name, folder, Path(made))


def _at_revision(revision: str, folder: Path, place: Path) -> Path:
    inside = folder if folder.is_dir() else folder.parent
    if revision.startswith("-") or not inside.is_dir():
        raise NoSide(f"{revision!r} is neither a folder nor a revision of git")
    prefix, top = (
        _git(inside, "rev-parse", option).decode().rstrip("\n")
        for option in ("--show-prefix", "--show-toplevel")
    )
    whole = Path(prefix) if folder.is_dir() else Path(prefix, folder.name)
    tree = f"{revision}:{whole.as_posix()}"
    try:
        content = _git(Path(top), "archive", "--format=tar", tree)
    except NoSide:
        sentence = f"{revision!r} is no folder, and git has no revision of that name with {whole}"
        raise NoSide(sentence) from None
    unpacked = place / whole.name
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        archive.extractall(unpacked, filter="data")
    return unpacked


def _git(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)
    except OSError:
        raise NoSide("git is not installed here; name two folders") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoSide(said[0] if said else "git cannot read this folder; name two folders")
    return done.stdout
