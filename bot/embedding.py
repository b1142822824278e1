"""Texts to vectors of meaning, kept once made; alone knows the model, which may be absent."""

from __future__ import annotations

from pathlib import Path


class Embedder:
    """Texts to vectors. No model is known yet: every desk works on words alone."""

    model = "none"


def open_embedder(cache: Path | None, off: bool = False) -> Embedder | None:
    """The model, or None where it cannot run or is switched off."""
    return None
