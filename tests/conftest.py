"""What every test may ask for; no test depends on the settings of the machine it runs on."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest

from bot.archive import Archive
from bot.desk import Desk
from bot.embedding import why_absent
from bot.entries import Unreadable
from bot.knowledge import Knowledge, read_knowledge
from bot.ledger import Ledger
from bot.settings import Settings
from bot.talk import Answer, Heard

EMBASSY = Path(__file__).parent / "embassy"
"""The knowledge of an invented embassy, small enough to be known by heart."""
NOON = datetime(2024, 5, 14, 12)
"""When questions are asked unless a test says otherwise; by the clock of the embassy."""

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


class Ask(Protocol):
    """Asks the desk one thing, as a stranger whose app speaks English, at noon on 14 May 2024."""

    def __call__(
        self, text: str, language: str | None = "en", at: datetime = NOON, **heard: object
    ) -> Awaitable[Answer]: ...


def asking(desk: Desk) -> Ask:
    """A way to ask a desk in one line; what an answer changes is written in its ledger."""

    async def ask(
        text: str, language: str | None = "en", at: datetime = NOON, **heard: object
    ) -> Answer:
        question = await desk.hear(Heard(text, hint=language, at=at, **heard))  # type: ignore[arg-type]
        answer = await desk.answer(question)
        await desk.ledger.apply(answer.changes)
        return answer

    return ask


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """What the invented embassy knows, its phrases learned on words alone."""
    return read_knowledge(EMBASSY).learned(None)


@pytest.fixture
async def archive(knowledge: Knowledge) -> AsyncIterator[Archive]:
    """An archive in memory that holds the invented embassy's statements."""
    async with Archive.open(None) as archive:
        await archive.bring_in(knowledge.statements, on=date(2024, 5, 14))
        yield archive


@pytest.fixture
async def ledger() -> AsyncIterator[Ledger]:
    """An empty ledger in memory."""
    async with Ledger() as ledger:
        yield ledger


@pytest.fixture
def desk(knowledge: Knowledge, archive: Archive, ledger: Ledger) -> Desk:
    """The desk of the invented embassy, on words alone."""
    return Desk(knowledge, archive, ledger)


@pytest.fixture
def ask(desk: Desk) -> Ask:
    """`await ask("phone in Westhaven")`: one question, and the answer."""
    return asking(desk)


class Written:
    """A knowledge folder that a test writes file by file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, files: Mapping[str, str | bytes]) -> Written:
        """Write these files, by their names below the folder."""
        for name, text in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def knowledge(self) -> Knowledge:
        """The folder as a snapshot; raises Unreadable."""
        return read_knowledge(self.path)

    def complaints(self) -> list[str]:
        """Everything wrong in the folder, as `file:line: sentence`, files named from here."""
        try:
            self.knowledge()
        except Unreadable as unreadable:
            return [str(each).removeprefix(f"{self.path}/") for each in unreadable.complaints]
        return []


@pytest.fixture
def folder(tmp_path: Path) -> Written:
    """An empty knowledge folder, to be written."""
    path = tmp_path / "knowledge"
    path.mkdir()
    return Written(path)


@pytest.fixture
def complaints(folder: Written) -> Callable[..., list[str]]:
    """`complaints("a.yaml text")` or `complaints({"a.yaml": ..})`: what is wrong with it."""

    def of(files: str | bytes | Mapping[str, str | bytes]) -> list[str]:
        named = files if isinstance(files, Mapping) else {"topics.yaml": files}
        return folder.write(named).complaints()

    return of


@pytest.fixture
async def answered(ledger: Ledger) -> AsyncIterator[Callable[[Written], Awaitable[Ask]]]:
    """`ask = await answered(folder)`: ask the desk of a folder that the test has written."""
    async with AsyncExitStack() as stack:

        async def desk_of(folder: Written) -> Ask:
            knowledge = folder.knowledge()
            archive = await stack.enter_async_context(Archive.open(None))
            await archive.bring_in(knowledge.statements, on=NOON.date())
            return asking(Desk(knowledge, archive, ledger))

        yield desk_of
