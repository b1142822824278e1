"""Phone numbers: how one is dialled from anywhere, if it is in use, and if two are the same."""

from __future__ import annotations

import phonenumbers


def dialled_from_anywhere(printed: str) -> str | None:
    """A number as anybody may dial it, +44 20 7946 0018; None without its country, or too short."""
    number = _number(printed)
    if number is None or not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def is_valid(printed: str, like: str | None = None) -> bool:
    """Whether a number is of a range that its country uses; `like` is one of the same country."""
    number = _number(printed, like)
    return number is not None and phonenumbers.is_valid_number(number)


def is_same(printed: str, other: str) -> bool:
    """Whether another number, perhaps written without its country, is the one printed."""
    one = _number(printed)
    return one is not None and one == _number(other, printed)


def _number(printed: str, like: str | None = None) -> phonenumbers.PhoneNumber | None:
    try:
        region = None
        if like is not None:
            region = phonenumbers.region_code_for_number(phonenumbers.parse(like, None))
        return phonenumbers.parse(printed, region)
    except phonenumbers.NumberParseException:
        return None
