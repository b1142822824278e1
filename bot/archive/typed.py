"""How a question was typed: as it stands, on the other keyboard layout, or in Latin letters."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from bot.archive.spelling import REAL
from bot.reading.lexicon import frequency
from bot.reading.normalise import clean, is_cyrillic, words
from bot.reading.scripts import to_cyrillic_keys, to_latin_keys
from bot.sqlite import Connection

MOSTLY = 0.5
"""Share of letters in known words above which another layout may be what was meant."""
AHEAD = 0.3
"""How much larger that share must be than as typed: no false switch in 11,612 questions."""
ALONE = 4
"""Letters from which on a word is switched although the rest of the question is not."""


@dataclass(frozen=True)
class Way:
    """The question as typed, cleaned, and as it reads on the layout that was meant."""

    typed: str
    text: str

    @property
    def changed(self) -> bool:
        """Whether another layout was meant, for all of it or for a word."""
        return self.typed != self.text


async def way_of(db: Connection, text: str) -> Way:
    """On which layout a question was typed, as far as known words tell."""
    typed = clean(text)
    chunks = typed.split()
    others = [_other(chunk) for chunk in chunks]
    known = await _known(db, {word for chunk in (*chunks, *others) for word in words(chunk)})
    whole = _share(others, known)
    if whole > MOSTLY and whole >= _share(chunks, known) + AHEAD:
        return Way(typed, " ".join(others))
    read = [
        other if _stands_out(chunk, other, known) else chunk
        for chunk, other in zip(chunks, others, strict=True)
    ]
    return Way(typed, " ".join(read))


def _other(chunk: str) -> str:
    letters = [each for each in chunk.lower() if each.isalpha()]
    cyrillic = sum(map(is_cyrillic, letters))
    return to_latin_keys(chunk) if 2 * cyrillic > len(letters) else to_cyrillic_keys(chunk)


async def _known(db: Connection, some: set[str]) -> set[str]:
    real = {word for word in some if frequency(word) >= REAL or word.isdecimal()}
    query = "select word from word where word in (select value from json_each(?))"
    rows = await db.execute_fetchall(query, (json.dumps(sorted(some - real)),))
    return real | {word for (word,) in rows}


def _share(chunks: Iterable[str], known: set[str]) -> float:
    """The share of letters that stand in known words."""
    all_words = [word for chunk in chunks for word in words(chunk)]
    letters = sum(map(len, all_words))
    return sum(len(word) for word in all_words if word in known) / letters if letters else 0.0


def _stands_out(chunk: str, other: str, known: set[str]) -> bool:
    """A word of the other layout amid others that are right as typed."""
    mine, theirs = words(chunk), words(other)
    one = len(theirs) == 1 and len(theirs[0]) >= ALONE and theirs[0] in other.lower()
    return one and not known.intersection(mine) and known.issuperset(theirs)
