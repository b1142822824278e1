"""`explain`: on one screen, why a question was understood as it was."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.cli.app import About, AsJson, At, DataDir, KnowledgeDir, Language, app, placed, run
from bot.cli.asking import BadQuestion, Wish, heard_of, learned
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


def told(why: Explanation) -> list[str]:
    """The explanation in lines for a terminal."""
    how = ", ".join(why.reading.how) or "as typed"
    model = "words and meaning" if why.meaning else "words alone"
    limits = why.thresholds
    scope = f"{limits['for_this_desk']:.2f} for this desk (lost below {limits['lost_below']:.2f})"
    lines = [
        f"Read as   {why.reading.text}   ({how})",
        f"Outcome   {why.outcome}, by {model}",
        f"Score     {limits['score']:.2f} (sure from {limits['sure_from']:.2f}); {scope}",
        "",
        "The nearest topics: score, fit, fit by words",
        *(
            f"  {one.score:.2f}  {one.fit:.2f}  {one.by_words:.2f}  {one.label}"
            for one in why.scores
        ),
        "",
        "The words: trust, and the topics that they speak for",
    ]
    for word in why.words:
        spoken = ", ".join(f"{label} {share:.2f}" for label, share in word.topics) or "no topic"
        shown = word.typed if word.typed == word.read else f"{word.typed} -> {word.read}"
        lines.append(f"  {word.trust:.2f}  {shown}: {spoken}")
    lines += ["", "The nearest phrases"]
    for near in why.nearest:
        place = f"{near.file}:{near.line}"
        lines.append(f"  {near.closeness:.2f}  by {near.by}: {near.text} ({near.label}, {place})")
    return lines
