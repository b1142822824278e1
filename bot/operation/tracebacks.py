"""A traceback for the log: where it failed and by what, without the words that it may quote."""

from __future__ import annotations

import sqlite3
import traceback

_DEPTH = 8
"""Causes of causes that are told."""
# What the interpreter and the system say of themselves; it quotes names of the program and files.
_HARMLESS = (
    OSError,
    AttributeError,
    TypeError,
    NameError,
    ImportError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
)


def told(error: BaseException) -> str:
    """The frames and the kind of the error and of what caused it, the first cause first.

    What the error says is told only where that cannot be a citizen's: a KeyError is its key, and a
    decoder quotes what it could not decode.
    """
    return "\n".join(_chain(error, set()))


def _chain(error: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before: list[str] = []
    if cause is not None and id(cause) not in seen and len(seen) < _DEPTH:
        before = [*_chain(cause, seen), "", "then:", ""]
    inside = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    parts = [
        line
        for each in inside[:_DEPTH]
        if id(each) not in seen
        for line in ("", "together with:", *_chain(each, seen))
    ]
    return [*before, *_one(error), *parts]


def _one(error: BaseException) -> list[str]:
    frames = "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else _full_name(kind)
    said = _said(error)
    last = f"{name}: {said}" if said else name
    return ["Traceback (most recent call last):", frames, last] if frames else [last]


def _full_name(kind: type[BaseException]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _said(error: BaseException) -> str:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "")
    ours = type(error).__module__.partition(".")[0] == "bot"
    return str(error) if ours or isinstance(error, _HARMLESS) else ""
