"""The commands of the archive: bringing statements in, giving them back, and finding them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.app import AsJson, DataDir, KnowledgeDir, Language, app, placed, run
from bot.cli.asking import BadQuestion


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


@app.command()
def archive(
    context: typer.Context,
    as_json: AsJson = False,
    knowledge: KnowledgeDir = None,
    data: DataDir = None,
) -> None:
    """Say what the archive holds: statements, passages, languages, days, vectors."""
    from bot.cli.archiving_state import tell_overview

    run(tell_overview(placed(context, knowledge, data), as_json))


@app.command()
def embed(context: typer.Context, knowledge: KnowledgeDir = None, data: DataDir = None) -> None:
    """Make the vectors of meaning that passages still lack; may be stopped and run again."""
    from bot.cli.archiving_state import make_vectors

    raise typer.Exit(0 if run(make_vectors(placed(context, knowledge, data))) else 1)


@app.command()
def search(  # long: each option is a parameter
    context: typer.Context,
    words: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", min=1, max=100, help="At most so many results.")
    ] = 10,
    language: Language = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Published on this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Published by this day, itself in.")
    ] = None,
    as_json: AsJson = False,
    batch: Annotated[
        Path | None, typer.Option(metavar="FILE", help='Lines of {"query": ..}; - for input.')
    ] = None,
    knowledge: KnowledgeDir = None,
    data: DataDir = None,
) -> None:
    """Search the archive, once or for each line of a file."""
    from bot.cli.archiving_search import Wish, search_batch, search_one

    place = placed(context, knowledge, data)
    try:
        wish = Wish(limit, language, _day(since), _day(until), as_json)
        if batch is not None:
            raise typer.Exit(0 if run(search_batch(batch, wish, place)) else 1)
        run(search_one(words, wish, place))
    except BadQuestion as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadQuestion(f"{text!r} is not a date like 2020-01-17") from None
