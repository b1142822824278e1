"""`archive` and `embed`: what the archive holds, and making the vectors that it lacks."""

from __future__ import annotations

import sys

from bot.archive import Archive
from bot.archive.meaning import embed_missing
from bot.archive.scope import Overview
from bot.channels.jsonlines import as_line
from bot.cli.archiving_intake import open_archive
from bot.cli.opening import Places, embedder_of
from bot.cli.progress import bar
from bot.embedding import why_absent


async def tell_overview(place: Places, as_json: bool) -> None:
    """Print what is there."""
    async with open_archive(place) as (archive, _):
        held = await archive.overview()
    print(as_line(_as_json(held)) if as_json else _as_text(held))


def _as_json(held: Overview) -> dict[str, object]:
    return {
        "statements": held.statements,
        "passages": held.passages,
        "languages": held.languages,
        "first": held.first.isoformat() if held.first else None,
        "last": held.last.isoformat() if held.last else None,
        "vectors": held.vectors,
    }


def _as_text(held: Overview) -> str:
    languages = ", ".join(f"{name} {number}" for name, number in held.languages.items())
    days = f"{held.first:%d.%m.%Y} to {held.last:%d.%m.%Y}" if held.first and held.last else "none"
    rows = {
        "statements": held.statements,
        "passages": held.passages,
        "languages": languages or "none",
        "dates": days,
        "with vectors": f"{held.vectors} of {held.passages} passages",
    }
    return "\n".join(f"{name:<14}{value}" for name, value in rows.items())


async def make_vectors(place: Places) -> bool:
    """Make every vector that is missing; False when there is no model to make them."""
    embedder = embedder_of(place.settings)
    if embedder is None:
        why = why_absent(off=place.settings.embeddings == "off")
        print(f"There is no model of meaning ({why}): search goes by words alone.", file=sys.stderr)
        return False
    async with open_archive(place) as (archive, _):
        with bar(1) as advance:
            made = await embed_missing(archive, embedder, progress=advance.to)
        print(await _made(archive, made))
    return True


async def _made(archive: Archive, made: int) -> str:
    held = await archive.overview()
    return f"{made} vectors made; {held.vectors} of {held.passages} passages have one."
