"""Blots out of a question what may tell who asked: phones, passport numbers, e-mail addresses."""

from __future__ import annotations

import re

BLOT = "[…]"
_MAIL = re.compile(
    r"\S+@\S+"
    r"|\S+ ?(?:@|[(\[{<]\s?(?:at|собака|эт)\s?[)\]}>]) ?[\w-]+(?:"
    r" ?(?:\.|[(\[{<]?\b(?:dot|точка)\b[)\]}>]?) ?[\w-]+)+"
    r"|(?:[\w-]+ dot ){0,3}\S+ at [\w-]+(?: dot [\w-]+)+"
    r"|\S+ собака (?:[a-z\d-]+(?: ?\. ?[a-z]{2,})+|\w+ точка \w+)",
    re.IGNORECASE,
)
"""Also as people spell it: name (at) example dot org, имя собака пример точка ру."""
_HANDLE = re.compile(r"(?<!\w)@\w{3,}")
_LINK = re.compile(r"\w+://\S+|\bwww\.\S+|\bt\.me/\S+", re.IGNORECASE)
"""A link may lead to whoever sent it."""
_NUMBER = re.compile(r"\+?\d(?:\W{0,3}\d){4,}")
"""Five digits or more, however they are divided; years and counts have fewer."""
LONGEST = 500
"""Letters of a question that are kept."""


def blotted(text: str) -> str:
    """The question without e-mail addresses, user names, links and long numbers."""
    # Half a letter, as a strange client may send it, cannot be written.
    text = " ".join(text.encode("utf-8", "replace").decode().split())
    for pattern in (_MAIL, _HANDLE, _LINK, _NUMBER):
        text = pattern.sub(BLOT, text)
    return text[:LONGEST]
