"""HTML as Telegram takes it: escaping, tags, and cutting into pieces within the limit."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, takewhile

LIMIT = 4096
"""UTF-16 units of visible text that Telegram takes in one message."""

# The Bot API server refuses a text of more bytes than this before it looks at its tags.
_RAW_LIMIT = 32_768

_CONTROLS = {code: " " for code in (*range(32), 127) if chr(code) not in "\n\r"} | {13: None}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_UNSPEAKABLE = _CONTROLS | _SURROGATES

# What Telegram takes for nothing at all, or takes out, beside spaces.
_UNSEEN = frozenset("\u00ad\u030a\u0333\u033f\u180e\u2060\u2800\ufeff\ufffc").union(
    map(chr, (*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0xE0000, 0xE0080)))
)

# Where to cut, the best first: a paragraph, a line, a sentence, a word.
_BREAKS = tuple(
    re.compile(pattern) for pattern in (r"\n\n+", r"\n", r"[.!?…][\"'»”’)\]]*\s+", r"\s+")
)

_TAGS = re.compile(r"</?[a-z][^<>]*>")


@dataclass(frozen=True)
class Run:
    """Some text under the same tags, outermost first."""

    text: str
    tags: tuple[str, ...] = ()


def speakable(text: str) -> str:
    """The text without control characters and halves of letters, which no message can carry."""
    return text.translate(_UNSPEAKABLE)


def escaped(text: str) -> str:
    """The text as it may stand between tags; the only place where a value becomes HTML."""
    return html.escape(speakable(text), quote=False)


def without_tags(marked: str) -> str:
    """The visible text of a piece."""
    return html.unescape(_TAGS.sub("", marked))


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_seen(text: str) -> bool:
    """Whether anything in the text is visible; Telegram refuses a text of which nothing is."""
    return any(not letter.isspace() and letter not in _UNSEEN for letter in text)


def cut(runs: tuple[Run, ...], limit: int = LIMIT) -> Iterator[str]:
    """The runs as HTML in pieces; what is not seen may be lost between two of them."""
    text = "".join(run.text for run in runs)
    start = 0
    while start < len(text):
        end = _end_of_piece(text, start, limit)
        piece = _marked(_between(runs, start, end))
        if len(piece.encode()) > _RAW_LIMIT:
            end = _end_of_piece(text, start, limit // 2)
            piece = _marked(_between(runs, start, end))
        if is_seen(text[start:end]):
            yield piece
        start = end


def cut_text(text: str, limit: int = LIMIT) -> list[str]:
    """A plain text escaped and cut like an answer."""
    return list(cut((Run(speakable(text)),), limit))


def _end_of_piece(text: str, start: int, limit: int) -> int:
    """Where a piece from `start` ends, at the best break in the second half of what fits."""
    reached = text[start : start + limit].encode("utf-16-le")[: 2 * limit]
    furthest = start + len(reached.decode("utf-16-le", "ignore"))
    if furthest == len(text):
        return furthest
    for pattern in _BREAKS:
        ends = [found.end() for found in pattern.finditer(text, (start + furthest) // 2, furthest)]
        if ends:
            return ends[-1]
    return furthest


def _between(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            yield Run(text, run.tags)


def _marked(runs: Iterable[Run]) -> str:
    """The runs as HTML; a tag stays open as long as the runs stay under it."""
    said: list[str] = []
    opened: tuple[str, ...] = ()
    for run in chain(runs, [Run("")]):
        pairs = zip(opened, run.tags, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        said.extend(f"</{tag.split()[0]}>" for tag in reversed(opened[shared:]))
        said.extend(f"<{tag}>" for tag in run.tags[shared:])
        said.append(escaped(run.text))
        opened = run.tags
    return "".join(said)
