"""The flat file of vectors, derived from the record: read by place, appended to, shared."""

from __future__ import annotations

import fcntl
import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

WIDTH = 384
HELD = 48_000_000
"""Bytes of a file that stays in memory once it was looked at: to map it anew takes 2 ms."""
_RECORD = 8 + WIDTH
_HEADER = 32


class FlatFile:
    """Records of a vector's row number, its passage and its numbers; only ever appended to.

    Several programs may share it: who appends first reads what the others did, under a lock.
    Without a path the records stay in memory.
    """

    def __init__(self, path: Path | None, name: str, model: str) -> None:
        self.model = model
        self._header = f"desk vectors 1 {name}".encode()[:_HEADER].ljust(_HEADER, b"\n")
        self._held = bytearray()
        self._mapped: tuple[int, mmap.mmap] | None = None
        self._file = None if path is None else _opened(path, self._header)

    def close(self) -> None:
        """Close the file."""
        self._mapped = None
        if self._file is not None:
            os.close(self._file)
            self._file = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other program appends until the block ends."""
        if self._file is None:
            yield
            return
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def __len__(self) -> int:
        size = len(self._held) if self._file is None else os.fstat(self._file).st_size - _HEADER
        return size // _RECORD

    @property
    def last(self) -> tuple[int, int]:
        """Row number and passage of the last record; zeros without one."""
        if not len(self):
            return 0, 0
        rows, passages, _ = self.read(len(self) - 1, 1)
        return int(rows[0]), int(passages[0])

    def clear(self) -> None:
        """Begin anew."""
        self._held.clear()
        self._mapped = None
        if self._file is not None:
            os.ftruncate(self._file, _HEADER)

    def append(self, heads: Numbers, numbers: Numbers) -> None:
        """Add records of (row number, passage) and vector, cutting off one written in part."""
        import numpy as np

        written = np.concatenate([heads.view(np.int8), numbers], axis=1).tobytes()
        if self._file is None:
            self._held += written
        else:
            end = _HEADER + len(self) * _RECORD
            os.ftruncate(self._file, end)
            os.pwrite(self._file, written, end)

    def read(self, first: int, count: int) -> tuple[Numbers, Numbers, Numbers]:
        """Row numbers, passages and vectors of these records."""
        import numpy as np

        read = self._bytes(first * _RECORD, count * _RECORD)
        records = np.frombuffer(read, dtype=np.int8).reshape(-1, _RECORD)
        heads = records[:, :8].copy().view(np.int32)
        return heads[:, 0], heads[:, 1], records[:, 8:]

    def numbers(self, places: Numbers) -> Numbers:
        """The vectors of single records."""
        import numpy as np

        if self._file is None:
            held = np.frombuffer(bytes(self._held), np.int8).reshape(-1, _RECORD)
            return held[places, 8:]
        mapped = self._map()
        records = np.frombuffer(mapped, np.int8, offset=_HEADER, count=len(self) * _RECORD)
        numbers: Numbers = records.reshape(-1, _RECORD)[places, 8:]
        # Of a large file what was looked at is given back, or all of it would soon be in memory.
        if len(mapped) > HELD:
            mapped.madvise(mmap.MADV_DONTNEED)
        return numbers

    def _map(self) -> mmap.mmap:
        """The file as memory; a fifth of the cost of reading record by record."""
        size = _HEADER + len(self) * _RECORD
        mapped = self._mapped
        if mapped is None or mapped[0] < size:
            mapped = size, mmap.mmap(self._file or -1, size, prot=mmap.PROT_READ)
            self._mapped = mapped
        return mapped[1]

    def _bytes(self, at: int, size: int) -> bytes:
        if self._file is None:
            return bytes(self._held[at : at + size])
        return os.pread(self._file, size, at + _HEADER)


def _opened(path: Path, header: bytes) -> int:
    """The file, begun anew when it is not what its header should say."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    fcntl.flock(file, fcntl.LOCK_EX)
    if os.pread(file, _HEADER, 0) != header:
        os.ftruncate(file, 0)
        os.pwrite(file, header, 0)
    fcntl.flock(file, fcntl.LOCK_UN)
    return file
