"""The commands of those who keep the knowledge; the work is in `bot/staff`."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli.apart import give_way, tell_progress
from bot.cli.app import At, DataDir, KnowledgeDir, app, placed, run, told
from bot.cli.asking import BadQuestion, moment
from bot.cli.progress import bar
from bot.embedding import Embedder, open_embedder
from bot.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="For programs, as JSON.")]


Since = Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on.")]
Form = Literal["text", "csv", "json"]


@app.command()
def check(
    context: typer.Context,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    as_json: AsJson = False,
    language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="List what a further language still lacks."),
    ] = None,
    knowledge: KnowledgeDir = None,
) -> None:
    """Say everything that is wrong or doubtful in the knowledge folder, by file and line."""
    settings = placed(context, knowledge, None).settings
    if language is not None:
        from bot.staff.check_report import tell_lacking

        raise typer.Exit(tell_lacking(settings.knowledge_dir, language, as_json))
    from bot.staff.check_report import tell

    report = run(_checked(settings))
    tell(report, as_json, embeddings=settings.embeddings)
    raise typer.Exit(1 if report.errors or (strict and report.warnings) else 0)


async def _checked(settings: Settings) -> object:
    from bot.staff.check import Means, check

    with bar(1) as advance:
        means = Means(embedder_for(settings), settings.cache, progress=advance.to)
        return await check(settings.knowledge_dir, means)


@app.command()
def schema(
    write: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it there instead of printing it.")
    ] = None,
) -> None:
    """The JSON Schema of the knowledge files, for editors."""
    from bot.staff.schema import schema_text

    if write is None:
        print(schema_text(), end="")
    else:
        write.write_text(schema_text(), "utf-8")


@app.command()
def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help="A folder, or a revision of git.")],
    new: Annotated[
        str | None, typer.Argument(help="Likewise; the knowledge folder if left out.")
    ] = None,
    at: At = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="For a pull request.")] = False,
    as_json: AsJson = False,
    knowledge: KnowledgeDir = None,
) -> None:
    """Say which answers change from one folder to another; 1 when one disappears."""
    settings, moment = placed(context, knowledge, None).settings, moment_of(at)
    found = run(_compared((old, new or str(settings.knowledge_dir)), moment, settings))
    from bot.staff.diff_report import as_json as json_of
    from bot.staff.diff_report import as_markdown, as_text

    if as_json:
        print(json_of(found))
    else:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        print(as_markdown(found) if markdown else as_text(found, colour))
    raise typer.Exit(1 if found.disappeared else 0)


async def _compared(sides: tuple[str, str], moment: datetime | None, settings: Settings) -> object:
    from bot.staff.check import Means
    from bot.staff.diff import difference
    from bot.staff.diff_sides import NoSide, side

    folder = settings.knowledge_dir
    try:
        with bar(1) as advance, side(sides[0], folder) as old, side(sides[1], folder) as new:
            means = Means(embedder_for(settings), settings.cache, moment, advance.to)
            return await difference(old, new, means)
    except NoSide as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None


def embedder_for(settings: Settings) -> Embedder | None:
    """The model, for a temporary archive: what it makes of statements is kept in the cache."""
    off = settings.embeddings == "off"
    return open_embedder(settings.cache, off=off, keeps_passages=True)


def moment_of(at: str | None) -> datetime | None:
    """The moment that the command line names; a wrong one ends with a sentence."""
    try:
        return moment(at)
    except BadQuestion as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None


@app.command()
def unanswered(
    context: typer.Context,
    since: Since = None,
    form: Annotated[
        Form, typer.Option("--format", metavar="FORM", help="text, csv or json.")
    ] = "text",
    draft: Annotated[
        bool, typer.Option("--draft", help="As YAML of topics and phrases to finish.")
    ] = False,
    knowledge: KnowledgeDir = None,
    data: DataDir = None,
) -> None:
    """What citizens asked in vain, wordings of one matter together, the most asked first."""
    from bot.cli.staff_ledger import tell_unanswered

    place = placed(context, knowledge, data)
    run(tell_unanswered(place, day_of(since), "draft" if draft else form))


@app.command()
def stats(
    context: typer.Context, since: Since = None, as_json: AsJson = False, data: DataDir = None
) -> None:
    """How many questions came in: by day, topic, language and outcome."""
    from bot.cli.staff_ledger import tell_stats

    run(tell_stats(placed(context, None, data), day_of(since), as_json))


@app.command(hidden=True)
def learn(
    context: typer.Context,
    progress: Annotated[bool, typer.Option("--progress", help="Say how far it is.")] = False,
    knowledge: KnowledgeDir = None,
) -> None:
    """Learn the phrases of the folder and keep what was learned, for a bot that is running."""
    from bot.knowledge import read_knowledge

    settings = placed(context, knowledge, None).settings
    give_way()
    with told():
        embedder, hears = embedder_for(settings), tell_progress if progress else None
        read_knowledge(settings.knowledge_dir).learned(embedder, settings.cache, hears)


def day_of(text: str | None) -> date | None:
    """The day that the command line names; a wrong one ends with a sentence."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        typer.echo(f"{text!r} is not a date like 2020-01-17", err=True)
        raise typer.Exit(2) from None


@app.command()
def drift(
    context: typer.Context,
    page: Annotated[Path, typer.Argument(help="A saved copy of the embassy's page, text or HTML.")],
    as_json: AsJson = False,
    knowledge: KnowledgeDir = None,
) -> None:
    """Compare what the bot says with the embassy's own page; 1 unless everything agrees."""
    from bot.staff.drift import drift as compare
    from bot.staff.drift_page import NoPage

    folder = placed(context, knowledge, None).settings.knowledge_dir
    try:
        found = run(compare(folder, page))
    except NoPage as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    print(found.as_json() if as_json else found.as_text())
    raise typer.Exit(0 if found.agrees else 1)
