"""What every test may ask for; no test depends on the settings of the machine it runs on."""

from __future__ import annotations

import os

import hypothesis
import pytest

from bot.embedding import why_absent
from bot.settings import Settings

# Slowness is measured in benchmarks, never asserted; a gate must fail the same way twice.
hypothesis.settings.register_profile(
    "desk", deadline=None, derandomize="CI" in os.environ, print_blob=True
)
hypothesis.settings.load_profile("desk")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip by name what needs the model where the model cannot run."""
    reason = why_absent(off=False) if item.get_closest_marker("model") else None
    if reason:
        pytest.skip(reason)


@pytest.fixture(autouse=True)
def _untouched_by_the_machine(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No setting of whoever runs the tests; words alone unless the test is marked `model`."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    if not request.node.get_closest_marker("model"):
        monkeypatch.setenv("EMBEDDINGS", "off")
