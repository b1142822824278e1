"""A flat file of vectors by key: appended to, checked when opened, made again when damaged."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np

    Vectors = np.ndarray[Any, np.dtype[np.float32]]

KEY = 16
WIDTH = 384
_CHECK = 4
_RECORD = KEY + _CHECK + 2 * WIDTH
_log = logging.getLogger(__name__)


class VectorFile:
    """Vectors of 384 half-precision numbers by 16-byte key; a file for each model.

    Whatever is wrong with the file is said once in the log and never raised: without a file,
    vectors last as long as the program.
    """

    def __init__(self, folder: Path, model: str) -> None:
        name = blake2b(model.encode(), digest_size=6).hexdigest()
        self.path = folder / f"{name}.vectors"
        self._header = b"vectors 1 " + name.encode() + b"\n"
        self._rows: dict[bytes, bytes] | None = None
        self._said = False

    def get(self, key: bytes) -> Vectors | None:
        """The vector kept under a key, or None."""
        import numpy as np

        row = self._all().get(key)
        return None if row is None else np.frombuffer(row, np.float16).astype(np.float32)

    def add(self, vectors: Mapping[bytes, Vectors]) -> None:
        """Keep vectors, in one write at the end of the file."""
        import numpy as np

        rows = {key: vector.astype(np.float16).tobytes() for key, vector in vectors.items()}
        self._all().update(rows)
        written = b"".join(key + _sum(key, row) + row for key, row in rows.items())
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if file.tell() == 0:
                    file.write(self._header)
                file.write(written)
        except OSError as trouble:
            self._say("vectors cannot be kept in %s: %s", self.path, trouble)

    def _all(self) -> dict[bytes, bytes]:
        if self._rows is None:
            self._rows = self._read()
        return self._rows

    def _read(self) -> dict[bytes, bytes]:
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as trouble:
            self._say("vectors cannot be read from %s: %s", self.path, trouble)
            return {}
        rows = self._records(content)
        if rows is None:
            self._say("%s is damaged; its vectors are made again", self.path, None)
            self._remove()
            return {}
        whole = len(self._header) + len(content[len(self._header) :]) // _RECORD * _RECORD
        if whole < len(content):
            self._say("%s was cut short; its last vectors are made again", self.path, None)
            self._cut(len(content), whole)
        return rows

    def _records(self, content: bytes) -> dict[bytes, bytes] | None:
        """Every whole record of the file, or None when any of them is not as it was written."""
        body = content[len(self._header) :]
        body = body[: len(body) // _RECORD * _RECORD]
        if not content.startswith(self._header):
            return None
        rows = {}
        for at in range(0, len(body), _RECORD):
            key = body[at : at + KEY]
            row = body[at + KEY + _CHECK : at + _RECORD]
            if body[at + KEY : at + KEY + _CHECK] != _sum(key, row):
                return None
            rows[key] = row
        return rows

    def _cut(self, seen: int, size: int) -> None:
        """Take off a broken end, unless somebody has written on meanwhile."""
        try:
            with self.path.open("r+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if file.seek(0, 2) == seen:
                    file.truncate(size)
        except OSError as trouble:
            self._say("%s cannot be mended: %s", self.path, trouble)

    def _remove(self) -> None:
        try:
            self.path.unlink(missing_ok=True)
        except OSError as trouble:
            self._say("%s cannot be removed: %s", self.path, trouble)

    def _say(self, sentence: str, path: Path, trouble: object) -> None:
        if not self._said:
            self._said = True
            _log.warning(sentence, path, trouble) if trouble else _log.warning(sentence, path)


def _sum(key: bytes, row: bytes) -> bytes:
    return crc32(row, crc32(key)).to_bytes(_CHECK, "little")
