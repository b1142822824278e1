"""What comes out of a file that is brought in: statements, and lines refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from typing import Any

from bot.archive import Malformed, Statement, statement_from
from bot.wording import in_cyrillic


class NotTaken(Exception):
    """Nothing can be taken from a file, or from a part of it; the sentence says why."""

    def __init__(self, why: str, line: int = 1) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True)
class Refused:
    """What was not taken, where it stands, and why."""

    file: str
    line: int
    """From 1; 0 when the file as a whole is meant."""
    why: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.why}"


Outcome = Statement | Refused


@dataclass(frozen=True)
class Wish:
    """What stands in where a file does not name it."""

    publisher: str = ""
    language: str = ""
    """As `--language` says it; empty where nothing was said."""
    languages: tuple[str, ...] = ()
    """The embassy's own, of which the text's letters choose."""
    section: str | None = None
    zone: tzinfo = UTC
    """The embassy's, by which a moment falls on a day."""

    def spoken(self, text: str) -> str:
        """The language of a text that names none."""
        return self.language or spoken(text, self.languages)

    def placed(self, statement: Statement) -> Statement:
        """The statement, in the section that was said where it names none."""
        if statement.section or not self.section:
            return statement
        return replace(statement, section=self.section)


def taken(line: Mapping[str, Any], wish: Wish, file: str, number: int) -> Outcome:
    """The statement of an import line that stands in a file, or why it is none."""
    try:
        # The letters are counted only where they decide: an import may have millions of lines.
        language = "" if line.get("language") else wish.spoken
        return wish.placed(statement_from(line, wish.publisher, language))
    except Malformed as wrong:
        return Refused(file, number, str(wrong))


_LETTERS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]+")


def spoken(text: str, languages: tuple[str, ...]) -> str:
    """Of these languages the first that is written in the letters that most of the text is in."""
    letters, theirs = _LETTERS.findall(text[:2_000]), _CYRILLIC.findall(text[:2_000])
    cyrillic = 2 * sum(map(len, theirs)) > sum(map(len, letters))
    fit = (each for each in languages if in_cyrillic(each) == cyrillic)
    return next(fit, "ru" if cyrillic else next(iter(languages), "en"))
