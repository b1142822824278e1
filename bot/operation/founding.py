"""Begins another embassy's knowledge folder: what somebody says of it, and a few first topics."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.entries import Unreadable
from bot.knowledge import read_knowledge

_STARTER = Path(__file__).parent / "starter"
_BLANK = re.compile(r"@([a-z.]+)@")
_CONDITION = re.compile(r"\s*@(if|unless) ([a-z.]+)@")
_LANGUAGE = re.compile(r"\s*([a-z]{2}):|.*\blanguage: ([a-z]{2})\}$")


class NotFounded(Exception):
    """The folder was not made; the sentence says why."""


ByLanguage = Mapping[str, str]


@dataclass(frozen=True)
class Founding:
    """What is said of a new embassy; what is left empty is left out of its folder."""

    languages: tuple[str, ...]
    name: ByLanguage = field(default_factory=dict)
    publisher: ByLanguage = field(default_factory=dict)
    city: ByLanguage = field(default_factory=dict)
    zone: str = "UTC"
    phone: str = ""
    email: str = ""

    def blanks(self, today: date) -> dict[str, str]:
        """What stands in the starter's places, by their names."""
        filled = {
            "zone": self.zone,
            "languages": ", ".join(self.languages),
            "phone": self.phone,
            "email": self.email,
            "reachable": self.phone or self.email,
            "city": "".join(self.city.values()),
            "today": today.isoformat() if self.phone or self.email else "",
        }
        for language in self.languages:
            name = self.name.get(language, "")
            filled[f"name.{language}"] = name
            filled[f"publisher.{language}"] = self.publisher.get(language) or name
            filled[f"city.{language}"] = self.city.get(language, "")
        return {name: _tidy(text) for name, text in filled.items()}


def languages() -> tuple[str, ...]:
    """The languages that the starter's topics are written in."""
    rows = (_STARTER / "refused.yaml").read_text("utf-8").splitlines()
    return tuple(row[:2] for row in rows if re.fullmatch("[a-z]{2}:", row))


def found(founding: Founding, folder: Path, today: date, more: Mapping[str, str]) -> None:
    """Make the folder, with `more` files by name, whole and sound or not at all.

    Raises NotFounded when it is there already, cannot be written, or what was said is of no use.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise NotFounded(f"{folder} is there already; name a folder that is not")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as work:
            begun = Path(work, folder.name)
            _write(founding.blanks(today), founding.languages, begun)
            for name, text in more.items():
                (begun / name).write_text(text, "utf-8")
            _check(begun)
            begun.rename(folder)
    except OSError as fault:
        raise NotFounded(f"{fault.filename or folder}: {fault.strerror}") from None


def _check(begun: Path) -> None:
    try:
        read_knowledge(begun)
    except Unreadable as unreadable:
        said = dict.fromkeys(complaint.sentence for complaint in unreadable.complaints)
        raise NotFounded("\n".join(said)) from None


def _write(blanks: Mapping[str, str], spoken: tuple[str, ...], begun: Path) -> None:
    for path in sorted(_STARTER.rglob("*.*")):
        text, place = path.read_text("utf-8"), begun / path.relative_to(_STARTER)
        if path.suffix == ".yaml":
            text = "\n".join(_filled(text.splitlines(), blanks, spoken)) + "\n"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    (begun / "sources").mkdir()


def _filled(rows: list[str], blanks: Mapping[str, str], spoken: tuple[str, ...]) -> Iterator[str]:
    """The rows with what was said in them, without those that it does not need and all below."""
    left_out: int | None = None
    for row in rows:
        depth = len(row) - len(row.lstrip())
        if left_out is not None and (depth > left_out or not row.strip()):
            continue
        left_out = None
        if _needed(row, blanks, spoken):
            yield _BLANK.sub(lambda blank: quoted(blanks[blank[1]]), _CONDITION.sub("", row))
        else:
            left_out = depth


def _needed(row: str, blanks: Mapping[str, str], spoken: tuple[str, ...]) -> bool:
    language = _LANGUAGE.match(row)
    if language and (language[1] or language[2]) not in spoken:
        return False
    condition = _CONDITION.search(row)
    if condition and bool(blanks.get(condition[2])) is (condition[1] == "unless"):
        return False
    return all(blanks.get(name) for name in _BLANK.findall(row))


def quoted(text: str) -> str:
    """The text as it stands between double quotes in YAML."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _tidy(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
