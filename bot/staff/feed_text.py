"""What the entries of a feed say, as plain text; and feeds as their makers meant them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from html.entities import html5
from typing import Any

from bot.archive.statements import tidy, tidy_line
from bot.staff.page_html import paragraphs_of_html
from bot.staff.taking import NotTaken

CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
"""Also one that is never closed, or each would be looked for to the end."""
_AMPERSAND = re.compile(rf"{CDATA.pattern}|&(#\d+;|#x[\da-f]+;|\w+;)?", re.DOTALL | re.IGNORECASE)
_XML = frozenset(["amp;", "lt;", "gt;", "quot;", "apos;"])
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]{2,30})[\"']", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml\b.*?\?>", re.DOTALL)
_READABLE = re.compile(
    r"utf-?8|us-ascii|ascii|utf-?16|windows-125\d|cp125\d|iso-8859-\d+|koi8-[ru]"
)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--", re.IGNORECASE)
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def readable(raw: bytes) -> str:
    """The feed's text without its declaration. Raises NotTaken for encodings that hide markup."""
    code = "utf-8-sig"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        code = "utf-16"
    elif declared := _DECLARED.match(raw[:200].removeprefix(b"\xef\xbb\xbf")):
        named = declared[1].decode("ascii").lower()
        if not _READABLE.fullmatch(named):
            raise NotTaken(f"the encoding {named!r} is not read; save the feed as UTF-8")
        code = code if named.startswith("utf") else named
    try:
        text = raw.decode(code)
    except (UnicodeDecodeError, LookupError):
        raise NotTaken(f"this is not text in {code.removesuffix('-sig')}") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # The lines that the declaration takes up stay, so that every line keeps its number.
    return _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)


def mended(text: str) -> str:
    """The feed with HTML's entities as numbers and lone ampersands escaped, as XML wants them."""
    return _AMPERSAND.sub(_escaped, _NOT_XML.sub(" ", text)).lstrip(" ")


def _escaped(found: re.Match[str]) -> str:
    name = found[1]
    if not found[0].startswith("&") or (name and (name.startswith("#") or name in _XML)):
        return found[0]
    letters = html5.get(name or "")
    if letters is None:
        return f"&amp;{name or ''}"
    return "".join(f"&#{ord(letter)};" for letter in letters)


def title_of(entry: Mapping[str, Any]) -> str:
    """The title as one line."""
    told: Mapping[str, Any] = entry.get("title_detail") or {}
    value = str(told.get("value") or "")
    marked = told.get("type") != "text/plain" and _TAG.search(value)
    return tidy_line(paragraphs_of_html(value) if marked else html.unescape(value))


def text_of(entry: Mapping[str, Any]) -> str:
    """The whole text where the feed has it, else its summary, as paragraphs."""
    whole: list[Mapping[str, Any]] = entry.get("content") or []
    summary = entry.get("summary_detail")
    for told in [*whole, *([summary] if summary else [])]:
        text = _paragraphs(str(told.get("value") or ""), str(told.get("type") or ""))
        if text:
            return text
    return ""


def _paragraphs(value: str, kind: str) -> str:
    if kind != "text/plain" and _TAG.search(value):
        return paragraphs_of_html(value)
    parts = tidy(value if kind == "text/plain" else html.unescape(value)).split("\n\n")
    return "\n\n".join(" ".join(part.split()) for part in parts)
