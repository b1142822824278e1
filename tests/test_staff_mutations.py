"""Folders spoilt in every way: refused with file and line or accepted, never a traceback."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.archive import Archive
from bot.desk import Desk
from bot.entries import Complaint, Unreadable
from bot.knowledge import read_knowledge
from bot.ledger import Ledger
from bot.rendering import plain
from bot.staff.check import Means, check
from bot.staff.watch import Watch
from bot.staff.watch_kept import begin
from bot.staff.watch_looks import look
from bot.talk import Heard
from tests.mutations import FILES, WAYS, Mutation, apply, make

MUTATIONS = st.builds(
    Mutation,
    st.sampled_from(list(WAYS)),
    st.sampled_from(list(FILES)),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, (1 << 20) - 1),
)
FEW = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def sound(complaint: Complaint, folder: Path) -> bool:
    """Whether a complaint names a file of the folder, a line that it has, and says something."""
    path = Path(complaint.file)
    lines = path.read_bytes().count(b"\n") + 1 if path.is_file() and not path.is_symlink() else 1
    inside = path == folder or folder in path.parents
    return inside and 1 <= complaint.line <= lines and bool(complaint.sentence.strip())


def test_the_folder_is_sound_before_it_is_spoilt(tmp_path: Path) -> None:
    assert len(read_knowledge(make(tmp_path / "knowledge")).topics) == 5


@given(st.lists(MUTATIONS, min_size=1, max_size=3))
@example([Mutation("grown", "a.yaml", 0.0, 2)])
@example([Mutation("linked", "sources/page.txt", 0.0, 1)])
@example([Mutation("odd", "sources/page.txt", 0.0, 1)])
@example([Mutation("bomb", "more/b.yaml", 0.9, 7)])
@FEW
def test_a_spoilt_folder_is_accepted_or_refused_by_file_and_line(
    tmp_path: Path, mutations: list[Mutation]
) -> None:
    folder = make(tmp_path / "knowledge")
    for mutation in mutations:
        apply(mutation, folder)
    report = asyncio.run(check(folder, Means(moment=datetime(2026, 5, 9, tzinfo=UTC))))
    assert all(sound(complaint, folder) for complaint in report.complaints), report.complaints
    assert report.topics or report.errors


@given(st.lists(MUTATIONS, min_size=4, max_size=8))
@settings(FEW, max_examples=15)
def test_the_running_bot_answers_through_all_of_them(
    tmp_path: Path, mutations: list[Mutation]
) -> None:
    folder = make(tmp_path / "knowledge")
    asyncio.run(answered_through(folder, mutations))


async def answered_through(folder: Path, mutations: list[Mutation]) -> None:
    begun = begin(folder, None)
    async with Archive.open(None) as archive, Ledger(None) as ledger:
        desk = Desk(begun.knowledge, archive, ledger)
        watch = Watch(desk, begun, learned)
        for mutation in mutations:
            before = await says(desk, "/kitchen")
            apply(mutation, make(folder))
            try:
                good = read_knowledge(folder)
            except Unreadable:
                good = None
            await watch.take_up(look(folder))
            assert await says(desk, "/kitchen")
            if good is None:
                assert await says(desk, "/kitchen") == before
                assert desk.live is not None and desk.live.complaints
            elif good.topics:
                assert desk.knowledge == good


async def learned(desk: Desk) -> None:
    """Nothing: words are learned when somebody asks."""


async def says(desk: Desk, text: str) -> str:
    at = datetime(2020, 1, 17, tzinfo=UTC)
    return plain(await desk.answer(await desk.hear(Heard(text, hint="en", at=at))))


@pytest.fixture(autouse=True)
def _files_are_readable_again(tmp_path: Path) -> Iterator[None]:
    """A file without any rights must not keep the folder from being removed."""
    yield
    for path in tmp_path.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o700)
