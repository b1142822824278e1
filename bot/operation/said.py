"""What somebody says of a new embassy: whether it can be used, and what is meant by it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.operation.founding import languages
from bot.topics.links import is_mail
from bot.topics.phones import is_valid


def wrong_languages(text: str) -> str | None:
    """What is wrong with a list of languages; None when nothing is."""
    known, named = languages(), text.replace(",", " ").split()
    strange = [code for code in named if code not in known]
    if strange or not named:
        return f"{text!r}: the first topics are written in {', '.join(known)}; name one or more"
    return None


def wrong_zone(text: str) -> str | None:
    """What is wrong with a time zone, and which one may be meant."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = difflib.get_close_matches(text, sorted(available_timezones()), n=3)
        hint = " or ".join(near) or "one like Europe/London"
        return f"{text!r} is not a time zone; perhaps {hint}"
    return None


def wrong_phone(text: str) -> str | None:
    """What is wrong with a phone number."""
    if is_valid(text):
        return None
    return f"{text!r} is not a number with its country, like +44 20 7946 0000"


def wrong_mail(text: str) -> str | None:
    """What is wrong with an e-mail address."""
    return None if is_mail(text) else f"{text!r} is not an address like name@example.org"


def zone_of(cities: Iterable[str]) -> str | None:
    """The time zone that is named after one of these cities."""
    zones = {zone.rpartition("/")[2].lower(): zone for zone in sorted(available_timezones())}
    names = [city.strip().lower().replace(" ", "_") for city in cities]
    return next((zones[name] for name in names if name in zones), None)
