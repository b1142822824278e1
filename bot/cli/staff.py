"""The commands of those who keep the knowledge; the work is in `bot/staff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.app import KnowledgeDir, app, placed, run
from bot.cli.opening import embedder_of
from bot.cli.progress import bar
from bot.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="For programs, as JSON.")]


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
        means = Means(embedder_of(settings), settings.cache, progress=advance.to)
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
