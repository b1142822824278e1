"""Postings: which passages hold a stem, read from the full-text index once and kept as arrays."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sqlite import Connection

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

LARGEST = 32_000_000
"""Bytes of arrays that are kept; the stems not asked about for longest go first."""
FOR_A_PASSAGE = 100
"""Bytes that are kept for each passage of an archive so large that this comes to more: of a million
passages a usual word alone takes some, and to read it again .1 s."""
# The index's own ranking scores every place of every word: 1.5 us each, so that a question of
# ten usual words took .1 s at 100,000 passages. Written as one text they take .13 us, once.
_PLACES = """
  select value, (
    select group_concat(case col when 'title' then -doc else doc end)
    from place where term = value
  ) from json_each(?)
"""


@dataclass(frozen=True)
class Posting:
    """The passages that hold a stem, rising, and how often title and text have it."""

    passages: Numbers
    in_title: Numbers
    in_text: Numbers

    @property
    def size(self) -> int:
        """Bytes."""
        return int(self.passages.nbytes + self.in_title.nbytes + self.in_text.nbytes)


class Postings:
    """Postings by stem, as of one generation of the index."""

    def __init__(self, passages: int = 0) -> None:
        self._most = max(LARGEST, FOR_A_PASSAGE * passages)
        self._held: OrderedDict[str, Posting] = OrderedDict()
        self._size = 0

    async def of(self, db: Connection, stems: Iterable[str]) -> dict[str, Posting]:
        """The postings of these stems; of stems that no passage holds, empty ones."""
        found = {stem: self._held[stem] for stem in stems if stem in self._held}
        missing = [stem for stem in stems if stem not in found]
        if missing:
            rows = await db.execute_fetchall(_PLACES, (json.dumps(missing),))
            found |= {stem: _posting(places or "") for stem, places in rows}
        for stem, posting in found.items():
            self._keep(stem, posting)
        return found

    def _keep(self, stem: str, posting: Posting) -> None:
        if stem in self._held:
            self._held.move_to_end(stem)
            return
        self._held[stem] = posting
        self._size += posting.size + 200
        while self._size > self._most:
            _, gone = self._held.popitem(last=False)
            self._size -= gone.size + 200


def _posting(places: str) -> Posting:
    """From row numbers divided by commas, those of titles negative."""
    import numpy as np

    signed = np.fromstring(places, dtype=np.int32, sep=",") if places else np.zeros(0, np.int32)
    rows = np.abs(signed)
    order = np.argsort(rows, kind="stable") if (rows[1:] < rows[:-1]).any() else slice(None)
    signed, rows = signed[order], rows[order]
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    if not len(first):
        return Posting(rows, rows, rows)
    title = np.add.reduceat((signed < 0).astype(np.int16), first)
    text = np.add.reduceat((signed > 0).astype(np.int16), first)
    return Posting(
        rows[first], title.clip(0, 255).astype(np.uint8), text.clip(0, 255).astype(np.uint8)
    )
