"""The doctor: each line is good, or says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.channels.telegram.looking import look
from bot.ledger import Ledger
from bot.operation.doctor import Doctor
from bot.operation.machine import disk_of
from bot.operation.telegram import Hook, Known, Look, Unknown, Unreachable
from bot.settings import Settings
from tests.botapi import TOKEN, BotApi, bad_gateway, refusing
from tests.conftest import EMBASSY

NOW = datetime.now(UTC)
WELL = Known("FreedoniaBot", True, Hook(), 0.2)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return Settings(bot_token=SecretStr(TOKEN), knowledge_dir=EMBASSY, data_dir=data)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


def ill(settings: Settings, look: Look | None = WELL) -> dict[str, str]:
    """What is to be done, by what was looked at."""
    return {one.name: one.said for one in Doctor(settings, look).findings() if not one.good}


async def test_a_folder_that_a_bot_has_used_is_well(settings: Settings) -> None:
    async with Ledger(settings.data_dir / "ledger.sqlite"):
        pass
    assert ill(settings) == {}
    names = [one.name for one in Doctor(settings, WELL).findings()]
    assert {"versions", "disk space", "knowledge", "token", "ledger", "archive"} <= set(names)
    assert len(names) == len(set(names))


def test_before_the_first_start_nothing_is_wrong_and_nothing_is_made(settings: Settings) -> None:
    folder = settings.data_dir
    folder.rmdir()
    assert ill(settings) == {}
    assert not folder.exists()


LOOKS: dict[str, tuple[Look | None, str, str]] = {
    "no token": (None, "token", "copy it from @BotFather"),
    "a wrong token": (Unknown(), "token", "does not know BOT_TOKEN"),
    "no network": (Unreachable("TimeoutError"), "token", "cannot be asked (TimeoutError)"),
    "no inline mode": (replace(WELL, inline=False), "inline mode", "/setinline"),
    "a slow clock": (replace(WELL, ahead=-75.0), "clock", "75 s slow"),
    "a fast clock": (replace(WELL, ahead=3600.0), "clock", "3600 s fast"),
    "no clock": (replace(WELL, ahead=None), "clock", "date -u"),
    "another's webhook": (
        replace(WELL, hook=Hook("https://elsewhere.example/hook")),
        "updates",
        "stop it",
    ),
    "a long queue": (replace(WELL, hook=Hook(pending=5000)), "updates", "5000 wait"),
}


@pytest.mark.parametrize("case", LOOKS)
def test_what_telegram_says_leads_to_what_to_do(case: str, settings: Settings) -> None:
    look, name, hint = LOOKS[case]
    found = ill(settings, look)
    assert list(found) == [name]
    assert hint in found[name]
    assert TOKEN not in str(found)


def test_a_webhook_that_fails_is_told_in_telegrams_words(settings: Settings) -> None:
    address = "https://bot.veldonia.example/hook"
    wanted = settings.model_copy(update={"webhook_url": address})
    failing = Hook(address, 3, "Connection refused", NOW - timedelta(minutes=5))
    assert "Connection refused" in ill(wanted, replace(WELL, hook=failing))["updates"]
    long_ago = replace(failing, fault_at=NOW - timedelta(days=2))
    assert ill(wanted, replace(WELL, hook=long_ago)) == {}
    assert "when it starts" in ill(wanted, WELL)["updates"]


def test_a_mistake_in_the_knowledge_is_told_with_file_and_line(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "a.yaml").write_text("a:\n  kind: contact\n  phone: '020366'\n")
    found = ill(settings.model_copy(update={"knowledge_dir": tmp_path / "wrong"}))
    assert "a.yaml:3:" in found["knowledge"]


async def test_a_damaged_database_is_found_and_left_as_it_is(settings: Settings) -> None:
    path = settings.data_dir / "ledger.sqlite"
    async with Ledger(path):
        pass
    spoilt = path.read_bytes()[:4096] + b"\xff" * 8192
    path.write_bytes(spoilt)
    assert "restore it from a backup" in ill(settings)["ledger"]
    assert path.read_bytes() == spoilt


async def test_a_database_of_a_newer_version_is_found(settings: Settings) -> None:
    path = settings.data_dir / "ledger.sqlite"
    async with Ledger(path):
        pass
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("pragma user_version = 99")
    assert "newer version" in ill(settings)["ledger"]


async def test_the_doctor_looks_while_the_bot_runs(settings: Settings) -> None:
    async with Ledger(settings.data_dir / "ledger.sqlite"):
        assert ill(settings) == {}


def test_what_others_may_read_is_found(settings: Settings) -> None:
    settings.data_dir.chmod(0o755)
    assert "chmod -R go=" in ill(settings)["rights"]


def test_old_copies_of_the_ledger_are_found(settings: Settings) -> None:
    import os

    old = settings.data_dir / "ledger.sqlite.schema-1"
    old.touch(mode=0o600)
    assert ill(settings) == {}
    os.utime(old, (0, 0))
    assert str(old) in ill(settings)["older copies"]


def test_little_space_is_found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.operation.machine.FREE", 1 << 60)
    assert "make room" in ill(settings)["disk space"]


MOUNTS = r"""overlay / overlay rw 0 0
server:/export /srv/with\040space nfs4 rw 0 0
/dev/sda1 /srv/with\040space/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/with space/data", "nfs4"),
        ("/srv/with space/local/data", "ext4"),
        ("/home", "overlay"),
    ],
)
def test_the_disk_that_holds_a_folder_is_the_nearest_mount(path: str, kind: str) -> None:
    assert disk_of(Path(path), MOUNTS) == kind
    assert disk_of(Path(path), "") == ""


async def test_one_look_at_telegram_tells_all_that_the_doctor_asks(api: BotApi) -> None:
    api.methods.webhook = "https://elsewhere.example/hook"
    seen = await look(TOKEN, api.url)
    assert isinstance(seen, Known)
    assert (seen.username, seen.inline) == ("FreedoniaBot", True)
    assert seen.hook.url == "https://elsewhere.example/hook"
    assert seen.ahead is not None
    assert abs(seen.ahead) < 30
    assert {call.method for call in api.calls.of("getMe", "getWebhookInfo")} == {
        "getMe",
        "getWebhookInfo",
    }


async def test_a_token_that_telegram_does_not_know_is_found(api: BotApi) -> None:
    assert await look("424242:another", api.url) == Unknown()


@pytest.mark.parametrize("fault", [bad_gateway(), refusing(429, "Too Many Requests")])
async def test_a_strange_answer_is_not_a_wrong_token(fault: Any, api: BotApi) -> None:
    api.fail("getMe", fault)
    assert await look(TOKEN, api.url) == Unreachable(f"it answered with status {fault.status}")


async def test_where_nobody_answers_no_error_carries_the_token() -> None:
    seen = await look(TOKEN, "http://127.0.0.1:9")
    assert isinstance(seen, Unreachable)
    assert TOKEN not in seen.why
