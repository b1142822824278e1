"""A browser for each test, and the preview as its own process over a folder that may be edited."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.browser.chromium import PATIENCE, Tab, chromium, path_of_chromium
from tests.conftest import EMBASSY

ROOT = Path(__file__).parents[2]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip by name what needs a browser where there is none."""
    if item.get_closest_marker("browser") and not path_of_chromium():
        pytest.skip("there is no Chromium here; on Debian: apt install chromium")


@pytest.fixture
def knowledge_files(tmp_path: Path) -> Path:
    """The invented embassy's folder, for this test to edit."""
    return Path(shutil.copytree(EMBASSY, tmp_path / "embassy"))


@contextlib.asynccontextmanager
async def previewed(folder: Path, *options: str) -> AsyncIterator[str]:
    """`python -m bot preview` over a folder; its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "preview"),
        *("--knowledge", str(folder), "--port", "0", *options),
        cwd=ROOT,
        env=os.environ | {"EMBEDDINGS": "off", "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        found = re.search(r"http://127\.0\.0\.1:\d+/", line.decode())
        assert found, line
        yield found[0]
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.fixture
async def address(knowledge_files: Path) -> AsyncIterator[str]:
    """Where the preview of the invented embassy is."""
    async with previewed(knowledge_files) as address:
        yield address


@pytest.fixture
async def tab() -> AsyncIterator[Tab]:
    """A page of a real browser; what it complains of fails the test."""
    async with chromium() as tab:
        yield tab
        assert tab.faults == []
