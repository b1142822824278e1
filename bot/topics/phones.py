"""Phone numbers: whether one as printed is in use somewhere."""

from __future__ import annotations


def is_valid(printed: str) -> bool:
    """Whether a number with its country is of a range that its country uses."""
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(printed, None))
    except phonenumbers.NumberParseException:
        return False
