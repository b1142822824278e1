"""Links and e-mail addresses as staff write them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.entries import Entry

_MAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:.]+(\.[^\s@<>,;:.]+)+")


def read_link(entry: Entry, name: str = "link") -> str | None:
    """A web address; one that cannot be opened is a complaint."""
    link = entry.value(name)
    if link is None:
        return None
    if not is_address(link):
        entry.complain(name, f"{link!r} is not an address like https://www.example.org/page")
        return None
    return link


def read_mail(entry: Entry, name: str = "email") -> str | None:
    """An e-mail address; one without @ and a domain is a complaint."""
    mail = entry.value(name)
    if mail is not None and not is_mail(mail):
        entry.complain(name, f"{mail!r} is not an e-mail address like name@example.org")
        return None
    return mail


def is_address(link: str) -> bool:
    """Whether a text is an address on the web that can be opened."""
    try:
        parts = urlsplit(link)
        sound = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        return False
    return sound and not re.search(r"\s", link)


def is_mail(text: str) -> bool:
    """Whether a text is an e-mail address."""
    return _MAIL.fullmatch(text) is not None
