"""`explain`: on one screen, why a question was understood as it was."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.cli.app import About, AsJson, At, DataDir, KnowledgeDir, Language, app, placed, run
from bot.cli.asking import BadQuestion, Wish, heard_of, learned
from bot.cli.explained import told
from bot.cli.opening import Places, open_desk
from bot.understanding import Explanation


@app.command()
def explain(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The question.")],
    language: Language = None,
    at: At = None,
    about: About = None,
    as_json: AsJson = False,
    knowledge: KnowledgeDir = None,
    data: DataDir = None,
) -> None:
    """Say why a question is understood as it is: words, nearest phrases, scores, limits."""
    place = placed(context, knowledge, data)
    try:
        explanation = run(_explained(text, Wish(language, at, about), place))
    except BadQuestion as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    if as_json:
        typer.echo(json.dumps(explanation.as_json(), ensure_ascii=False))
    else:
        typer.echo("\n".join(told(explanation)))


async def _explained(text: str, wish: Wish, place: Places) -> Explanation:
    async with open_desk(place) as desk:
        await learned(desk, place)
        return await desk.explained(await desk.hear(heard_of(text, wish)))
