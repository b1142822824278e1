"""Whose desk this is: `embassy.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.entries import Entry, Mapping, Page, Text
from bot.knowledge.folder import Folder
from bot.wording import languages as languages_of_desk

UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Embassy:
    """The embassy's name, zone and languages, and the menu's groups in order."""

    name: Text = field(default_factory=Text)
    publisher: Text = field(default_factory=Text)
    zone: ZoneInfo = UTC
    languages: tuple[str, ...] = ()
    contacts: str | None = None
    groups: dict[str, Text] = field(default_factory=dict)
    written: bool = False
    """Whether there is an `embassy.yaml`, so that a missing language is a fault."""
    contacts_line: int = 1
    file: str = ""

    def language(self, *wanted: str | None) -> str:
        """The first of these that the embassy speaks, else its own first."""
        for language in wanted:
            short = (language or "").lower().replace("_", "-").partition("-")[0]
            if short in self.languages:
                return short
        return self.languages[0] if self.languages else "en"


def read_embassy(folder: Folder) -> Embassy:
    """The embassy of a folder; a plain one where there is no `embassy.yaml`."""
    path = folder.path / "embassy.yaml"
    if not path.exists() and not path.is_symlink():
        return Embassy()
    node, page = folder.mapping(path)
    entry = Entry("embassy", node, page, 1)
    languages = _languages(entry, page)
    entry.languages = languages
    for name, example in (("name", '{en: ".."}'), ("zone", "Europe/London"), ("languages", "[en]")):
        entry.must(name, example)
    full_name = entry.text("name")
    embassy = Embassy(
        name=full_name,
        publisher=entry.text("publisher") or full_name,
        zone=entry.zone("zone") or ZoneInfo("UTC"),
        languages=languages,
        contacts=entry.value("contacts"),
        groups=_groups(entry),
        written=True,
        contacts_line=entry.line_of("contacts"),
        file=page.file,
    )
    entry.leftovers()
    return embassy


def _languages(entry: Entry, page: Page) -> tuple[str, ...]:
    found: list[str] = []
    for language, line in entry.words("languages"):
        if language not in languages_of_desk():
            spoken = ", ".join(languages_of_desk())
            page.complain(
                line, f"languages: the desk has no phrases in {language!r}, only in {spoken}"
            )
        elif language in found:
            page.complain(line, f"languages: {language!r} stands twice; keep one")
        else:
            found.append(language)
    if entry.has("languages") and not found:
        entry.complain("languages", "name at least one that the desk has phrases in, as [en]")
    return tuple(found)


def _groups(entry: Entry) -> dict[str, Text]:
    node = entry.node_of("groups")
    if node is None:
        return {}
    inside = entry.inside("groups")
    if inside is None or not isinstance(node, Mapping):
        return {}
    return {name: inside.text(name) for name in node.items}
