"""`new`: another embassy's knowledge folder, after a few questions in the terminal."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.app import app
from bot.operation.founding import Founding, NotFounded, found, languages
from bot.operation.said import wrong_languages, wrong_mail, wrong_phone, wrong_zone, zone_of

ByLanguage = Annotated[
    list[str] | None,
    typer.Option(metavar="TEXT", help="For every language; or once for each, as ru=TEXT."),
]
Zone = Annotated[str | None, typer.Option(help="The time zone, as Europe/London.")]
Spoken = Annotated[
    str | None, typer.Option("--languages", help="As en,ru; strangers get the first.")
]
Phone = Annotated[str | None, typer.Option(help="With its country: +44 20 7946 0000.")]
Email = Annotated[str | None, typer.Option(help="An e-mail address.")]


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")],
    name: ByLanguage = None,
    publisher: ByLanguage = None,
    city: ByLanguage = None,
    zone: Zone = None,
    spoken: Spoken = None,
    phone: Phone = None,
    email: Email = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
) -> None:
    """Begin another embassy's knowledge folder; what is not given is asked."""
    from bot.staff.schema import schema_text

    given = _Given(name, publisher, city, zone, spoken, phone, email)
    try:
        founding = _founding(_Asking(quiet=yes), given)
        found(founding, folder, date.today(), {"schema.json": schema_text()})
    except NotFounded as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(1) from None
    typer.echo(_NEXT.format(folder=folder, named=shlex.quote(str(folder))))


_NEXT = """{folder} is there. Next:
  python -m bot check --knowledge {named}
  python -m bot chat --knowledge {named}
and write what your embassy answers; docs/knowledge.md has every field."""


@dataclass(frozen=True)
class _Given:
    """What was given on the command line."""

    name: list[str] | None
    publisher: list[str] | None
    city: list[str] | None
    zone: str | None
    spoken: str | None
    phone: str | None
    email: str | None


def _founding(asking: _Asking, given: _Given) -> Founding:
    wanted = asking.one("Languages", given.spoken, ",".join(languages()), wrong_languages)
    codes = tuple(dict.fromkeys(wanted.replace(",", " ").split()))
    none = dict.fromkeys(codes, "")
    names = asking.each("Name of the embassy", given.name, none)
    publishers = asking.each("Publisher of its statements", given.publisher, names)
    cities = asking.each("City", given.city, none)
    return Founding(
        codes,
        names,
        publishers,
        cities,
        asking.one("Time zone", given.zone, zone_of(cities.values()) or "UTC", wrong_zone),
        asking.one("Phone, as citizens dial it", given.phone, "", wrong_phone),
        asking.one("E-mail address", given.email, "", wrong_mail),
    )


@dataclass(frozen=True)
class _Asking:
    """Takes what was given on the command line, and asks for the rest unless it must be quiet."""

    quiet: bool

    def one(
        self,
        what: str,
        given: str | None,
        usual: str,
        wrong: Callable[[str], str | None] = lambda _: None,
    ) -> str:
        """A value that is not wrong; raises NotFounded when the one given is."""
        if given is not None or self.quiet:
            value = (usual if given is None else given).strip()
            if value and (fault := wrong(value)):
                raise NotFounded(f"{what}: {fault}")
            return value
        while True:
            value = str(typer.prompt(what, default=usual, show_default=bool(usual))).strip()
            fault = wrong(value) if value else None
            if fault is None:
                return value
            typer.echo(fault, err=True)

    def each(self, what: str, given: list[str] | None, usual: dict[str, str]) -> dict[str, str]:
        """A text in each language; those given without a language hold for all."""
        texts = _by_language(given or [], tuple(usual))
        return {
            code: self.one(
                f"{what} ({code})" if len(usual) > 1 else what,
                texts.get(code, texts.get("")),
                usual[code],
            )
            for code in usual
        }


def _by_language(given: list[str], codes: tuple[str, ...]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for text in given:
        code, equals, rest = text.partition("=")
        texts |= {code: rest} if equals and code in codes else {"": text}
    return texts
