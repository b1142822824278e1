"""Feeds, RSS and Atom, as import lines; nothing that a feed names is ever opened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from bot.staff.feed_dates import day_of
from bot.staff.feed_text import CDATA, mended, readable, text_of, title_of
from bot.staff.taking import NotTaken, Refused, Wish, spoken

LARGEST = 2 * 1024 * 1024
"""Bytes of a feed that is read."""
_ROOT = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<![^>]*>\s*)*<([\w:.-]+)", re.DOTALL)
_FEEDS = ("rss", "feed", "rdf")
_ITEM = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]")
_DTD = re.compile(r"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)

Entry = Mapping[str, Any]
Told = Counter[tuple[str, str]]


def is_feed(raw: bytes) -> bool:
    """Whether the first element of a file is a feed's."""
    found = _ROOT.match(raw[:4096].replace(b"\0", b"").decode("latin-1").lstrip("ÿþï»¿"))
    return found is not None and found[1].lower().rpartition(":")[2] in _FEEDS


def lines_of_feed(raw: bytes, file: str, wish: Wish) -> Iterator[dict[str, Any] | Refused]:
    """Import lines of a feed, and what was refused. Raises NotTaken when nothing can be read."""
    if len(raw) > LARGEST:
        raise NotTaken(f"this feed is larger than {LARGEST // 2**20} MiB")
    text = readable(raw)
    if _DTD.search(text):
        raise NotTaken("this feed declares a document type (DTD), which is never read")
    feed, entries = _parsed(text)
    language = _said(feed, "language").partition("-")[0].lower()
    wish = replace(wish, languages=tuple(filter(None, (language, *wish.languages))))
    known = _said(feed, "link"), _told(entries)
    for entry, line in zip(entries, _lines(text, len(entries)), strict=True):
        yield _line_of(entry, wish, (file, line), known)


def _parsed(text: str) -> tuple[Entry, list[Entry]]:
    """What the feed says of itself, and its entries."""
    import feedparser

    found: Mapping[str, Any] = feedparser.parse(
        mended(text).encode(),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    wrong: Any = found.get("bozo_exception")
    if hasattr(wrong, "getLineNumber"):
        why = f"this is not well-formed XML: {wrong.getMessage()}"
        raise NotTaken(why, wrong.getLineNumber())
    if not found.get("version"):
        raise NotTaken("this is neither RSS nor Atom")
    # Plain mappings: the library's own answer for one name with another, and warn of it.
    return dict(found["feed"].items()), [dict(entry.items()) for entry in found["entries"]]


def _line_of(
    entry: Entry, wish: Wish, place: tuple[str, int], known: tuple[str, Told]
) -> dict[str, Any] | Refused:
    file, line = place
    try:
        title, text = title_of(entry), text_of(entry)
        printed = _date(entry)
        day = day_of(printed, wish.zone) if printed else None
    except NotTaken as wrong:
        return Refused(file, line, str(wrong))
    if day is None:
        wrong_day = f"{printed[:60]!r} is not a date" if printed else "it has no date"
        return Refused(file, line, f"{wrong_day}: {title[:60]!r}")
    base, told = known
    given, link = _said(entry, "id"), _said(entry, "link")
    url = urljoin(base, link) if link and told["link", link] == 1 else ""
    return {
        "date": day,
        "title": title,
        "text": text,
        "url": url if re.match(r"https?://\S+$", url, re.IGNORECASE) else None,
        "id": given if given and given != url and told["id", given] == 1 else None,
        "language": wish.language or spoken(f"{title}\n{text}", wish.languages),
        "source": f"{Path(file).name}:{line}",
    }


def _date(entry: Entry) -> str:
    return next(filter(None, (_said(entry, name) for name in ("published", "updated"))), "")


def _said(entry: Entry, name: str) -> str:
    return str(entry.get(name) or "").strip()


def _told(entries: list[Entry]) -> Told:
    """How many entries have each id and link: one that several have tells none from another."""
    return Counter((name, _said(entry, name)) for entry in entries for name in ("id", "link"))


def _lines(text: str, entries: int) -> list[int]:
    """The line on which each entry begins."""
    blank = CDATA.sub(lambda part: "\n" * part[0].count("\n"), text)
    lines, at, line = list[int](), 0, 1
    for found in _ITEM.finditer(blank):
        line += blank.count("\n", at, found.start())
        at = found.start()
        lines.append(line)
    return lines if len(lines) == entries else [1] * entries
