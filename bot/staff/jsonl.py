"""Import lines from a JSONL file, one at a time however large it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from bot.staff.taking import NotTaken, Outcome, Refused, Wish, taken

LONGEST = 32 * 1024 * 1024
"""Bytes of a line: a text of five million letters, each of them escaped."""


def statements_of_lines(path: Path, wish: Wish, read: Callable[[int], None]) -> Iterator[Outcome]:
    """The statements of a file of import lines; a line that is none is refused by itself.

    Raises NotTaken for JSON of another shape.
    """
    with path.open("rb") as file:
        for number, raw in enumerate(_lines(file), 1):
            if number == 1 and raw.strip() in (b"{", b"["):
                raise NotTaken("this JSON goes over several lines; an import line is one line")
            read(len(raw))
            if len(raw) > LONGEST:
                yield Refused(str(path), number, f"longer than {LONGEST // 2**20} MiB")
            elif raw.strip():
                yield _statement(raw, wish, str(path), number)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is longer than any statement only the beginning."""
    while raw := file.readline(LONGEST + 1):
        yield raw
        while len(raw) > LONGEST and not raw.endswith(b"\n"):
            raw = file.readline(LONGEST + 1)


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
