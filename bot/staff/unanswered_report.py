"""How questions asked in vain are told: as text, as a table for a spreadsheet, as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence

from bot.staff.unanswered import Matter
from bot.wording import written

_SHOWN = 5


def as_text(matters: Sequence[Matter]) -> str:
    """For reading: the count, the commonest wording, what was nearest, further wordings."""
    if not matters:
        return "Nothing was asked in vain."
    rows: list[str] = []
    for matter in matters:
        rows.append(f"{matter.count:5}  {matter.wordings[0]}")
        rows.append(f"       {_facts(matter)}")
        rows += [f"       · {text}" for text in matter.wordings[1:_SHOWN]]
        more = len(matter.wordings) - _SHOWN
        rows += [f"       · and {more} more wordings"] if more > 0 else []
    asked = sum(matter.count for matter in matters)
    told = f"{_number(asked, 'question')}, {_number(len(matters), 'matter')}."
    return "\n".join([*rows, "", told])


def _number(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _facts(matter: Matter) -> str:
    nearest = f"nearest {matter.nearest} ({matter.near:.2f})" if matter.nearest else "nothing near"
    first, last = (written(day) for day in matter.days)
    days = first if first == last else f"{first} to {last}"
    return "; ".join([nearest, _counted(matter.languages), _counted(matter.outcomes), days])


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.most_common())


def as_json(matters: Sequence[Matter]) -> str:
    """For programs."""
    told = [
        {
            "count": matter.count,
            "text": matter.wordings[0],
            "nearest": matter.nearest,
            "score": round(matter.near, 4),
            "languages": matter.languages,
            "outcomes": matter.outcomes,
            "first": matter.days[0].isoformat(),
            "last": matter.days[1].isoformat(),
            "wordings": matter.wordings,
        }
        for matter in matters
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_csv(matters: Sequence[Matter]) -> str:
    """For a spreadsheet; a text that one would take for a formula is kept from being one."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["count", "text", "nearest", "score", "first", "last", "wordings"])
    for matter in matters:
        first, last = (day.isoformat() for day in matter.days)
        row = [matter.wordings[0], matter.nearest or "", f"{matter.near:.2f}", first, last]
        table.writerow([matter.count, *map(_harmless, row), _harmless(" | ".join(matter.wordings))])
    return out.getvalue().rstrip("\n")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
