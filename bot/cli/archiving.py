"""The commands of the archive: bringing statements in, giving them back, and finding them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.app import DataDir, KnowledgeDir, app, placed, run


@app.command("import")
def import_(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Pages, feeds, JSONL, YAML, or folders.")
    ],
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who published what names nobody.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="The language of what names none.")
    ] = None,
    section: Annotated[
        str | None, typer.Option(metavar="NAME", help="events or speeches, of what names none.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it all, keep nothing.")] = False,
    knowledge: KnowledgeDir = None,
    data: DataDir = None,
) -> None:
    """Bring statements into the archive; 1 when anything was refused."""
    from bot.cli.archiving_intake import Wanted, bring_in

    place = placed(context, knowledge, data)
    wanted = Wanted(publisher, language, section, dry_run)
    raise typer.Exit(0 if run(bring_in(place, paths, wanted)) else 1)


@app.command()
def export(context: typer.Context, knowledge: KnowledgeDir = None, data: DataDir = None) -> None:
    """Write the whole archive as import lines, corrections included."""
    from bot.cli.archiving_intake import write_out

    run(write_out(placed(context, knowledge, data)))
