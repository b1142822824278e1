"""How a comparison is told: in colour in a terminal, as Markdown for a pull request, as JSON."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from datetime import date, datetime

from bot.staff.diff import Change, Difference, Said
from bot.staff.diff_asked import Asking

_RED, _GREEN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"


def as_text(found: Difference, colour: bool) -> str:
    """For reading: each change with the lines that go and the lines that come."""
    rows: list[str] = []
    for change in found.changes:
        rows.append(_painted(heading(change), _BOLD, colour))
        rows += [_painted(row, _colour_of(row), colour) for row in _rows(change)]
        rows += [f"  also: {_named(asking)}" for asking in change.follows]
        rows.append("")
    return "\n".join([*rows, summary(found)])


def as_markdown(found: Difference) -> str:
    """For a pull request."""
    rows = [f"**{summary(found)}**", ""]
    for change in found.changes:
        rows += [f"### {_escaped(heading(change))}", "", "```diff"]
        rows += [row.replace("```", "'''") for row in _rows(change)]
        rows += ["```", ""]
        if change.follows:
            rows += ["Also:", ""]
            rows += [f"- {_escaped(_named(asking))}" for asking in change.follows]
            rows.append("")
    return "\n".join(rows).rstrip()


def as_json(found: Difference) -> str:
    """For programs."""
    changes = [
        {
            **_asked(change.asking),
            "change": _word(change),
            "old": _said(change.old),
            "new": _said(change.new),
            "also": [_asked(asking) for asking in change.follows],
        }
        for change in found.changes
    ]
    told = {"changes": changes, "compared": found.compared, "disappeared": found.disappeared}
    return json.dumps(told, ensure_ascii=False, indent=2)


def summary(found: Difference) -> str:
    """How many answers of how many change, in a sentence."""
    changed = sum(change.number for change in found.changes)
    if not changed:
        return f"No answer changes; {found.compared} were compared."
    gone = f"; {found.disappeared} disappear" if found.disappeared else ""
    return f"{changed} of {found.compared} answers change{gone}."


def heading(change: Change) -> str:
    """What is asked, and what becomes of its answer."""
    asked = _named(change.asking)
    if change.disappears:
        return f"{asked}: the answer disappears"
    if change.old is None:
        return f"{asked}: there is an answer now"
    if change.moves:
        assert change.new is not None
        return f"{asked}: reaches {change.new.topic} instead of {change.old.topic}"
    return asked


def _named(asking: Asking) -> str:
    on = f", on {_moment(asking.on)}" if asking.on else ""
    text = asking.text if asking.topic or asking.statement else f"“{asking.text}”"
    title = f" “{asking.statement}”" if asking.statement else ""
    return f"{text}{title} ({asking.language}{on})"


def _moment(on: date) -> str:
    """A day, and the hour where there is one: midnight is the day's beginning."""
    hour = isinstance(on, datetime) and (on.hour, on.minute) != (0, 0)
    return on.isoformat(" ", "minutes")[:16] if isinstance(on, datetime) and hour else f"{on:%F}"


def _rows(change: Change) -> Iterator[str]:
    """The lines that go, with a minus, and those that come, with a plus."""
    before, after = (_lines(side) for side in (change.old, change.new))
    for row in difflib.ndiff(before, after):
        if row[0] in "-+":
            yield f"{row[0]} {row[2:]}".rstrip()


def _lines(said: Said | None) -> list[str]:
    return [row for row in said.text.splitlines() if row.strip()] if said else []


def _colour_of(row: str) -> str:
    return _RED if row.startswith("-") else _GREEN


def _painted(text: str, colour: str, wanted: bool) -> str:
    return f"{colour}{text}{_PLAIN}" if wanted else text


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#" else letter for letter in text)


def _word(change: Change) -> str:
    if change.disappears:
        return "disappears"
    if change.old is None:
        return "appears"
    return "moves" if change.moves else "differs"


def _asked(asking: Asking) -> dict[str, object]:
    on = asking.on.isoformat() if asking.on else None
    return {"ask": asking.text, "language": asking.language, "on": on}


def _said(said: Said | None) -> dict[str, object] | None:
    return vars(said) if said else None
