"""Keeps what was learned in a file, so that a folder that did not change is not learned again.

A file is one line that says what it is, the length of a head, the head, and the arrays one after
the other. The head is lines of JSON, none of them long, so that reading one never keeps another
thread waiting. It is written whole and renamed; whatever is wrong with one, it is made again.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from functools import reduce
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import bot.reading
import bot.understanding
from bot.pace import breathing
from bot.understanding.phrases import Phrase, Samples

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

Keys = tuple[str, ...]
_TITLE = b"phrasebook 2\n"
BOOK, RIDGE = ".phrasebook", ".ridge"
_KEPT = {BOOK: 6, RIDGE: 1}
"""Files kept: those of the last few states of a folder, with the model and without; of the
ridge, which is large, one."""
_AT_ONCE = 1_000
_log = logging.getLogger(__name__)


def key_of(samples: Samples, model: str) -> str:
    """A name for what is learned from these samples by this code with this model."""
    mark = blake2b(f"{model} {_code()}".encode(), digest_size=16)
    for part in (samples.phrases, samples.refused, samples.not_for):
        mark.update(b"part")
        for phrase in part:
            mark.update(_said(phrase))
    mark.update(" ".join(sorted(samples.smalltalk)).encode())
    return mark.hexdigest()


def key_of_ridge(model: str) -> str:
    """A name for what is learned by this code with this model, whatever the samples."""
    return blake2b(f"{model} {_code()}".encode(), digest_size=16).hexdigest()


def _said(phrase: Phrase) -> bytes:
    return f"{phrase.label}\n{phrase.language}\n{phrase.text}\0".encode("utf-8", "replace")


def _code() -> str:
    """A hash of the code that reads and learns: changed code learns anew."""
    mark = blake2b(digest_size=8)
    for room in (bot.reading, bot.understanding):
        for file in sorted(Path(room.__path__[0]).rglob("*.*")):
            if file.suffix in (".py", ".txt"):
                mark.update(file.read_bytes())
    return mark.hexdigest()


def put(path: Path, head: dict[str, Any], arrays: dict[str, Array]) -> None:
    """Keep a head and arrays in a file; said once in the log when that cannot be."""
    shapes = {name: [str(array.dtype), list(array.shape)] for name, array in arrays.items()}
    lines = _lines({"head": head, "arrays": shapes}, ())
    said = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    parts: list[bytes | memoryview] = [
        len(said).to_bytes(8, "little"),
        said,
        *map(_bytes_of, arrays.values()),
    ]
    mark = 0
    for part in parts:
        mark = crc32(part, mark)
    partly = path.with_suffix(f".{os.getpid()}.partly")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partly.open("wb") as file:
            file.writelines((_TITLE, mark.to_bytes(4, "little"), *parts))
        partly.replace(path)
        thin(path.parent, path.suffix)
    except OSError as trouble:
        _log.warning("what was learned cannot be kept in %s: %s", path.parent, trouble)


def _lines(
    some: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """The values of nested mappings, few at a time, with the path to where they belong."""
    inner = {key: value for key, value in some.items() if isinstance(value, dict)}
    entries = iter([pair for pair in some.items() if pair[0] not in inner])
    yield path, {}
    while part := dict(islice(entries, _AT_ONCE)):
        yield path, part
    for key, value in inner.items():
        yield from _lines(value, (*path, key))


def _bytes_of(array: Array) -> memoryview:
    """An array as it is written, without a copy of one that lies in order."""
    import numpy as np

    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data


def get(path: Path) -> tuple[dict[str, Any], dict[str, Array]] | None:
    """What was kept in a file, or None."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as trouble:
        _log.warning("what was learned cannot be read from %s: %s", path, trouble)
        return None
    try:
        return _opened(content)
    except (ValueError, KeyError, TypeError):
        _log.warning("%s is damaged; it is made again", path)
        return None


def _opened(content: bytes) -> tuple[dict[str, Any], dict[str, Array]]:
    start = len(_TITLE) + 4
    body = memoryview(content)[start:]
    if not content.startswith(_TITLE) or crc32(body) != int.from_bytes(
        content[len(_TITLE) : start], "little"
    ):
        raise ValueError("not as it was written")
    size = int.from_bytes(body[:8], "little")
    said: dict[str, Any] = {}
    for line in breathing(bytes(body[8 : 8 + size]).split(b"\n")):
        path, part = json.loads(line)
        reduce(lambda into, key: into.setdefault(key, {}), path, said).update(part)
    return said["head"], _arrays(said["arrays"], body[8 + size :])


def _arrays(shapes: dict[str, Any], body: memoryview) -> dict[str, Array]:
    if not shapes:
        return {}
    import numpy as np

    arrays, at = {}, 0
    for name, (kind, shape) in shapes.items():
        dtype, count = np.dtype(kind), int(np.prod(shape))
        arrays[name] = np.frombuffer(body, dtype, count, at).reshape(shape)
        at += count * dtype.itemsize
    return arrays


def thin(folder: Path, suffix: str) -> None:
    """Take away all but the newest few of a kind."""
    files = sorted(folder.glob(f"*{suffix}"), key=lambda file: file.stat().st_mtime)
    for file in files[: -_KEPT.get(suffix, 1)]:
        file.unlink(missing_ok=True)
