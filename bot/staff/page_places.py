"""Where on the saved page each row of its HTML begins: parsers of HTML do not say."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from bot.archive.statements import tidy_line
from bot.staff.page_rows import Row

_FOR_MACHINES = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(script|style|noscript|template|title)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
"""What is never closed goes on to the end: to look for its end again and again takes for ever."""
_MARKUP = re.compile(r"<[^<>]*>")


def without_scripts(page: str) -> str:
    """The page without what is for machines alone, its lines left as they are."""
    return _FOR_MACHINES.sub(_breaks, page)


def with_lines(rows: list[Row], page: str) -> list[Row]:
    """The rows with the lines where they begin: their letters are looked up in the page's."""
    letters, lines = list[str](), list[int]()
    bare = _MARKUP.sub(_breaks, without_scripts(page))
    for number, line in enumerate(bare.split("\n"), 1):
        squeezed = _squeezed(html.unescape(line))
        letters.append(squeezed)
        lines += [number] * len(squeezed)
    together, at, found = "".join(letters), 0, list[Row]()
    for row in rows:
        squeezed = _squeezed(row.text)
        place = together.find(squeezed, at)
        place = together.find(squeezed[:40], at) if place < 0 else place
        if place >= 0:
            at = place
        began = lines[min(at, len(lines) - 1)] if lines else 1
        at += len(squeezed) if place >= 0 else 0
        found.append(replace(row, line=began))
    return found


def _breaks(left_out: re.Match[str]) -> str:
    return "\n" * left_out[0].count("\n")


def _squeezed(text: str) -> str:
    return "".join(tidy_line(text).split())
