"""An answer's HTML as a tree that a page builds element by element, so no string becomes HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

TAGS = frozenset({"a", "b", "blockquote", "code", "i", "pre", "s", "tg-spoiler", "tg-time", "u"})
"""The tags of Telegram's HTML that an answer may carry (Bot API, "HTML style")."""

Tree = list[Any]
"""Texts, and for each element `{"tag", "fold"?, "within": Tree}`."""


def tree_of(marked: str) -> Tree:
    """The tree of one piece; a tag outside the list is dropped and its text kept."""
    reader = _Reader()
    reader.feed(marked)
    reader.close()
    return reader.root


def text_of(tree: Tree) -> str:
    """The visible text of a tree."""
    return "".join(each if isinstance(each, str) else text_of(each["within"]) for each in tree)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: Tree = []
        self._open: list[tuple[str, Tree]] = [("", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element, if the list has it."""
        if tag not in TAGS:
            return
        element: dict[str, Any] = {"tag": tag, "within": []}
        if tag == "blockquote" and "expandable" in dict(attrs):
            element["fold"] = True
        self._open[-1][1].append(element)
        self._open.append((tag, element["within"]))

    def handle_endtag(self, tag: str) -> None:
        """End the innermost element, if it is this one."""
        if self._open[-1][0] == tag and tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add text; what follows text directly becomes one with it."""
        within = self._open[-1][1]
        if within and isinstance(within[-1], str):
            within[-1] += data
        else:
            within.append(data)
