"""The commands and their options, and how each failure is told: one sentence, no traceback."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import __version__
from bot.cli.opening import places
from bot.entries import Unreadable
from bot.settings import BadSetting
from bot.sqlite import Unusable

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="An embassy's desk: answers citizens with what the embassy has written.",
)

KnowledgeDir = Annotated[
    Path | None, typer.Option("--knowledge", metavar="DIR", help="The knowledge folder.")
]
DataDir = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="The folder of archive and ledger.")
]
Language = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="The language of the reader's app.")
]
At = Annotated[
    str | None, typer.Option(metavar="MOMENT", help="Answer as of then, 2020-01-17T20:01+00:00.")
]
About = Annotated[
    str | None, typer.Option(metavar="KEY", help="The topic of the message replied to.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Explain = Annotated[bool, typer.Option(help="With --json: say why.")]
Batch = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Questions, a line of JSON each; - for input.")
]


@contextmanager
def told() -> Iterator[None]:
    """Failures as a sentence on standard error: 1 for knowledge and archive, 2 for settings."""
    try:
        yield
    except Unreadable as unreadable:
        typer.echo(str(unreadable), err=True)
        raise typer.Exit(1) from None
    except Unusable as unusable:
        typer.echo(str(unusable), err=True)
        raise typer.Exit(1) from None
    except BadSetting as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Do the work to its end, failures told; Ctrl-C leaves quietly."""
    with told():
        try:
            return asyncio.run(work)
        except KeyboardInterrupt:
            raise typer.Exit(130) from None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    knowledge: KnowledgeDir = None,
    data: DataDir = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Start the bot in Telegram; without a BOT_TOKEN, a chat in the terminal."""
    if context.invoked_subcommand is not None:
        context.obj = (knowledge, data)
        return
    from bot.cli.running import start_bot

    with told():
        place = places(knowledge, data)
    raise typer.Exit(run(start_bot(place)))


def placed(context: typer.Context, knowledge: Path | None, data: Path | None) -> Any:
    """The folders named after the command, else those named before it."""
    before = context.obj or (None, None)
    with told():
        return places(knowledge or before[0], data or before[1])


@app.command()
def chat(context: typer.Context, knowledge: KnowledgeDir = None, data: DataDir = None) -> None:
    """Talk with the desk in the terminal."""
    from bot.cli.running import chat_in_terminal

    run(chat_in_terminal(placed(context, knowledge, data)))


@app.command()
def ask(
    context: typer.Context,
    text: Annotated[str | None, typer.Argument(help="The question.")] = None,
    language: Language = None,
    at: At = None,
    about: About = None,
    as_json: AsJson = False,
    explain: Explain = False,
    batch: Batch = None,
    knowledge: KnowledgeDir = None,
    data: DataDir = None,
) -> None:
    """Ask one question, or a file of them."""
    from bot.cli.asking import BadQuestion, Wish, ask_batch, ask_one

    wish, place = Wish(language, at, about, as_json, explain), placed(context, knowledge, data)
    try:
        if batch is not None:
            raise typer.Exit(0 if run(ask_batch(batch, wish, place)) else 1)
        run(ask_one(text, wish, place))
    except BadQuestion as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None


def main() -> None:
    """What `python -m bot` calls."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A terminal that is not set to UTF-8 must not stop a question or an answer.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    app()
