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
    try:
        parts = urlsplit(link)
        sound = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        sound = False
    if not sound or re.search(r"\s", link):
        entry.complain(name, f"{link!r} is not an address like https://www.example.org/page")
        return None
    return link


def read_mail(entry: Entry, name: str = "email") -> str | None:
    """An e-mail address; one without @ and a domain is a complaint."""
    mail = entry.value(name)
    if mail is not None and not _MAIL.fullmatch(mail):
        entry.complain(name, f"{mail!r} is not an e-mail address like name@example.org")
        return None
    return mail
