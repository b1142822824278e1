"""What stands beside the topics: refused samples, sample questions, staff's statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import date, datetime

from bot.archive import Malformed, Statement, statement_from
from bot.entries import Entry, Mapping, Node, Page, Sample, Scalar, Sequence, nothing
from bot.entries.fields import read_samples
from bot.knowledge.folder import Folder
from bot.topics.sources import check_place


@dataclass(frozen=True)
class SampleQuestion:
    """A question that must reach its topic, or none; a test, never learned from."""

    ask: str
    topic: str
    """A topic's key, `statement`, `article_point`, or `none`."""
    file: str
    line: int
    language: str | None = None
    on: datetime | date | None = None
    says: tuple[str, ...] = ()


def read_refused(folder: Folder) -> tuple[tuple[Sample, ...], str]:
    """The samples of `refused.yaml`, and the file's name as readers see it."""
    path = folder.path / "refused.yaml"
    if not path.exists() and not path.is_symlink():
        return (), ""
    node, page = folder.root(path)
    if node is None or nothing(node):
        return (), page.shown
    return read_samples(node, page, "refused"), page.shown


def read_questions(folder: Folder, topics: set[str]) -> tuple[SampleQuestion, ...]:
    """The sample questions under `questions/`."""
    found: list[SampleQuestion] = []
    for path in folder.files("questions"):
        nodes, page = folder.items(path)
        known = None if folder.unread else topics
        found += [one for node in nodes for one in _question(node, page, known)]
    return tuple(found)


def _question(node: Node, page: Page, topics: set[str] | None) -> Iterator[SampleQuestion]:
    """Of a topic that is not there nothing is said when it is not known what topics there are."""
    if not isinstance(node, Mapping):
        page.complain(node, "write a question as {ask: .., topic: ..}")
        return
    entry = Entry("question", node, page, node.line)
    entry.must("ask", '"whom do I call"')
    entry.must("topic", "contact, or none")
    ask, topic = entry.value("ask"), entry.value("topic")
    language, on, says = entry.value("language"), entry.moment("on"), _says(entry)
    entry.leftovers()
    known = (topics or set()) | {"statement", "article_point", "none"}
    if topic is not None and topics is not None and topic not in known:
        entry.complain("topic", f"there is no topic {topic!r}; write a key, or none")
    elif ask and topic:
        yield SampleQuestion(ask, topic, page.file, node.line, language, on, says)


def _says(entry: Entry) -> tuple[str, ...]:
    node = entry.node_of("says")
    if isinstance(node, Scalar):
        return (node.value,)
    return tuple(word for word, _ in entry.words("says")) if node else ()


_FIELDS = ("date", "title", "text", "language", "url", "section", "publisher")
_FURTHER = ("id", "short", "source", "translation_of")


@dataclass(frozen=True)
class Whereabouts:
    """Where the text of a statement stands in staff's files."""

    file: str
    """As readers see it."""
    line: int
    """On which the text begins."""
    by_row: bool
    """Each row of the text is a line of the file."""

    def line_of(self, text: str, start: int) -> int:
        """The line of a place in the text, or where the text begins when that cannot be told."""
        return self.line + text.count("\n", 0, start) if self.by_row else self.line


def read_statements(
    folder: Folder, publisher: str, language: str
) -> tuple[tuple[Statement, Whereabouts], ...]:
    """The statements that staff keep by hand, under `statements/`, and where each stands."""
    pages, written = folder.lines_of_pages(), list[tuple[Statement, Whereabouts]]()
    for path in folder.files("statements"):
        nodes, page = folder.items(path)
        for node in nodes:
            known = {statement.id for statement, _ in written if statement.id}
            for entry, statement in statement_of(node, page, publisher, language):
                written.append((statement, _whereabouts(entry, statement)))
                _check(entry, statement, known, pages)
    return tuple(written)


def _whereabouts(entry: Entry, statement: Statement) -> Whereabouts:
    file, line = entry.place("text")
    node = entry.node.items.get("text")
    if not isinstance(node, Scalar) or not node.rows:
        return Whereabouts(file, line, by_row=False)
    return Whereabouts(file, line + 1, by_row=node.value.rstrip("\n") == statement.text)


def statement_of(
    node: Node, page: Page, publisher: str, language: Callable[[str], str] | str
) -> Iterator[tuple[Entry, Statement]]:
    """The statement that an item of a list is, with its entry; none where the page complains.

    `publisher` and `language` stand in where it names none, as for an import line.
    """
    if not isinstance(node, Mapping):
        page.complain(node, "write a statement as date, title and text")
        return
    entry = Entry("statement", node, page, node.line)
    for statement in _statement(entry, publisher, language):
        yield entry, statement


def _check(entry: Entry, statement: Statement, known: set[str], pages: MappingOf[str, int]) -> None:
    if statement.id in known:
        entry.complain("id", f"{statement.id!r} stands twice; give each statement its own")
    if statement.source:
        check_place(entry, "", statement.source, pages)


def _statement(
    entry: Entry, publisher: str, language: Callable[[str], str] | str
) -> Iterator[Statement]:
    line: dict[str, object] = {
        name: entry.value(name) for name in _FIELDS + _FURTHER if entry.has(name)
    }
    corrections = entry.node_of("corrections")
    if isinstance(corrections, Sequence):
        line["corrections"] = [_correction(item, entry.page) for item in corrections.items]
    elif corrections is not None:
        entry.complain("corrections", "write a list, each {replaced_on: .., title: .., text: ..}")
    entry.leftovers()
    for name in ("date", "title", "text"):
        entry.must(name, "2020-01-17" if name == "date" else '".."')
    try:
        if all(line.get(name) is not None for name in ("date", "title", "text")):
            yield statement_from(line, publisher=publisher, language=language)
    except Malformed as wrong:
        entry.page.complain(entry.line_of(wrong.field), str(wrong))


def _correction(node: Node, page: Page) -> dict[str, str | None]:
    if not isinstance(node, Mapping):
        page.complain(node, "corrections: write replaced_on, title and text")
        return {}
    entry = Entry("correction", node, page, node.line)
    fields = {name: entry.value(name) for name in ("replaced_on", "title", "text")}
    entry.leftovers()
    return fields
