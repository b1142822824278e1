"""The rows of a saved page, text or HTML, as readers see them, with their line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.archive.statements import tidy_line
from bot.staff.page_dates import Opening, opening_of

LARGEST = 16 * 1024 * 1024
"""Bytes of a page that is read."""
_CHARSET = re.compile(rb"charset=[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|meta|title|script|style|body|div|p|br|table|[uod]l|li|span|a|section"
    r"|main|h[1-6]|pre)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
_CYRILLIC = re.compile("[а-яё]{2,}", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """What stands on one line of the page as readers see it."""

    line: int
    """Of the saved file, from 1."""
    text: str
    gap: int = 1
    """Empty lines that part it from the row before; the edge of a block counts as one."""
    heading: int = 0
    """1 to 6 when the page's markup says that it is a heading; 0 otherwise."""
    beside: bool = False
    """In a menu, a form or a foot of the page: what stands on each page of a site."""
    marker: str = ""
    """The number that a list shows before it: `3. `."""
    opening: Opening | None = None
    """The date that an item of a section opens with here."""
    addresses: tuple[str, ...] = ()
    """Mail addresses and numbers that its links open and that it does not print."""
    width: int = 0
    """Letters of the line of plain text, its spaces as they were saved."""


def rows_of(raw: bytes) -> list[Row]:
    """The rows of a page that hold anything."""
    text = decoded(raw)
    if _MARKUP.search(text[:50_000]):
        from bot.staff.page_html import rows_of_html

        return rows_of_html(text)
    return unwrapped(rows_of_text(text))


def decoded(raw: bytes) -> str:
    """The page's text: Unicode where it is that, else what the page declares, else Windows'."""
    text = _as_unicode(raw) or _as_declared(raw)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_unicode(raw: bytes) -> str | None:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    text = raw.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    # A single broken letter does not make a page of UTF-8 one of another encoding.
    sound = sum(letter > "\x7f" for letter in text) - broken if broken else 1
    return text if not broken or sound > 10 * broken else None


def _as_declared(raw: bytes) -> str:
    declared = _CHARSET.search(raw[:4096])
    for name in (declared[1].decode("ascii"),) if declared else ():
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    russian = raw.decode("cp1251", "replace")
    cyrillic = sum(len(word) for word in _CYRILLIC.findall(russian))
    # In a Western page a letter with an accent stands between plain ones.
    high = sum("\u0400" <= letter <= "\u04ff" for letter in russian)
    return russian if 2 * cyrillic >= high else raw.decode("cp1252", "replace")


def rows_of_text(text: str, first: int = 1) -> list[Row]:
    """The rows of plain text, one for each of its lines that holds anything."""
    rows, gap = list[Row](), 1
    for number, line in enumerate(text.split("\n"), first):
        clean = tidy_line(line)
        if clean:
            rows.append(Row(number, clean, gap, width=len(line.strip())))
        gap = 0 if clean else gap + 1
    return rows


_LEAST, _MOST = 40, 160
"""Letters of a line, between which a text is taken for wrapped."""
_FIRST = re.compile(r"[^\s-]*-?|-+\S*")
_POINT = re.compile(r"\d{1,3}[.)] ")
_SENTENCE_ENDS = re.compile(r"[.!?…:;][\"”’»)]*$")
_CUT = re.compile(r"\w-$")
_SUSPENDED = ("and ", "or ", "to ", "и ", "или ")


def unwrapped(rows: list[Row]) -> list[Row]:
    """The rows with those joined that only the width of the page parts."""
    width = _width(rows)
    joined: list[Row] = []
    last = Row(0, "")
    for row in rows:
        if joined and not row.gap and _flows(last, row, width):
            parted = "" if _CUT.search(last.text) and not row.text.startswith(_SUSPENDED) else " "
            joined[-1] = replace(joined[-1], text=joined[-1].text + parted + row.text)
        else:
            joined.append(row)
        last = row
    return joined


def _width(rows: list[Row]) -> int:
    """The letters of a full line; 0 when the page is not wrapped."""
    full = [0] * (_MOST + 2)
    pairs = [(a, b) for a, b in pairwise(rows) if not b.gap and a.width >= _LEAST]
    for above, below in pairs:
        lowest, highest = _spans(above, below)
        if _LEAST <= lowest <= _MOST:
            full[lowest] += 1
            full[min(highest, _MOST) + 1] -= 1
    best = width = count = 0
    for letters, change in enumerate(full):
        count += change
        if count >= best:
            best, width = count, letters
    longer = sum(row.width > width for row in rows)
    told = sum(row.width >= _LEAST for row in rows)
    # Two lines may be as long as each other by chance; of three, most are not.
    wrapped = best > 2 and 2 * best >= len(pairs) and 3 * longer <= told
    return width if wrapped else 0


def _spans(above: Row, below: Row) -> tuple[int, int]:
    """The widths of a page, lowest and highest, that would have parted these two lines."""
    first = _FIRST.match(below.text)
    word = first[0] if first else below.text
    return above.width, above.width + len(word) - bool(_CUT.search(above.text))


def _flows(above: Row, below: Row, width: int) -> bool:
    """Whether a line goes on in the next one."""
    opening = opening_of(below.text)
    ended = bool(_SENTENCE_ENDS.search(above.text))
    if _POINT.match(below.text) or _date_alone(above.text) or (opening and (opening.dash or ended)):
        return False
    lowest, highest = _spans(above, below)
    if width and lowest <= width <= highest:
        return True
    goes_on = above.text.endswith(",") or (below.text[0].islower() and not ended)
    return goes_on and above.width >= _LEAST


def _date_alone(text: str) -> bool:
    opening = opening_of(text)
    return opening is not None and not opening.title
