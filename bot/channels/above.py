"""The line above the prompt of the terminal chat, changed in place while somebody types."""

from __future__ import annotations

import os
import shutil
import sys

MARK = "> "


class Above:
    """What stands there: nothing most of the time."""

    def __init__(self) -> None:
        self._text = ""
        self._lasts = False
        self._open = False
        self._drawn = False

    def opened(self) -> None:
        """A prompt is about to be shown: an empty line, and what stands above it."""
        self._open, self._drawn = True, bool(self._text)
        print(f"\n{_cut(self._text)}" if self._text else "", flush=True)
        if not self._lasts:
            self._text = ""

    def closed(self) -> None:
        """Something was typed, and is being answered."""
        self._open = False

    def say(self, text: str, lasts: bool) -> None:
        """Stand above the prompt; above those to come as well if it `lasts`."""
        new, same = not (self._text and lasts), text == self._text
        self._text, self._lasts = text, lasts
        if not self._open or same:
            return
        if _redraws():
            shown = self._draw(_cut(text))
        else:
            shown = new
            print(f"\n{text}\n\n{MARK}" if new else "", end="", flush=True)
        if shown and not lasts:
            self._text = ""

    def _draw(self, text: str) -> bool:
        """Write above what is being typed; False where that has grown into a second line."""
        typed = _typed()
        if len(MARK) + len(typed) >= _width():
            return False
        if self._drawn:
            # Keep the place, one line up, to its beginning, clear it, write, and back.
            sys.stdout.write(f"\0337\033[1A\r\033[K{text}\0338")
        else:
            sys.stdout.write(f"\r\033[K{text}\n{MARK}{typed}")
        sys.stdout.flush()
        self._drawn = True
        return True


def _redraws() -> bool:
    """Whether the terminal can go back to a line."""
    return sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _typed() -> str:
    readline = sys.modules.get("readline")
    return str(readline.get_line_buffer()) if readline else ""


def _width() -> int:
    return shutil.get_terminal_size().columns


def _cut(text: str) -> str:
    most = _width() - 1
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
