"""The chat in the terminal: what is typed is answered, choices by number, and the way out."""

from __future__ import annotations

import io
import logging
import os
import pty
import re
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.archive import Archive
from bot.channels import above
from bot.channels.terminal import Terminal, numbered
from bot.desk import Desk
from bot.talk import Choice
from tests.conftest import EMBASSY

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def typing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[object]:
    """`await typing("/visa", "1")`: what each of these lines is answered with."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    async def typed(*lines: str) -> list[str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        await Terminal(desk).talk()
        return [part.strip() for part in capsys.readouterr().out.split("\n> ")]

    yield typed


async def test_somebody_who_opens_the_chat_is_greeted_and_shown_the_way(typing) -> None:
    greeting, _ = await typing()
    assert greeting.startswith("This is the automatic service: Embassy of Veldonia")
    assert greeting.endswith("[1] Menu\n  [2] Contacts")


async def test_choices_are_pressed_by_number(typing) -> None:
    _, menu, papers, passport, *_ = await typing("1", "2", "1")
    assert "[2] Papers" in menu
    assert papers.startswith("Papers") and "[1] Passport" in papers
    assert passport.startswith("Passport\nA passport is made in Aldenburg.")


async def test_a_button_speaks_the_language_of_the_question_that_brought_it(typing) -> None:
    _, choice, papers, *_ = await typing("как получить визу", "/passport")
    assert choice.startswith("Виза") and papers.startswith("Паспорт")


async def test_items_keep_their_own_numbers_and_the_pages_have_the_next(typing) -> None:
    _, first, second, item, *_ = await typing("/latest", "4", "4")
    assert "  [1] [2] [3]\n  [4] Next" in first
    assert "  [4]\n  [5] Previous" in second
    assert item.startswith("«Регата отложена»")


async def test_every_answer_can_be_asked_where_it_comes_from_and_told_to_be_wrong(
    typing, desk: Desk
) -> None:
    _, answer, why, _, wrong, *_ = await typing("/consul_phone", "1", "/consul_phone", "2")
    assert "[1] Where from\n  [2] Not what I asked" in answer
    assert "embassy/contacts.yaml, line 7" in why
    assert wrong.startswith("Thank you, I have noted it.")
    assert [each.text for each in await desk.ledger.unanswered()] == ["/consul_phone"]


async def test_what_was_not_what_was_asked_is_noted_with_its_question(typing, desk: Desk) -> None:
    await typing("phone of the consul", "/wrong")
    assert [each.text for each in await desk.ledger.unanswered()] == ["phone of the consul"]


async def test_an_empty_line_is_no_question(typing) -> None:
    assert (await typing("", "   ", "/visa"))[1:3] == ["", ""]


async def test_a_language_that_is_chosen_holds(typing) -> None:
    *_, visa, _ = await typing("/language ru", "/visa")
    assert visa.startswith("Виза")


async def test_an_error_is_one_apology_and_the_chat_goes_on(
    typing, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Archive):
        async def latest(self, *asked: object, **more: object) -> list[object]:  # type: ignore[override]
            raise RuntimeError("the disk is on fire")

    desk.archive.__class__ = Broken
    with caplog.at_level(logging.ERROR):
        _, sorry, visa, *_ = await typing("/latest", "/visa")
    assert sorry.startswith("Something went wrong here")
    assert visa.startswith("Visa")
    assert "the disk is on fire" in caplog.text


def on_screen(written: str) -> list[str]:
    """The rows that a terminal shows after this was written to it."""
    rows, row, column, kept = [""], 0, 0, (0, 0)
    for piece in re.findall(r"\x1b7|\x1b8|\x1b\[1A|\x1b\[K|\r|\n|.", written):
        match piece:
            case "\x1b7":
                kept = row, column
            case "\x1b8":
                row, column = kept
            case "\x1b[1A":
                row -= 1
            case "\x1b[K":
                rows[row] = rows[row][:column]
            case "\r":
                column = 0
            case "\n":
                row, column = row + 1, 0
                rows += [""] * (row == len(rows))
            case letter:
                rows[row] = rows[row][:column].ljust(column) + letter + rows[row][column + 1 :]
                column += 1
    return rows


@pytest.fixture
def at_a_terminal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A chat whose terminal can go back to a line, and a reader who speaks English."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setattr(above, "_redraws", lambda: True)
    return Terminal(desk)


def test_how_far_the_learning_is_changes_above_the_prompt(
    at_a_terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    chat = at_a_terminal
    chat.above.opened()
    print("> ", end="")
    for done in (40, 1700, 3400):
        chat.learning(done, 3400)
    learning = capsys.readouterr().out
    chat.learned()
    done = capsys.readouterr().out
    assert on_screen(learning) == [
        "",
        "I am still learning meanings (99%) and answer by the words alone until then.",
        "> ",
    ]
    assert on_screen(learning + done) == [
        "",
        "I have learned the meanings: now I also understand other words and languages.",
        "> ",
    ]


def test_while_it_is_learned_every_prompt_says_so_and_none_after(
    at_a_terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    chat = at_a_terminal
    chat.learning(40, 3400)
    chat.above.opened()
    assert on_screen(capsys.readouterr().out)[1].startswith("I am still learning meanings (1%)")
    chat.above.closed()
    chat.learned()
    chat.above.opened()
    assert on_screen(capsys.readouterr().out)[1].startswith("I have learned the meanings")
    chat.above.closed()
    chat.above.opened()
    assert on_screen(capsys.readouterr().out) == ["", ""]


def test_of_what_is_learned_at_once_or_was_kept_nothing_is_said(
    at_a_terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    at_a_terminal.above.opened()
    at_a_terminal.learning(3, 3)
    at_a_terminal.learned()
    assert on_screen(capsys.readouterr().out) == ["", ""]


async def test_it_is_said_in_the_language_of_the_last_answer(
    at_a_terminal: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chat = at_a_terminal
    chat.learning(40, 3400)
    monkeypatch.setattr(sys, "stdin", io.StringIO("/language ru\n"))
    await chat.talk()
    assert "Я ещё учу значения слов (1 %)" in capsys.readouterr().out


def test_where_no_line_can_be_changed_it_is_said_at_the_beginning_and_the_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    chat = Terminal(desk)
    chat.above.opened()
    for done in (40, 1700, 3400):
        chat.learning(done, 3400)
    chat.learned()
    out = capsys.readouterr().out
    assert out.count("I am still learning") == out.count("I have learned") == 1
    assert "\x1b" not in out and out.endswith("> ")


def test_a_number_means_one_choice_alone() -> None:
    items = tuple(Choice(str(n), f"/read {n}") for n in range(11, 21))
    choices = (*items, Choice("Previous", "/archive 1"), Choice("Next", "/archive 3"))
    by_number = numbered(choices)
    assert len(by_number) == len(choices)
    assert by_number["11"] == "/read 11"
    assert by_number["21"] == "/archive 1" and by_number["22"] == "/archive 3"


class Screen:
    """A chat in a terminal of its own, as somebody at a keyboard sees it."""

    def __init__(self, *arguments: str) -> None:
        self.shown = ""
        self.child, self.keys = pty.fork()
        if not self.child:
            settings = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
            settings |= {"EMBEDDINGS": "off", "LANG": "en_GB.UTF-8", "TERM": "dumb"}
            os.chdir(ROOT)
            # Whoever runs the tests in the background has them ignored, and a child inherits that.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execve(sys.executable, [sys.executable, "-m", "bot", *arguments], settings)

    def press(self, keys: str) -> None:
        os.write(self.keys, keys.encode())

    def until(self, pattern: str, seconds: float = 60) -> str:
        """What is shown next, up to where it matches; fails when it never does."""
        end = time.monotonic() + seconds
        while not (found := re.search(pattern, self.shown)):
            assert select.select([self.keys], [], [], end - time.monotonic())[0], self.shown
            self.shown += os.read(self.keys, 65536).decode("utf-8", "replace")
        before, self.shown = self.shown[: found.end()], self.shown[found.end() :]
        return before

    def left(self) -> int:
        """The exit code, once everything shown is read."""
        try:
            while os.read(self.keys, 65536):
                pass
        except OSError:  # the other end of the terminal is closed
            pass
        os.close(self.keys)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def test_without_a_token_the_bot_opens_a_chat_that_ctrl_d_leaves(tmp_path: Path) -> None:
    screen = Screen("--knowledge", str(EMBASSY))
    assert "There is no BOT_TOKEN, so this is a chat in the terminal." in screen.until("\n> ")
    screen.press("/westhaven\n")
    assert "+44 20 7946 0777" in screen.until("Not what I asked")
    screen.until("\n> ")
    screen.press("/vi\x7f\x7fclock_here\n")
    assert "Port Maren " in screen.until(r"\d\d:\d\d")
    screen.until("\n> ")
    screen.press("\x04")
    assert screen.left() == 0


def test_ctrl_c_leaves_the_chat_at_once(tmp_path: Path) -> None:
    screen = Screen("chat", "--knowledge", str(EMBASSY))
    screen.until("\n> ")
    screen.press("half a line")
    screen.press("\x03")
    assert screen.left() == 130
