"""aiogram is imported without what nobody here uses, and works all the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

USE = """
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats as Groups
commands = [BotCommand(command="a", description="b")]
SetMyCommands(commands=commands, scope=Groups(type="all_group_chats")).model_dump(mode="json")
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
