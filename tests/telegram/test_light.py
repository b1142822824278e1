"""aiogram is imported without what nobody here uses, and works all the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

USE = """
from bot.channels.telegram.methods import for_edit, for_letter, for_now
from bot.talk import Article, Button, Edit, Letter, Now
buttons = ((Button("a", asks="/a"), Button("b", copy="b"), Button("c", url="https://c.example")),)
for method in (
    for_letter(Letter(1, "x", buttons, reply_to=3, preview=True)),
    for_edit(Edit(1, 2, "x", buttons)),
    for_now(Now(callback="1")), for_now(Now(typing=1)),
    for_now(Now(inline="1", articles=[Article("a", "b", "c", "d", buttons)])),
):
    method.model_dump(mode="json", exclude_unset=True, exclude_none=True, warnings=False)
"""


@pytest.mark.parametrize(
    ("first", "built"), [("import bot.channels.telegram", False), ("import aiogram", True)]
)
def test_types_that_nobody_uses_are_not_built_unless_somebody_else_does(
    first: str, built: bool
) -> None:
    look = "from aiogram.types import Message; print(Message.__pydantic_complete__)"
    done = subprocess.run(
        [sys.executable, "-c", f"{first}\nimport bot.channels.telegram\n{USE}\n{look}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(built)
