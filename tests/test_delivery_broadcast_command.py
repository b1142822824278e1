"""`python -m bot broadcast`: staff announce from the command line, beside the running bot."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from bot.ledger import Ledger
from bot.talk import Subscribed
from tests.conftest import EMBASSY


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which two readers have subscribed."""

    async def subscribe() -> None:
        async with Ledger(tmp_path / "ledger.sqlite") as ledger:
            day = date(2024, 5, 14)
            await ledger.apply(
                Subscribed(f"telegram:{chat}", "everything", "en", day) for chat in (1, 2)
            )

    asyncio.run(subscribe())
    return tmp_path


def broadcast(data: Path, *words: str, typed: str | None = None) -> Result:
    folders = ["--knowledge", str(EMBASSY), "--data", str(data)]
    return CliRunner().invoke(app, ["broadcast", *words, *folders], input=typed)


def told(data: Path) -> list[str]:
    async def look() -> list[str]:
        async with Ledger(data / "ledger.sqlite") as ledger:
            return [row.sent.text.split("\n")[0] for row in ledger.outbox.broadcasts()]

    return asyncio.run(look())


def test_it_shows_what_readers_will_see_and_sends_nothing_unasked(data: Path) -> None:
    done = broadcast(data, "The consul is back.")
    assert "2 readers by language: en 2." in done.output
    assert "To send it without asking, add --readers 2." in done.output
    assert done.exit_code == 1
    assert told(data) == []


def test_it_sends_where_the_number_of_readers_was_named(data: Path) -> None:
    done = broadcast(data, "The consul is back.", "--readers", "2")
    assert done.exit_code == 0
    assert "It is being sent to 2 readers." in done.output
    assert told(data) == ["The consul is back."] * 2


def test_it_sends_nothing_where_another_number_was_named(data: Path) -> None:
    done = broadcast(data, "The consul is back.", "--readers", "3")
    assert "There are 2 readers now, not 3." in done.output
    assert done.exit_code == 1
    assert told(data) == []


def test_a_text_comes_from_a_file_or_from_input(data: Path, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("From a file.\n--- ru\nИз файла.\n", "utf-8")
    broadcast(data, "--file", str(tmp_path / "text"), "--readers", "2")
    broadcast(data, "--file", "-", "--readers", "2", typed="From input.")
    assert sorted(told(data)) == ["From a file."] * 2 + ["From input."] * 2


def test_a_warning_can_be_sent_looked_at_stopped_and_taken_down(data: Path) -> None:
    broadcast(data, "Stay indoors.", "--warning", "--readers", "2")
    assert "waiting 2" in broadcast(data).output
    assert "2 readers had not been told" in broadcast(data, "--stop", "1").output
    assert "no longer stands above" in broadcast(data, "--clear").output
    assert "Nothing is being sent." in broadcast(data).output


def test_a_statement_is_announced_by_its_id(data: Path) -> None:
    done = broadcast(data, "--statement", "honey", "--readers", "2")
    assert "Honey fair announced" in done.output
    assert len(told(data)) == 2


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (("x", "--clear"), 2, "Name one thing"),
        (("--file", "/nowhere/at/all"), 2, "cannot be read"),
        (("--statement", "nothing"), 1, "There is no message with that number."),
        (("",), 1, "Type the text after the command."),
    ],
)
def test_what_cannot_be_sent_is_said_in_a_sentence(
    data: Path, words: tuple[str, ...], status: int, why: str
) -> None:
    done = broadcast(data, *words)
    assert done.exit_code == status
    assert why in done.output


async def test_every_act_is_in_the_log_of_what_staff_did(data: Path) -> None:
    await asyncio.to_thread(broadcast, data, "The consul is back.", "--readers", "2")
    async with Ledger(data / "ledger.sqlite") as ledger:
        ((_, by, what),) = ledger.broadcasts.acts()
        assert (by, what) == ("command line", "text 1 to 2")
        assert await ledger.asked() == []
