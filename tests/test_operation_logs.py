"""Log lines: for people or for programs, and without what nobody may read in them."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "424242:AAH-secret-of-freedonia"
QUESTION = "where is my brother Ivan Petrov"

SETTING_UP = f"""
import asyncio, logging, sqlite3, sys, threading, warnings
from bot.operation.logs import set_up_logs
set_up_logs("DEBUG", {TOKEN!r})
log = logging.getLogger("bot.desk")
question = {QUESTION!r}
"""


def told(lines: str) -> str:
    """Standard error of a program that sets up its logs and then does this."""
    done = subprocess.run(
        [sys.executable, "-c", SETTING_UP + lines], cwd=ROOT, capture_output=True, text=True
    )
    return done.stderr


def rows(lines: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in told(lines).splitlines()]


def test_for_programs_each_line_is_json_with_level_room_and_time() -> None:
    (row,) = rows("log.info('the statement of %s is new', '17.01.2020 «о визах»')")
    assert row["event"] == "the statement of 17.01.2020 «о визах» is new"
    assert (row["level"], row["logger"]) == ("info", "bot.desk")
    assert row["timestamp"].endswith("Z")


BREAKING = {
    "a key": "{}[question]",
    "a decoder": "question.encode('utf-16').decode()",
    "a number": "int(question)",
    "an error of a library": "raise Exception('cannot parse ' + question)",
    "a note": "error = ValueError(); error.add_note(question); raise error",
    "a group": "raise ExceptionGroup('both', [ValueError(question), KeyError(question)])",
    "a query": "sqlite3.connect(':memory:').execute('select ' + question)",
}


@pytest.mark.parametrize("breaks", BREAKING)
def test_a_traceback_says_where_it_failed_and_by_what_but_not_the_question(breaks: str) -> None:
    (row,) = rows(
        f"def answered(question):\n    {BREAKING[breaks]}\n"
        "try:\n    answered(question)\nexcept Exception:\n    log.exception('it failed')\n"
    )
    assert "in answered" in row["exception"]
    assert "Error" in row["exception"] or "Exception" in row["exception"]
    assert "Ivan" not in json.dumps(row)


def test_what_the_system_says_stays_in_a_traceback() -> None:
    (row,) = rows(
        "try:\n    open('/no/such/file')\nexcept OSError:\n    log.exception('it failed')\n"
    )
    assert row["exception"].endswith("No such file or directory: '/no/such/file'")


def test_a_cause_is_told_before_what_came_of_it() -> None:
    (row,) = rows(
        "try:\n    try:\n        {}[question]\n    except KeyError as first:\n"
        "        raise RuntimeError(question) from first\n"
        "except RuntimeError:\n    log.exception('it failed')\n"
    )
    first, _, second = row["exception"].partition("then:")
    assert "KeyError" in first
    assert "RuntimeError" in second
    assert "Ivan" not in row["exception"]


ENDS = {
    "the program": "raise KeyError(question)",
    "a task": """
async def fails(): raise KeyError(question)
async def main():
    task = asyncio.create_task(fails()); await asyncio.sleep(0.01); del task
asyncio.run(main())
""",
    "a thread": "thread = threading.Thread(target={}.pop, args=[question]); thread.start()",
    "a finalizer": """
class Left:
    def __del__(self): raise KeyError(question)
del Left
class Left:
    def __del__(self): raise KeyError(question)
left = Left(); del left
""",
    "a warning": f"warnings.warn('the token is ' + {TOKEN!r})",
}


@pytest.mark.parametrize("ends", ENDS)
def test_what_nobody_caught_is_a_line_of_the_log_too(ends: str) -> None:
    found = rows(ENDS[ends])
    assert found
    assert "Ivan" not in json.dumps(found)
    assert TOKEN not in json.dumps(found)


def test_what_libraries_say_of_each_call_is_not_shown_even_when_the_desk_tells_all() -> None:
    lines = "logging.getLogger('aiosqlite').debug('executing %s', question)\nlog.debug('heard')"
    assert [row["event"] for row in rows(lines)] == ["heard"]


def test_in_a_terminal_a_traceback_shows_no_values() -> None:
    """A renderer for terminals shows the variables of each frame unless it is told not to."""
    lines = (
        "def answered(question, token):\n    return {}[question]\n"
        f"try:\n    answered(question, {TOKEN!r})\n"
        "except KeyError:\n    log.exception('it failed')\n"
    )
    seen = in_a_terminal(SETTING_UP + lines)
    assert "it failed" in seen
    assert "KeyError" in seen
    assert "Ivan" not in seen
    assert TOKEN not in seen


def in_a_terminal(program: str) -> str:
    """What a program shows where standard error is a terminal."""
    ours, its = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stderr=its) as running:
        os.close(its)
        seen = b""
        try:
            while piece := os.read(ours, 65536):
                seen += piece
        except OSError:
            pass  # Linux says so when the other side has closed.
        running.wait()
    os.close(ours)
    return seen.decode()
