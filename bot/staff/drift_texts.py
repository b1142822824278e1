"""Texts of statements beside what follows their titles on a page, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher

from bot.archive import Statement
from bot.staff.drift_findings import Finding
from bot.staff.drift_statements import Titles, leads_with_date, plain

FAINT = 0.3
"""Share of a text's words that must follow its title for it to be taken for that text."""
_BEFORE, _SHOWN = 3, 40


def text_finding(statement: Statement, titles: Titles) -> Finding | None:
    """Whether what follows the title on the page is the text; None where no text follows."""
    number = titles.where.get(statement.name)
    ours = plain(statement.text).split()
    if number is None or not ours:
        return None
    theirs = [(word, row) for row in _following(titles, number) for word in _words(titles, row)]
    theirs = theirs[: 3 * len(ours) + 100]
    words = [word for word, _ in theirs]
    matcher = SequenceMatcher(None, ours, words, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < FAINT * len(ours):
        return None
    begin, end = blocks[0].b, blocks[-1].b + blocks[-1].size
    titles.taken.update(row for _, row in theirs[begin:end])
    same = blocks[0].size == len(ours)
    shown = (" ".join(ours[:6]) + " …",) * 2 if same else _parting(matcher, ours, words)
    line = titles.rows[theirs[begin][1]].line
    return Finding("text", *shown, "agrees" if same else "differs", statement.name, line)


def _words(titles: Titles, row: int) -> list[str]:
    return titles.texts[row].split()


def _following(titles: Titles, number: int) -> list[int]:
    """The rows between a title and the next one, or the next date that leads a row."""
    found: list[int] = []
    others = set(titles.where.values())
    for row in range(number + 1, len(titles.rows)):
        if row in others or leads_with_date(titles.texts[row]):
            if row in titles.taken and row not in others and not found:
                continue  # The title's own date stands below it.
            break
        found.append(row)
    return found


def _parting(matcher: SequenceMatcher[str], ours: list[str], words: list[str]) -> tuple[str, str]:
    """Some words of both from just before they part."""
    for kind, at, end, their_at, their_end in matcher.get_opcodes():
        beside = kind == "insert" and at in (0, len(ours))
        if kind != "equal" and not beside:
            return _excerpt(ours, at, end), _excerpt(words, their_at, their_end)
    return _excerpt(ours, 0, len(ours)), _excerpt(words, 0, len(words))


def _excerpt(words: list[str], at: int, end: int) -> str:
    return " ".join(words[max(at - _BEFORE, 0) : min(end + _BEFORE, at + _SHOWN)])
