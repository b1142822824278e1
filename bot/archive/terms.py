"""The words of what was published, fast: as `reading.normalise` gives those of a question."""

from __future__ import annotations

import re
from unicodedata import is_normalized, normalize

from bot.reading.normalise import LONGEST_WORD, plain, words

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_APOSTROPHES = "’‘`´ʼʹ′"
_MARKS = re.compile("[İ\u0300-\u036f\u20d0-\u20ff]")


class Worded:
    """A text of which the words of any stretch are wanted: folded once, cut stretch by stretch.

    Texts with letters that nobody sees, or accents standing alone, go the long way.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = _folded(text, text.isascii()) if is_normalized("NFKC", text) else None

    def words(self, start: int, end: int) -> list[str]:
        """The compared forms of every word of a stretch, in order."""
        if self._folded is None:
            return words_of(self._text[start:end])
        return _plain(_WORD.findall(self._folded, start, end))


def words_of(text: str) -> list[str]:
    """The compared forms of every word of a passage or title, in order, at a tenth of the cost."""
    folded = _folded(normalize("NFKC", text), text.isascii())
    return words(text) if folded is None else _plain(_WORD.findall(folded))


def _folded(composed: str, plain_letters: bool) -> str | None:
    """As letters are compared, one for one; None for what must go the long way."""
    if not plain_letters:
        for apostrophe in _APOSTROPHES:
            composed = composed.replace(apostrophe, "'")
        if _MARKS.search(composed):
            return None
    if not composed.replace("\n", " ").isprintable():
        return None
    return composed.lower().replace("ё", "е")


def _plain(found: list[str]) -> list[str]:
    longest = max(found, key=len, default="")
    if len(longest) > LONGEST_WORD or "'" in " ".join(found):
        return [word for word in map(plain, found) if word]
    return found
