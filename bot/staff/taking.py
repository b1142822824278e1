"""What comes out of a file that is brought in: statements, and lines refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.archive import Malformed, Statement, statement_from


class NotTaken(Exception):
    """Nothing can be taken from the file; the sentence says why."""


@dataclass(frozen=True)
class Refused:
    """What was not taken, where it stands, and why."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.why}"


@dataclass(frozen=True)
class Wish:
    """What stands in where a file does not name it."""

    publisher: str = ""
    language: str = ""
    """As `--language` says it; empty where nothing was said."""
    languages: tuple[str, ...] = ()
    """The embassy's own, of which the text's letters choose."""
    section: str | None = None


def taken(line: Mapping[str, Any], wish: Wish, file: str, number: int) -> Statement | Refused:
    """The statement of an import line that stands in a file, or why it is none."""
    named: dict[str, Any] = dict(line)
    if wish.section and not named.get("section"):
        named["section"] = wish.section
    try:
        return statement_from(
            named, wish.publisher, wish.language or (lambda text: spoken(text, wish.languages))
        )
    except Malformed as wrong:
        return Refused(file, number, str(wrong))


_CYRILLIC = frozenset(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"))


def spoken(text: str, languages: tuple[str, ...]) -> str:
    """Of these languages the first that is written in the letters that most of the text is in."""
    letters = [each for each in text[:20_000].lower() if each.isalpha()]
    cyrillic = 2 * sum("а" <= each <= "ӿ" for each in letters) > len(letters)
    fit = [each for each in languages if (each.partition("-")[0] in _CYRILLIC) == cyrillic]
    return (fit or [*languages, "ru" if cyrillic else "en"])[0]
