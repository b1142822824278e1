"""HTML as rows, one for each block, without scripts and what readers do not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.archive.statements import tidy_line
from bot.staff.page_dates import opening_of
from bot.staff.page_places import with_lines, without_scripts
from bot.staff.page_rows import Row, rows_of_text, unwrapped
from bot.staff.taking import NotTaken

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_WITHIN = "a abbr b bdi bdo big cite code del em font i ins kbd label mark nobr q s samp small span"
_WITHIN += " strike strong sub sup time tt u var wbr"
_BLOCKS = "address article aside blockquote body br button center dd details div dl dt fieldset"
_BLOCKS += " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre"
_BLOCKS += " section summary table tbody td tfoot th thead tr ul"
_UNSEEN = "script style noscript template title svg math select textarea iframe object video audio"
_UNSEEN += " canvas map"
_KEPT = {
    "*": {"hidden", "style", "class"},
    "a": {"href"},
    "ol": {"start"},
    "li": {"value"},
}
_APART = frozenset(["a", "time", "label"])
_BESIDE = frozenset(["nav", "footer", "aside", "form", "button", "menu"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_LISTENERS = frozenset(["sr-only", "visually-hidden", "screen-reader-text", "hidden"])
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
_NOT_NESTED = frozenset(
    ["p", "li", "dt", "dd", "td", "th", "tr", "br", "hr", "img", "input", "meta"]
)
_NOT_NESTED |= {"link", "wbr", "source", "area", "col", "option", "base", "param", "embed"}
DEEPEST = 500
"""Elements within each other, those left out that need not be closed."""
_INLINE = frozenset(_WITHIN.split())


def rows_of_html(text: str) -> list[Row]:
    """The rows of a page in HTML that hold anything."""
    return with_lines(list(_rows(text)), text)


def paragraphs_of_html(text: str) -> str:
    """A piece of HTML, or a text without any, as paragraphs divided by empty lines."""
    return "\n\n".join(row.marker + row.text for row in _rows(text))


def _rows(text: str) -> Iterator[Row]:
    _refuse_deep(text)
    import nh3
    from selectolax.lexbor import LexborHTMLParser

    clean = nh3.clean(
        text,
        tags=set(f"{_WITHIN} {_BLOCKS}".split()),
        clean_content_tags=set(_UNSEEN.split()),
        attributes=_KEPT,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    walk = _Walk()
    root = LexborHTMLParser(clean).body
    if root is not None:
        walk.over(root)
    yield from walk.rows


def _refuse_deep(text: str) -> None:
    """Readers of HTML take time and room by the square of its depth. Raises NotTaken."""
    depth = 0
    for tag in _TAG.finditer(without_scripts(text)):
        if tag[2].lower() not in _NOT_NESTED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEEPEST:
            raise NotTaken(f"its HTML is nested deeper than {DEEPEST} elements")


@dataclass(frozen=True)
class _Place:
    """Where in the tree the walk is."""

    heading: int = 0
    beside: bool = False
    pre: bool = False
    numbers: list[int] | None = None
    """The number of the last item of the list that this is in, when it shows numbers."""
    ends: bool = False
    """Not an element, but the end of one."""


class _Walk:
    """Collects rows on the way through a tree; without recursion, for pages nest as they please."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._text = ""
        self._gap = 1
        self._marker = ""
        self._addresses: tuple[str, ...] = ()
        self._ended = ""
        """The element within a row that ended just here."""

    def over(self, root: LexborNode) -> None:
        """Every text below, in order."""
        waiting: list[tuple[LexborNode, _Place]] = [(root, _Place())]
        while waiting:
            node, place = waiting.pop()
            tag = node.tag or ""
            if place.ends:
                self._close(tag, place)
            elif tag == "-text":
                self._say(node.text_content or "", place)
            elif not tag.startswith("-") and not _hidden(node):
                inside = self._open(node, tag, place)
                waiting.append((node, replace(place, ends=True)))
                waiting.extend((child, inside) for child in reversed(_children(node)))
        self._end(_Place())

    def _open(self, node: LexborNode, tag: str, place: _Place) -> _Place:
        if tag in _INLINE:
            self._part(tag)
            self._note_address(node)
            return place
        said = self._end(place)
        if tag == "br":
            self._gap += not said
            return place
        self._gap = max(self._gap, 1)
        if tag == "li" and place.numbers:
            place.numbers[0] = _given(node, "value", place.numbers[0] + 1)
            self._marker = f"{place.numbers[0]}. "
        return replace(
            place,
            heading=_HEADINGS.get(tag, place.heading),
            beside=place.beside or tag in _BESIDE,
            pre=place.pre or tag == "pre",
            numbers=_numbers(node, tag, place),
        )

    def _close(self, tag: str, place: _Place) -> None:
        if tag in _INLINE:
            self._part("")
            self._ended = tag
        elif tag != "br":
            inside = replace(place, heading=_HEADINGS.get(tag, place.heading))
            self._end(replace(inside, beside=place.beside or tag in _BESIDE))
            self._gap = max(self._gap, 1)
            self._marker = "" if tag == "li" else self._marker

    def _say(self, text: str, place: _Place) -> None:
        self._ended = ""
        if not place.pre:
            self._text += text
            return
        rows = unwrapped(rows_of_text(text))
        self.rows += [replace(row, heading=place.heading, beside=place.beside) for row in rows]

    def _part(self, tag: str) -> None:
        """A date in an element of its own is not glued to the next one, nor a link to a link."""
        opening = opening_of(tidy_line(self._text))
        links = tag in _APART and self._ended in _APART
        if links or (opening is not None and not opening.title):
            self._text += " "

    def _note_address(self, node: LexborNode) -> None:
        scheme, _, rest = (node.attributes.get("href") or "").partition(":")
        if scheme.lower() in ("mailto", "tel"):
            self._addresses += (rest.partition("?")[0].strip(),)

    def _end(self, place: _Place) -> bool:
        """End the row, if it holds anything; whether it does."""
        clean = tidy_line(self._text)
        self._text = ""
        if not clean:
            return False
        unsaid = tuple(each for each in self._addresses if each and each not in clean)
        self.rows.append(
            Row(0, clean, self._gap, place.heading, place.beside, self._marker, addresses=unsaid)
        )
        self._gap, self._marker, self._addresses = 0, "", ()
        return True


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=True))


def _hidden(node: LexborNode) -> bool:
    given = node.attributes
    classes = frozenset((given.get("class") or "").lower().split())
    style = given.get("style") or ""
    return "hidden" in given or bool(classes & _FOR_LISTENERS) or bool(_NOT_SHOWN.search(style))


def _numbers(node: LexborNode, tag: str, place: _Place) -> list[int] | None:
    if tag == "ol":
        return [_given(node, "start", 1) - 1]
    return None if tag in ("ul", "menu", "table") else place.numbers


def _given(node: LexborNode, name: str, otherwise: int) -> int:
    value = node.attributes.get(name) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else otherwise
