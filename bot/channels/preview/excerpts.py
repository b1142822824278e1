"""The lines around a source, so that staff see the very words that they would edit."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

AROUND = 2
"""Lines shown before and after the one that is meant."""

_LONGEST = 240
_FURTHEST = 200_000


def excerpt(folder: Path, file: str | None, line: int | None) -> list[tuple[int, str]]:
    """Numbered lines around a line of a file of the knowledge folder; none if there is no such.

    `file` is as answers name it: below the folder's own name, or a page below `sources/`.
    """
    path = _place(folder, file)
    if path is None or line is None or not 0 < line < _FURTHEST:
        return []
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            first = max(line - AROUND, 1)
            shown = islice(lines, first - 1, line + AROUND)
            return [(first + at, _shortened(each)) for at, each in enumerate(shown)]
    except OSError:
        return []


def _place(folder: Path, file: str | None) -> Path | None:
    """The file meant, when it is a plain one inside the folder."""
    if not file:
        return None
    root = folder.resolve()
    for path in (root.parent / file, root / "sources" / file):
        try:
            found = path.resolve()
            if found.is_relative_to(root) and found.is_file():
                return found
        except (OSError, ValueError):
            continue
    return None


def _shortened(row: str) -> str:
    text = row.rstrip("\r\n")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
