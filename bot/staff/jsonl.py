"""Import lines from a JSONL file, one at a time however large it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.staff.taking import NotTaken, Outcome, Refused, Wish, taken


def statements_of_lines(path: Path, wish: Wish, read: Callable[[int], None]) -> Iterator[Outcome]:
    """The statements of a file of import lines; a line that is none is refused by itself.

    Raises NotTaken for JSON of another shape.
    """
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            if number == 1 and raw.strip() in (b"{", b"["):
                raise NotTaken("this JSON goes over several lines; an import line is one line")
            read(len(raw))
            if raw.strip():
                yield _statement(raw, wish, str(path), number)


def _statement(raw: bytes, wish: Wish, file: str, number: int) -> Outcome:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Refused(file, number, "this is not UTF-8 text")
    except (ValueError, RecursionError):
        return Refused(file, number, "this is not JSON")
    if not isinstance(line, dict):
        return Refused(
            file, number, 'a line like {"date": .., "title": .., "text": ..} is expected'
        )
    return taken(line, wish, file, number)
