"""The files of a knowledge folder: which there are, and what each is for."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.entries import Complaint, Mapping, Node, Page, Sequence, nothing, read_file

RESERVED = ("statements", "questions", "sources")
MOST_FILES = 5000


@dataclass
class Folder:
    """A knowledge folder while it is read, and what is wrong in it."""

    path: Path
    complaints: list[Complaint] = field(default_factory=list)
    unread: bool = False
    """Whether topics are missing because a file of theirs cannot be used."""

    @cached_property
    def everything(self) -> list[Path]:
        """Every file below, those of editors passed over; what cannot be looked at is told."""
        found: list[Path] = []
        for place, names, files in os.walk(self.path, onerror=self._closed):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for linked in (Path(place, name) for name in names):
                if linked.is_symlink():
                    self._complain(linked, "links to folders are not followed; put the folder here")
            found += [Path(place, name) for name in files if not name.startswith((".", "#"))]
            if len(found) > MOST_FILES:
                self._complain(
                    self.path, f"there are more than {MOST_FILES} files here; remove some"
                )
                break
        return sorted(found[:MOST_FILES])

    def topic_files(self) -> list[Path]:
        """The files that hold topics, in the order of their names."""
        special = {self.path / "embassy.yaml", self.path / "refused.yaml"}
        reserved = {self.path / name for name in RESERVED}
        return [
            path
            for path in self.files()
            if path not in special and not reserved & set(path.parents)
        ]

    def files(self, below: str = "") -> list[Path]:
        """The YAML files of a folder below this one, or of all of them."""
        within = self.path / below
        return [
            path
            for path in self.everything
            if path.suffix.lower() in (".yaml", ".yml") and within in path.parents
        ]

    def _closed(self, error: OSError) -> None:
        self._complain(Path(str(error.filename)), f"this folder cannot be read: {error.strerror}")

    def _complain(self, path: Path, sentence: str) -> None:
        self.complaints.append(Complaint(self.named(path), 1, sentence))

    def named(self, path: Path) -> str:
        """A file's name as staff see it in complaints."""
        return str(path)

    def shown(self, path: Path) -> str:
        """A file's name as readers see it: below the folder's own, never a path of the server."""
        return str(Path(self.path.resolve().name) / path.relative_to(self.path))

    def mapping(self, path: Path) -> tuple[Mapping, Page]:
        """A file that holds names and values; empty when it does not."""
        root, page = self.root(path)
        if root is not None and not nothing(root) and not isinstance(root, Mapping):
            page.complain(
                root, "names and values were expected here, as `key:` and what belongs to it"
            )
        return (root if isinstance(root, Mapping) else Mapping(1)), page

    def items(self, path: Path) -> tuple[list[Node], Page]:
        """A file that holds a list; empty when it does not."""
        root, page = self.root(path)
        if root is not None and not nothing(root) and not isinstance(root, Sequence):
            page.complain(root, "a list was expected here, each item after a dash")
        return (root.items if isinstance(root, Sequence) else []), page

    def root(self, path: Path) -> tuple[Node | None, Page]:
        """A file's root node; the page's complaints are kept with the folder's."""
        wrong = self._unfit(path)
        if wrong:
            page = Page(self.named(path), self.shown(path), self.complaints)
            page.complain(1, wrong)
            return None, page
        return read_file(path, Page(self.named(path), self.shown(path), self.complaints))

    def _unfit(self, path: Path) -> str | None:
        try:
            if not path.resolve(strict=True).is_relative_to(self.path.resolve()):
                return "this link leads out of the knowledge folder; put the file itself here"
            if not stat.S_ISREG(path.stat().st_mode):
                return "this is not a regular file; remove it"
        except (OSError, RuntimeError):
            return "this file cannot be opened; a link may lead nowhere"
        return None

    def lines_of_pages(self) -> dict[str, int]:
        """The pages under `sources/` and how many lines each has."""
        pages = {}
        below = self.path / "sources"
        for path in (path for path in self.everything if below in path.parents):
            if self._unfit(path) is None:
                with contextlib.suppress(OSError):
                    pages[path.relative_to(below).as_posix()] = _lines_of(path)
        return pages


def _lines_of(path: Path) -> int:
    """How many lines a file has, however large it is."""
    count, last = 0, b"\n"
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            count, last = count + piece.count(b"\n"), piece[-1:]
    return count + (last != b"\n")
