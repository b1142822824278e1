"""A saved page as rows of text with the lines they stand on, from text or from HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

LARGEST = 16 * 1024 * 1024
"""Bytes of a page that is read."""
_CHARSET = re.compile(rb"charset=[\"']?([\w-]{3,20})", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|p|br|table|ul|li|span|a)\b[^<>]*>", re.I)
_UNSEEN = frozenset(["script", "style", "noscript", "template", "title", "svg", "select"])
_ALONE = frozenset(["br", "hr", "img", "input", "link", "meta", "wbr", "source", "area", "col"])
_WITHIN = frozenset(["a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font"])
_WITHIN |= {"i", "ins", "mark", "nobr", "q", "s", "small", "span", "strong", "sub", "sup", "time"}
_WITHIN |= {"u", "wbr", "img", "label", "button", "tt", "kbd", "var", "strike"}
"""Elements that do not begin a line of their own."""
_APART = frozenset(["a", "time", "label", "button"])
"""Of these, those whose text is a thing of its own."""


class NoPage(Exception):
    """The page cannot be read; the message says why."""


@dataclass(frozen=True)
class Row:
    """What stands on one line of the page as readers see it."""

    line: int
    """Of the saved file, from 1."""
    text: str


def read_rows(path: Path) -> list[Row]:
    """The rows of a saved page that hold anything. Raises NoPage."""
    try:
        if path.stat().st_size > LARGEST:
            raise NoPage(f"{path} is larger than {LARGEST // 2**20} MiB")
        raw = path.read_bytes()
    except OSError as trouble:
        raise NoPage(f"{path} cannot be read: {trouble.strerror}") from None
    text = _decoded(raw)
    rows = _rows_of_html(text) if _MARKUP.search(text[:20_000]) else _rows_of_text(text)
    return [Row(row.line, clean) for row in rows if (clean := " ".join(row.text.split()))]


def _decoded(raw: bytes) -> str:
    declared = _CHARSET.search(raw[:4096])
    names = ["utf-8-sig", declared[1].decode("ascii") if declared else "cp1251"]
    for name in names:
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", "replace")


def _rows_of_text(text: str) -> list[Row]:
    return [Row(number, row) for number, row in enumerate(text.split("\n"), 1)]


def _rows_of_html(text: str) -> list[Row]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.rows


class _Reader(HTMLParser):
    """Collects what readers see, a row for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = [Row(1, "")]
        self._unseen = ""
        self._depth = 0
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row at a block; pass over what is hidden."""
        if self._unseen:
            self._depth += tag == self._unseen
        elif tag not in _ALONE and (tag in _UNSEEN or _hidden(attrs)):
            self._unseen, self._depth = tag, 1
        elif tag not in _WITHIN:
            self._break()
        elif tag in _APART:
            self._add(" ")
            self._address = _address(attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a row at a block's end, and what is hidden at its own."""
        if self._unseen:
            self._depth -= tag == self._unseen
            self._unseen = self._unseen if self._depth else ""
        elif tag not in _WITHIN:
            self._break()
        elif tag in _APART:
            self._add(f" {self._address} ")
            self._address = ""

    def handle_data(self, data: str) -> None:
        """Text, if it is seen."""
        if not self._unseen:
            if self._address and self._address in data:
                self._address = ""
            self._add(data)

    def _add(self, data: str) -> None:
        row = self.rows[-1]
        line = row.line
        if not row.text.strip():
            line = self.getpos()[0] + data.count("\n", 0, len(data) - len(data.lstrip()))
        self.rows[-1] = Row(line, row.text + data)

    def _break(self) -> None:
        if self.rows[-1].text.strip():
            self.rows.append(Row(self.getpos()[0], ""))


def _hidden(attrs: list[tuple[str, str | None]]) -> bool:
    given = {name: (value or "").replace(" ", "").lower() for name, value in attrs}
    style = given.get("style", "")
    return "hidden" in given or "display:none" in style or "visibility:hidden" in style


def _address(attrs: list[tuple[str, str | None]]) -> str:
    """The mail address or number that a link opens: readers see it when they press."""
    link = dict(attrs).get("href") or ""
    scheme, _, rest = link.partition(":")
    return rest.partition("?")[0].strip() if scheme.lower() in ("mailto", "tel") else ""
