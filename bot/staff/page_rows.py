"""The rows of a saved page, text or HTML, as readers see them, with their line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

LARGEST = 16 * 1024 * 1024
"""Bytes of a page that is read."""
_CHARSET = re.compile(rb"charset=[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|div|p|br|table|ul|li|span|a|section|main)\b[^<>]*>", re.IGNORECASE
)


@dataclass(frozen=True)
class Row:
    """What stands on one line of the page as readers see it."""

    line: int
    """Of the saved file, from 1."""
    text: str
    apart: bool = True
    """Whether something parts it from the row before: an empty line, or the edge of a block."""
    heading: bool = False
    """Whether the page's markup says that it is a heading."""


def rows_of(raw: bytes) -> list[Row]:
    """The rows of a page that hold anything."""
    text = decoded(raw)
    if _MARKUP.search(text[:50_000]):
        from bot.staff.page_html import rows_of_html

        return rows_of_html(text)
    return _rows_of_text(text)


def decoded(raw: bytes) -> str:
    """The page's text: UTF-8 where it is that, else what the page declares, else Windows-1251."""
    declared = _CHARSET.search(raw[:4096])
    names = ["utf-8-sig", declared[1].decode("ascii") if declared else "cp1251", "cp1252"]
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        names.insert(0, "utf-16")
    for name in names:
        try:
            text = raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return raw.decode("utf-8", "replace")


def _rows_of_text(text: str) -> list[Row]:
    rows, apart = list[Row](), True
    for number, row in enumerate(text.split("\n"), 1):
        clean = " ".join(row.split())
        if clean:
            rows.append(Row(number, clean, apart))
        apart = not clean
    return rows
