"""`python -m bot preview` as a process: where it listens, what it begins with, how it ends."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.conftest import EMBASSY
from tests.preview_site import PATIENCE, ROOT, previewed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented embassy's folder, to edit."""
    return Path(shutil.copytree(EMBASSY, tmp_path / "embassy"))


async def standings(address: str) -> AsyncIterator[dict[str, Any]]:
    """How the knowledge stands, each time that changes."""
    async with ClientSession() as session, session.get(f"{address}live") as response:
        async for line in response.content:
            if line.startswith(b"data: "):
                yield json.loads(line[6:])


async def until(address: str, **wanted: object) -> dict[str, Any]:
    """The first standing in which these are so."""
    async with asyncio.timeout(PATIENCE):
        async for standing in standings(address):
            if all(standing[name] == value for name, value in wanted.items()):
                return standing
    raise AssertionError("the news ended")


async def asked(address: str, text: str) -> dict[str, Any]:
    """The reply to a question."""
    origin = {"Origin": address.rstrip("/")}
    async with (
        ClientSession(headers=origin) as session,
        session.post(f"{address}ask", json={"text": text, "language": "en"}) as response,
    ):
        return dict(await response.json())


async def test_it_follows_a_folder_and_writes_no_ledger(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with previewed(folder, "--data", str(data)) as address:
        assert (await asked(address, "/consul"))["label"] == "consul"
        await asked(address, "an altogether unknown matter")
        path = folder / "contacts.yaml"
        path.write_text(path.read_text("utf-8").replace("7946 0018", "7946 0099"), "utf-8")
        before = (await until(address))["version"]
        async with asyncio.timeout(PATIENCE):
            while "7946 0099" not in (await asked(address, "/consul"))["answer"]:
                await asyncio.sleep(0.1)
        assert before <= (await until(address))["version"]
    assert not (data / "ledger.sqlite").exists()


async def test_a_folder_that_cannot_be_read_yet_is_shown_with_what_is_wrong(folder: Path) -> None:
    path = folder / "contacts.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("kind: contact", "kind: kontakt", 1), "utf-8")
    async with previewed(folder) as address:
        standing = await until(address, refused=True)
        assert (standing["since"], standing["topics"]) == (None, 0)
        assert standing["complaints"][0]["file"] == "embassy/contacts.yaml"
        assert (await asked(address, "telephone of the consul"))["outcome"] == "lost"
        path.write_text(sound, "utf-8")
        assert (await until(address, refused=False))["topics"] > 10
        assert (await asked(address, "/consul"))["label"] == "consul"


async def test_it_listens_on_the_loopback_address_alone(folder: Path) -> None:
    async with previewed(folder) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        for other in other_addresses():
            with pytest.raises(OSError), socket.create_connection((other, port), timeout=5):
                pass


def other_addresses() -> set[str]:
    """The addresses by which others reach this machine."""
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return set()
    return {str(each[4][0]) for each in found if not str(each[4][0]).startswith("127.")}


def preview(*options: str) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "preview", *options],
        cwd=ROOT,
        env=os.environ | {"EMBEDDINGS": "off"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def test_a_port_in_use_is_said_in_one_sentence(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = preview("--knowledge", str(folder), "--port", port)
    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"port {port} is in use; end what uses it, or name another: --port"
    )


def test_a_folder_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    done = preview("--knowledge", str(tmp_path / "nowhere"), "--port", "0")
    assert done.returncode == 1
    assert "there is no such folder" in done.stderr
    assert "Traceback" not in done.stderr
