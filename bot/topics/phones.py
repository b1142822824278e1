"""Phone numbers: whether one is in use somewhere, and whether two are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import phonenumbers


def is_valid(printed: str, like: str | None = None) -> bool:
    """Whether a number is of a range that its country uses; `like` is one of the same country."""
    import phonenumbers

    number = _number(printed, like)
    return number is not None and phonenumbers.is_valid_number(number)


def is_same(printed: str, other: str) -> bool:
    """Whether another number, perhaps written without its country, is the one printed."""
    one = _number(printed)
    return one is not None and one == _number(other, printed)


def _number(printed: str, like: str | None = None) -> phonenumbers.PhoneNumber | None:
    import phonenumbers

    try:
        region = None
        if like is not None:
            region = phonenumbers.region_code_for_number(phonenumbers.parse(like, None))
        return phonenumbers.parse(printed, region)
    except phonenumbers.NumberParseException:
        return None
