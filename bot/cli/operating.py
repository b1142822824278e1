"""The commands of the one who runs the bot; the work is in `bot/operation`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.app import DataDir, KnowledgeDir, app, placed, run, told
from bot.settings import Settings, ready_data

AsJson = Annotated[bool, typer.Option("--json", help="For programs, as JSON.")]


@app.command()
def doctor(
    context: typer.Context,
    as_json: AsJson = False,
    knowledge: KnowledgeDir = None,
    data: DataDir = None,
) -> None:
    """Look at everything the bot needs; 1 when something is to be done."""
    from bot.operation.doctor import Doctor

    settings: Settings = placed(context, knowledge, data).settings
    sound, found = True, []
    for finding in Doctor(settings, run(_look(settings))).findings():
        sound = sound and finding.good
        found.append(vars(finding))
        if not as_json:
            # One by one: the last ones take their time.
            typer.echo(str(finding))
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    raise typer.Exit(0 if sound else 1)


async def _look(settings: Settings) -> object:
    if settings.bot_token is None:
        return None
    from bot.channels.telegram.looking import look

    return await look(settings.bot_token.get_secret_value(), settings.telegram_api_base)


@app.command()
def backup(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A folder; each backup gets one of its own in it.")],
    data: DataDir = None,
) -> None:
    """Copy ledger and archive, checked, while the bot runs; keep the copies for seven days."""
    from bot.operation.backup import back_up
    from bot.operation.copies import NoCopy

    settings: Settings = placed(context, None, data).settings
    try:
        typer.echo(f"Backed up to {back_up(settings.data_dir, path, datetime.now(UTC))}")
    except NoCopy as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(1) from None


@app.command()
def restore(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A backup, or a folder of them: the newest.")],
    stop_broadcasts: Annotated[
        bool, typer.Option("--stop-broadcasts", help="Do not go on with those then under way.")
    ] = False,
    data: DataDir = None,
) -> None:
    """Put a backup back in place, the bot being stopped; what was there is put aside."""
    from bot.operation.copies import NoCopy
    from bot.operation.lock import TAKEN, Taken, locked
    from bot.operation.restoring import chosen, put_back, under_way

    settings: Settings = placed(context, None, data).settings
    with told():
        ready_data(settings.data_dir)
    try:
        wanted = chosen(path)
        with locked(settings.data_dir):
            put_back(wanted, settings.data_dir)
            left = run(under_way(settings.data_dir, stop_broadcasts))
    except Taken as taken:
        typer.echo(str(taken), err=True)
        raise typer.Exit(TAKEN) from None
    except NoCopy as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(1) from None
    for line in (*(f"Restored from {source}" for _, source in wanted), *left):
        typer.echo(line)
