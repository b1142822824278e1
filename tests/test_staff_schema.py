"""The schema of the knowledge files: true to the loader, and pointed to by every shipped file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.entries import Entry, Mapping, Page
from bot.knowledge.topics import KEY
from bot.staff.schema import schema_text
from bot.staff.schema_fields import COMMON, OWN
from bot.topics import KINDS
from bot.topics.sources import Taken
from tests.editor import as_editors_read, faults

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "knowledge"
FILES = sorted(KNOWLEDGE.rglob("*.yaml"))


def test_the_committed_schema_is_what_the_command_writes() -> None:
    assert (KNOWLEDGE / "schema.json").read_text("utf-8") == schema_text()


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_of_fields_has_just_those_that_the_kind_reads(kind: str) -> None:
    entry = Entry("key", Mapping(1), Page("file.yaml"), 1)
    KINDS[kind].read(entry, Taken())
    assert set(OWN[kind]) == entry.asked_for


def test_the_table_has_every_kind_and_no_field_twice() -> None:
    assert list(OWN) == list(KINDS)
    assert not any(set(COMMON) & set(own) for own in OWN.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shipped_file_points_to_the_schema_in_its_first_line(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=([./a-z]+)(?:#/\$defs/(\w+))?", first)
    assert found, first
    assert (path.parent / found[1]).resolve() == KNOWLEDGE / "schema.json"
    assert (found[2] or "topics") == purpose(path)


def purpose(path: Path) -> str:
    place = path.relative_to(KNOWLEDGE)
    if place.parts[0] in ("statements", "questions"):
        return place.parts[0]
    return place.stem if place.name in ("embassy.yaml", "refused.yaml") else "topics"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_schema_takes_every_shipped_file(path: Path) -> None:
    assert faults(as_editors_read(path.read_text("utf-8")), purpose(path)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tea: {kind: kontakt}", "kind"),
        ("tea: {kind: clock, zone: Europe/London}", "place"),
        ("tea: {anser: {en: In the kitchen}}", "anser"),
        ("tea: {answer: In the kitchen}", "answer"),
        ("tea: {kind: counter, since: 4 March 2018}", "since"),
        ("tea: {asked: {en: where is the tea}}", "asked"),
        ("tea: {kind: contact, phone: ask the porter}", "phone"),
        ("Tea: {answer: {en: In the kitchen}}", "Tea"),
        ("start: {answer: {en: In the kitchen}}", "start"),
        ("tea: {kind: menu, also: [coffee]}", "also"),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(text: str, said: str) -> None:
    found = faults(as_editors_read(text), "topics")
    assert found and any(said in place for place in found), found


def test_the_schema_takes_a_note_without_a_kind_and_numbers_without_quotes() -> None:
    note = "tea: {answer: {en: 42}, asked: {en: [42, tea]}}"
    contact = "ring: {kind: contact, phone: +442036687474}"
    assert faults(as_editors_read(f"{note}\n{contact}"), "topics") == []


def test_a_key_of_the_schema_is_a_key_of_the_loader() -> None:
    assert json.loads(schema_text())["$defs"]["key"]["pattern"] == f"^{KEY.pattern}$"
