"""Draws the pictures of the terminal in this folder from what the desk really answers.

    python docs/pictures/draw.py

The page's own moment, 17 January 2020, 20:01 in London, is the moment of each question.
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
MOMENT = "2020-01-17T20:01+00:00"
CONVERSATIONS = {
    "chat": (
        "how do I phone the consul",
        "который час в Москве",
        "gfcgjhn gjnthzk",
        "/counter_salisbury",
        "what did Lavrov say in India",
        "who will win the football",
    ),
}


def answered(question: str) -> str:
    """What `python -m bot ask` prints."""
    command = [sys.executable, "-m", "bot", "ask", question, "--at", MOMENT, "--language", "en"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip()


def draw(name: str, questions: tuple[str, ...]) -> None:
    """One conversation as an SVG picture that asks nothing of any server."""
    console = Console(record=True, width=92, file=io.StringIO(), force_terminal=True)
    for question in questions:
        console.print(Text(f"> {question}", style="bold cyan"))
        console.print(Text(answered(question)), "\n", sep="")
    plain_fonts = CONSOLE_SVG_FORMAT
    while "@font-face" in plain_fonts:
        before, _, after = plain_fonts.partition("@font-face")
        plain_fonts = before + after.partition("}}")[2]
    svg = console.export_svg(title="python -m bot", code_format=plain_fonts)
    (HERE / f"{name}.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    for each, said in CONVERSATIONS.items():
        draw(each, said)
