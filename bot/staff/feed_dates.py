"""The dates of feeds: as mail writes them, as ISO 8601 does, or as pages print them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz

from bot.staff.page_dates import opening_of

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d.*)?", re.IGNORECASE)
_OFFSET = re.compile(r"(?:[+-]\d\d:?\d\d|Z|GMT|UTC?|[ECMP][SD]T)$", re.IGNORECASE)


def day_of(printed: str, zone: tzinfo) -> date | None:
    """The day of a moment in the embassy's zone; None when it is no date.

    A moment without an offset is the embassy's own already.
    """
    moment = _moment(printed)
    if moment is None:
        opening = opening_of(printed)
        return opening.day if opening and not opening.title else None
    try:
        return moment.astimezone(zone).date() if moment.tzinfo else moment.date()
    except OverflowError:
        return None


def _moment(printed: str) -> datetime | None:
    iso = _ISO.fullmatch(printed)
    try:
        return datetime.fromisoformat(printed) if iso else _of_mail(printed)
    except ValueError:
        return None


def _of_mail(printed: str) -> datetime | None:
    """A moment like `Thu, 16 Jan 2020 23:30:00 +0300` (RFC 822). Raises ValueError."""
    parts = parsedate_tz(printed)
    if parts is None:
        return None
    year, month, day, hour, minute, second = parts[:6]
    offset = parts[9] if _OFFSET.search(printed.strip()) else None
    told = datetime(year, month, day, hour, minute, min(second, 59))
    return told if offset is None else told.replace(tzinfo=timezone(timedelta(seconds=offset)))
