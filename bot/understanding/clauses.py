"""The parts of a question that may be matters of their own."""

from __future__ import annotations

import re

MOST = 2
"""Parts that are weighed with the model beside the whole."""
SHORT = 14
"""Words up to which several matters are answered together; a longer text tells a story."""
_LOOKED_AT = 24
_ENDS = re.compile(
    r"[.!?;:…\n]+(?=\s|$)|,\s|\s[-—+&/]\s|\s(?:and|n|plus|also|и|также|плюс|а)\s", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?;…\n]+(?=\s|$)")


def clauses(text: str) -> list[str]:
    """Sentences of a text, and what stands between its commas and conjunctions; none if one."""
    sentences = _parts(_SENTENCE, text)
    pieces = [piece for sentence in sentences for piece in _parts(_ENDS, sentence)]
    found = dict.fromkeys((*(sentences if len(sentences) > 1 else ()), *pieces))
    return list(found)[:_LOOKED_AT] if len(found) > 1 else []


def _parts(border: re.Pattern[str], text: str) -> list[str]:
    return [part for piece in border.split(text) if (part := piece.strip(" ,.-—!?;:"))]
