"""`preview`: the desk in the browser, for those who edit its knowledge."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.app import DataDir, KnowledgeDir, app, placed, run

PORT = 8642
"""Where the preview is when nothing else is said."""


@app.command()
def preview(
    context: typer.Context,
    port: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, max=65535, help="0 takes any that is free.")
    ] = PORT,
    knowledge: KnowledgeDir = None,
    data: DataDir = None,
) -> None:
    """See in the browser, on this machine alone, what citizens get while files are edited."""
    from bot.cli.preview_parts import Taken, serve_preview

    try:
        run(serve_preview(placed(context, knowledge, data), port))
    except Taken as taken:
        typer.echo(str(taken), err=True)
        raise typer.Exit(1) from None
