"""A saved page as rows of text with the lines they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.staff.page_rows import LARGEST, Row, rows_of
from bot.staff.taking import NotTaken


class NoPage(Exception):
    """The page cannot be read; the message says why."""


def read_rows(path: Path) -> list[Row]:
    """The rows of a saved page, text or HTML. Raises NoPage."""
    try:
        if path.stat().st_size > LARGEST:
            raise NoPage(f"{path} is larger than {LARGEST // 2**20} MiB")
        return rows_of(path.read_bytes())
    except OSError as trouble:
        raise NoPage(f"{path} cannot be read: {trouble.strerror}") from None
    except NotTaken as wrong:
        raise NoPage(f"{path}: {wrong}") from None


def with_links(rows: Sequence[Row]) -> list[Row]:
    """The rows with the numbers of their lists, and with what their links open."""
    return [
        replace(row, text=" ".join([f"{row.marker}{row.text}", *row.addresses])) for row in rows
    ]
