"""Facts that load and are doubtful: phones, addresses and links in texts, dates gone by, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.entries import Complaint, Mapping, Scalar, ends
from bot.staff.check_entries import Written, values_of
from bot.topics.links import is_address, is_mail
from bot.topics.phones import is_valid
from bot.wording import written

LONGEST_TITLE = 40
"""Letters that a telephone shows of a button that has a row to itself."""
_PHONE = re.compile(r"\+[(\d][\d ()./–—-]{5,}\d")
_MAIL = re.compile(r"[^\s<>(),;:\"«»“”]*@[^\s<>(),;:\"«»“”]*")
_LINK = re.compile(r"(?:https?:|www\.)[^\s<>\"«»“”]*", re.IGNORECASE)
_HANDLE = re.compile(r"@\w*")
"""A name in a messenger, which is no e-mail address."""
_SPOKEN = ("text", "parts", "phone")
"""Shapes whose values citizens read."""


@dataclass(frozen=True)
class Now:
    """The moment as of which facts are judged, in the embassy's zone."""

    moment: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The embassy's zone."""
        zone = self.moment.tzinfo
        return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")

    @property
    def day(self) -> date:
        """The day there."""
        return self.moment.date()


def doubtful_facts(entries: list[Written], now: Now) -> Iterator[Complaint]:
    """A warning for each fact that citizens should not be told as it stands."""
    for entry in entries:
        yield from _titles(entry)
        yield from _overdue(entry, now)
        yield from _over(entry, now)
        yield from _texts(entry)


def _titles(entry: Written) -> Iterator[Complaint]:
    titles = entry.node.items.get("title")
    for language, value in titles.items.items() if isinstance(titles, Mapping) else ():
        if isinstance(value, Scalar) and len(value.value) > LONGEST_TITLE:
            sentence = (
                f"title: {language}: {len(value.value)} letters are too many for a button;"
                f" write at most {LONGEST_TITLE}"
            )
            yield entry.warn(value.line, sentence)


def _overdue(entry: Written, now: Now) -> Iterator[Complaint]:
    by = _day(entry, "review_by")
    if by is not None and by < now.day:
        sentence = (
            f"review_by: someone was to look at this by {written(by)}; look at it,"
            " then set reviewed and a new review_by"
        )
        yield entry.warn(entry.line_of("review_by"), sentence)


def _over(entry: Written, now: Now) -> Iterator[Complaint]:
    value = entry.node.items.get("until")
    if not isinstance(value, Scalar):
        return
    try:
        text = value.value.strip()
        until = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        over = ends(until, now.zone) <= now.moment
    except (ValueError, OverflowError):
        return
    if over:
        what = "the notice" if entry.kind == "notice" else "the topic"
        sentence = f"until: {what} is over since {text}; take it out, or change until"
        yield entry.warn(value.line, sentence)


def _day(entry: Written, name: str) -> date | None:
    value = entry.node.items.get(name)
    try:
        return date.fromisoformat(value.value.strip()) if isinstance(value, Scalar) else None
    except ValueError:
        return None


def _texts(entry: Written) -> Iterator[Complaint]:
    for name, field in entry.fields.items():
        node = entry.node.items.get(name)
        if node is None or field.shape not in _SPOKEN:
            continue
        for value in values_of(node):
            for below, sentence in _doubts(value.value, phone=field.shape == "phone"):
                yield entry.warn(value.line + below, f"{name}: {sentence}")


def _doubts(text: str, phone: bool) -> Iterator[tuple[int, str]]:
    """What is doubtful in a text, and how many lines below its beginning."""
    for found in _PHONE.finditer(text):
        if not is_valid(found[0]):
            yield _below(text, found), f"{found[0]!r} is not a number in use; check its digits"
    for found in () if phone else _MAIL.finditer(text):
        mail = found[0].rstrip(".!?…'’")
        if not is_mail(mail) and not _HANDLE.fullmatch(mail):
            sentence = f"{mail!r} is not an e-mail address like name@example.org"
            yield _below(text, found), sentence
    for found in () if phone else _LINK.finditer(text):
        link = found[0].rstrip(".,;:!?…)'’")
        if not is_address(link if link.lower().startswith("http") else f"https://{link}"):
            sentence = f"{link!r} is not an address like https://www.example.org/page"
            yield _below(text, found), sentence


def _below(text: str, found: re.Match[str]) -> int:
    """A text of several lines begins a line below the `|` that announces it."""
    return text.count("\n", 0, found.start()) + 1 if "\n" in text.strip() else 0
