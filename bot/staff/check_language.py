"""Languages: what is said in one and missing in another, and what a new one still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.entries import Complaint, Mapping, Node
from bot.knowledge.embassy import Embassy
from bot.knowledge.folder import Folder
from bot.staff.check_entries import Written, written_in
from bot.staff.schema_fields import EMBASSY, TEXTS
from bot.wording import has_phrase, languages, missing_phrases


def uneven_languages(entries: list[Written], embassy: Embassy) -> Iterator[Complaint]:
    """Without an `embassy.yaml`, a warning for each text that lacks a language used elsewhere.

    With one the loader itself complains.
    """
    if embassy.written:
        return
    for entry in entries:
        for name, texts in _texts(entry):
            for language in embassy.languages:
                if language not in texts.items:
                    sentence = f"{name}: the text in {language!r} is missing; add it"
                    yield entry.warn(texts.line, sentence)


def lacking(folder: Path, language: str) -> list[Complaint]:
    """Everything that must be written before the embassy can answer in a further language."""
    found = list(_phrases(language))
    for entry in written_in(folder):
        for name, texts in _texts(entry):
            if language not in texts.items:
                found.append(_lacks(entry.file, texts.line, f"{entry.key}: {name}", language))
        asked = entry.node.items.get("asked")
        if isinstance(asked, Mapping) and language not in asked.items:
            found.append(_lacks(entry.file, asked.line, f"{entry.key}: asked", language))
    return sorted([*found, *_beside(folder, language)])


def _phrases(language: str) -> Iterator[Complaint]:
    """The desk's own phrases that it lacks, and its name in the other languages."""
    for phrase in missing_phrases(language):
        yield Complaint(f"bot/locales/{language}.ftl", 1, f"{phrase}: the desk's phrase is missing")
    for other in languages():
        for phrase in (f"language-name-{language}", f"i-answer-in-{language}"):
            if not has_phrase(other, phrase):
                sentence = f"{phrase}: the desk's phrase is missing"
                yield Complaint(f"bot/locales/{other}.ftl", 1, sentence)


def _beside(folder: Path, language: str) -> Iterator[Complaint]:
    """What `embassy.yaml` and `refused.yaml` lack."""
    read = Folder(folder)
    for file in ("embassy.yaml", "refused.yaml"):
        if not (folder / file).exists():
            continue
        node, page = read.mapping(folder / file)
        if file == "refused.yaml":
            if language not in node.items:
                yield _lacks(page.file, 1, "refused", language)
            continue
        for name, field in EMBASSY.items():
            for path, texts in texts_of(name, field.shape, node.items.get(name)):
                if language not in texts.items:
                    yield _lacks(page.file, texts.line, path, language)


def _lacks(file: str, line: int, what: str, language: str) -> Complaint:
    return Complaint(file, line, f"{what}: nothing in {language!r} yet")


def _texts(entry: Written) -> Iterator[tuple[str, Mapping]]:
    for name, field in entry.fields.items():
        yield from texts_of(name, field.shape, entry.node.items.get(name))


def texts_of(name: str, shape: str, node: Node | None) -> Iterator[tuple[str, Mapping]]:
    """The texts by language of a field, each with its name; those of parts and groups singly."""
    if shape not in TEXTS or not isinstance(node, Mapping):
        return
    if shape == "text":
        yield name, node
        return
    for inner, value in node.items.items():
        if isinstance(value, Mapping):
            yield f"{name}: {inner}", value
