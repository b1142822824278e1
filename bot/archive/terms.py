"""The words of what was published, fast: as `reading.normalise` gives those of a question."""

from __future__ import annotations

import re
from unicodedata import normalize

from bot.reading.normalise import LONGEST_WORD, plain, words

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_APOSTROPHES = "’‘`´ʼʹ′"
_MARKS = re.compile("[İ\u0300-\u036f\u20d0-\u20ff]")


def words_of(text: str) -> list[str]:
    """The compared forms of every word of a passage or title, in order, at a tenth of the cost.

    Texts with letters that nobody sees, or accents standing alone, go the long way.
    """
    if not text.isascii():
        composed = normalize("NFKC", text)
        for apostrophe in _APOSTROPHES:
            composed = composed.replace(apostrophe, "'")
        if _MARKS.search(composed):
            return words(text)
    else:
        composed = text
    if not composed.replace("\n", " ").isprintable():
        return words(text)
    folded = composed.lower().replace("ё", "е")
    found = _WORD.findall(folded)
    if "'" in folded or max(map(len, found), default=0) > LONGEST_WORD:
        return [word for word in map(plain, found) if word]
    return found
