"""`broadcast`: staff announce, warn and look at what is under way, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.app import DataDir, KnowledgeDir, app, placed, run


@app.command()
def broadcast(  # long: each option is a parameter
    context: typer.Context,
    text: Annotated[
        str | None, typer.Argument(help="The text; a line --- ru begins the one in Russian.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The text, from a file; - for input.")
    ] = None,
    statement: Annotated[
        str | None, typer.Option(metavar="ID", help="Announce a statement, or its correction.")
    ] = None,
    warning: Annotated[
        bool, typer.Option("--warning", help="To everybody, and above the answers until --clear.")
    ] = False,
    clear: Annotated[bool, typer.Option("--clear", help="Take every warning down.")] = False,
    stop: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Stop a message that is being sent.")
    ] = None,
    readers: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Send without asking, if they are so many.")
    ] = None,
    knowledge: KnowledgeDir = None,
    data: DataDir = None,
) -> None:
    """Show an announcement as readers will see it, and send it; without one, show the progress."""
    from bot.cli.broadcasting_steps import Refused, Wanted, announce

    wanted = Wanted(text, file, statement, warning, clear, stop, readers)
    try:
        run(announce(placed(context, knowledge, data), wanted))
    except Refused as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(refused.status) from None
