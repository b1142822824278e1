"""Blots out of a question what may tell who asked: phones, passport numbers, e-mail addresses."""

from __future__ import annotations

import re

BLOT = "[…]"
_MAIL = re.compile(r"\S+@\S+")
_HANDLE = re.compile(r"(?<!\w)@\w{3,}")
_NUMBER = re.compile(r"\+?\d(?:[\s().–—-]*\d){4,}")
"""Five digits or more, however they are divided; years and counts have fewer."""
LONGEST = 500
"""Letters of a question that are kept."""


def blotted(text: str) -> str:
    """The question without e-mail addresses, user names and long numbers."""
    text = _NUMBER.sub(BLOT, _HANDLE.sub(BLOT, _MAIL.sub(BLOT, text)))
    return " ".join(text.split())[:LONGEST]
