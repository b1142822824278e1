"""A browser for each test, and the preview as its own process over a folder that may be edited."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import Tab, chromium, opened_tab, path_of_chromium
from tests.conftest import EMBASSY
from tests.preview_site import previewed


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip by name what needs a browser where there is none."""
    if item.get_closest_marker("browser") and not path_of_chromium():
        pytest.skip("there is no Chromium here; on Debian: apt install chromium")


@pytest.fixture
def knowledge_files(tmp_path: Path) -> Path:
    """The invented embassy's folder, for this test to edit."""
    return Path(shutil.copytree(EMBASSY, tmp_path / "embassy"))


@pytest.fixture
async def address(knowledge_files: Path) -> AsyncIterator[str]:
    """Where the preview of the invented embassy is."""
    async with previewed(knowledge_files) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[int]:
    """A real browser for all the tests; the port at which it takes commands."""
    with chromium() as port:
        yield port


@pytest.fixture
async def tab(browser: int) -> AsyncIterator[Tab]:
    """A page of the browser; what it complains of fails the test."""
    async with opened_tab(browser) as tab:
        yield tab
        assert tab.faults == []
