"""The worst day in short: the tests of `python -m benchmarks.faults`, each with a few faults."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from benchmarks.faults.plan import TESTS, secrets
from benchmarks.faults.scene import Stage
from tests.nursery import Nursery

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage() -> AsyncIterator[Stage]:
    """One parent of all the bots that are killed here."""
    async with Nursery() as nursery:
        yield Stage(nursery)


@pytest.mark.parametrize("name", TESTS)
async def test_nothing_is_lost_nobody_is_told_twice_and_nobody_gets_in(
    stage: Stage, name: str
) -> None:
    result = await TESTS[name].short(stage)
    assert result.passed, result


async def test_the_token_is_in_no_file_and_no_log_names_anybody(stage: Stage) -> None:
    await TESTS["questions"].short(stage)
    result = secrets(stage)
    assert result.passed, result
