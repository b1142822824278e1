"""HTML as rows, one for each block, without scripts and what readers do not see."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from bot.staff.page_rows import Row

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNSEEN = "script style noscript template head svg select nav footer aside form button iframe"
_HIDDEN = "[hidden], [style*='display:none'], [style*='display: none'], [aria-hidden='true']"
_WITHIN = (
    "a abbr b bdi bdo big cite code del em font i ins mark nobr q s small span strong sub sup time"
    " u wbr img label tt kbd var strike"
)
"""Elements that do not begin a row of their own."""
_TAGS = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)


def rows_of_html(text: str) -> list[Row]:
    """The rows of a page in HTML that hold anything."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    for node in tree.css(f"{', '.join(_UNSEEN.split())}, {_HIDDEN}"):
        node.decompose()
    walk = _Walk()
    if tree.body is not None:
        walk.over(tree.body)
    return _with_lines(walk.rows, text)


class _Walk:
    """Collects rows on the way through a tree."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, bool, bool]] = []
        self._text = ""
        self._apart = True
        self._heading = False

    def over(self, root: LexborNode) -> None:
        """Every text below, in order; without recursion, for pages are nested as they please."""
        waiting: list[LexborNode | None] = [root]
        while waiting:
            node = waiting.pop()
            if node is None:
                self._end(apart=True)
                continue
            tag = node.tag
            if tag == "-text":
                self._text += node.text_content or ""
                continue
            if tag == "br":
                self._end(apart=not self._text.strip())
                continue
            if tag not in _WITHIN.split():
                self._end(apart=True)
                self._heading = tag in ("h1", "h2", "h3", "h4", "h5", "h6")
                waiting.append(None)
            waiting.extend(reversed(list(node.iter(include_text=True))))
        self._end(apart=True)

    def _end(self, apart: bool) -> None:
        clean = " ".join(self._text.split())
        if clean:
            self.rows.append((clean, self._apart, self._heading))
            self._apart = False
        self._apart = self._apart or apart
        self._heading = self._heading and not clean
        self._text = ""


def _with_lines(rows: list[tuple[str, bool, bool]], page: str) -> list[Row]:
    """The rows with the lines where they begin: their letters are looked up in the page's."""
    letters, lines = [], []
    for number, line in enumerate(_TAGS.sub(_breaks, page).split("\n"), 1):
        squeezed = "".join(html.unescape(line).split())
        letters.append(squeezed)
        lines += [number] * len(squeezed)
    together, at, found = "".join(letters), 0, list[Row]()
    for text, apart, heading in rows:
        squeezed = "".join(text.split())
        place = together.find(squeezed, at)
        place = together.find(squeezed[:40], at) if place < 0 else place
        if place >= 0:
            at = place
        began = lines[at] if lines else 1
        at = min(at + len(squeezed), max(len(lines) - 1, 0)) if place >= 0 else at
        found.append(Row(began, text, apart, heading))
    return found


def _breaks(markup: re.Match[str]) -> str:
    return "\n" * markup[0].count("\n")
