"""What a file that is brought in holds: a page, a feed, import lines, or staff's YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.entries import Mapping, Page, Sequence, nothing, read_file
from bot.knowledge.samples import statement_of
from bot.staff.feeds import is_feed, lines_of_feed
from bot.staff.jsonl import statements_of_lines
from bot.staff.page_rows import LARGEST, rows_of
from bot.staff.pages import lines_of_page
from bot.staff.taking import NotTaken, Outcome, Refused, Wish, taken

_LINES = (".jsonl", ".ndjson")
_FEEDS = (".rss", ".atom", ".xml")
_YAML = (".yaml", ".yml")
_PAGES = (".txt", ".html", ".htm", ".xhtml")
SUFFIXES = (*_LINES, *_FEEDS, *_YAML, *_PAGES)
"""How names of files end that a folder is searched for."""
_LIKE = frozenset(["date", "title"])
"""Fields by which a list of statements is told from other lists."""


def outcomes_of(path: Path, wish: Wish, read: Callable[[int], None]) -> Iterator[Outcome]:
    """What a file holds, one after the other; `read` hears of bytes that are done with."""
    suffix = path.suffix.lower()
    try:
        if suffix in (*_LINES, ".json"):
            yield from statements_of_lines(path, wish, read)
            return
        size = path.stat().st_size
        yield from _from_yaml(path, wish) if suffix in _YAML else _from_whole(path, wish)
        read(size)
    except NotTaken as wrong:
        yield Refused(str(path), wrong.line, str(wrong))
    except OSError as wrong:
        yield Refused(str(path), 0, f"it cannot be read: {wrong.strerror}")


def _from_whole(path: Path, wish: Wish) -> Iterator[Outcome]:
    if path.stat().st_size > LARGEST:
        raise NotTaken(f"it is larger than {LARGEST // 2**20} MiB")
    raw = path.read_bytes()
    if path.suffix.lower() in _FEEDS or is_feed(raw):
        yield from _statements(lines_of_feed(raw, str(path), wish), wish, str(path))
    else:
        yield from _statements(lines_of_page(rows_of(raw), str(path)), wish, str(path))


def _statements(
    lines: Iterable[dict[str, Any] | Refused], wish: Wish, file: str
) -> Iterator[Outcome]:
    for line in lines:
        if isinstance(line, Refused):
            yield line
        else:
            yield taken(line, wish, file, int(line["source"].rpartition(":")[2]))


def _from_yaml(path: Path, wish: Wish) -> Iterator[Outcome]:
    page = Page(str(path))
    root, _ = read_file(path, page)
    if page.complaints or nothing(root):
        yield from _refused(page)
        return
    items = root.items if isinstance(root, Sequence) else []
    if not any(isinstance(item, Mapping) and _LIKE.issubset(item.items) for item in items):
        raise NotTaken("this is not a list of statements, each with date, title and text")
    for item in items:
        found = list(statement_of(item, page, wish.publisher, wish.spoken))
        if page.complaints:
            yield from _refused(page)
        else:
            yield from (wish.placed(statement) for _, statement in found)


def _refused(page: Page) -> Iterator[Refused]:
    """One refusal for all that the page complains of, which is forgotten then."""
    if page.complaints:
        first = min(page.complaints)
        why = "; ".join(each.sentence for each in page.complaints)
        yield Refused(first.file, first.line, why)
        page.complaints.clear()
