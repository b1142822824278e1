"""Feeds, RSS 2.0 and Atom, as import lines."""

from __future__ import annotations

LARGEST = 2 * 1024 * 1024
"""Bytes of a feed that is read."""
