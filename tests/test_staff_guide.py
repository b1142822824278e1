"""The guide for staff, followed literally: each file before and after, and what `check` says."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.entries import Unreadable
from bot.knowledge import read_knowledge
from tests.test_shape import commands

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "staff.md").read_text("utf-8")
BLOCK = re.compile(r"```yaml\n# (knowledge/\S+), ([a-z ]+)\n(.*?)```", re.DOTALL)
SAID = re.compile(r"(?m)^    (knowledge/\S+:\d+: .*)$")


@dataclass(frozen=True)
class Task:
    """One page of the guide: blocks by what they are, and the complaints that it quotes."""

    title: str
    blocks: tuple[tuple[str, str, str], ...]
    complaints: tuple[str, ...]


def tasks() -> list[Task]:
    pages = GUIDE.split("\n## ")[1:]
    found = [
        Task(page.split("\n")[0], tuple(BLOCK.findall(page)), tuple(SAID.findall(page)))
        for page in pages
    ]
    return [task for task in found if task.blocks]


TASKS = tasks()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped folder, in a project of its own."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def follow(task: Task, wrongly: bool) -> None:
    """Make the page's edits, the last one as it should be or as it should not."""
    before = ""
    for file, kind, text in task.blocks:
        path = Path(file)
        if kind == "before":
            before = text
            assert path.read_text("utf-8").count(text) == 1, f"{file} is not as the guide says"
        elif kind == ("wrong" if wrongly else "after") and before:
            path.write_text(path.read_text("utf-8").replace(before, text), "utf-8")
        elif kind == ("wrong" if wrongly else "new") and not before:
            path.write_text(text, "utf-8")
        elif kind == ("wrong at the end" if wrongly else "at the end"):
            path.write_text(path.read_text("utf-8").rstrip("\n") + "\n\n" + text, "utf-8")


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.title)
def test_a_task_followed_literally_leaves_nothing_to_complain_of(project: Path, task: Task) -> None:
    follow(task, wrongly=False)
    read_knowledge(Path("knowledge"))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.title)
def test_done_wrong_check_says_what_the_guide_says(project: Path, task: Task) -> None:
    follow(task, wrongly=True)
    with pytest.raises(Unreadable) as refused:
        read_knowledge(Path("knowledge"))
    said = [str(complaint) for complaint in refused.value.complaints]
    assert list(map(_without_line, said)) == list(map(_without_line, task.complaints))


def _without_line(complaint: str) -> str:
    """Lines move with every phrase that is added above them."""
    return re.sub(r":\d+: ", ": ", complaint, count=1)


def test_the_guide_has_every_task_with_its_mistake() -> None:
    titles = [task.title for task in TASKS]
    assert titles == [
        "Change a phone number",
        "Write the answer of a service",
        "Add a service",
        "Announce a closed day",
        "Add a statement",
    ]


def test_the_guide_names_only_commands_that_there_are() -> None:
    named = set(re.findall(r"python -m bot ([a-z]+)", GUIDE))
    assert named <= set(commands())


def test_the_links_within_the_guide_lead_somewhere() -> None:
    anchors = {
        re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"(?m)^## (.*)$", GUIDE)
    }
    assert set(re.findall(r"\(#([^)]+)\)", GUIDE)) <= anchors
