"""Imports aiogram without building the validators of its types; to be imported before aiogram.

Telegram's replies and updates are left as they came, so of some 400 types a few are used. Building
the others at import takes two seconds and 100 MB. Whoever imported all of aiogram before has all of
it, and nothing here matters.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Literal, Optional, Union

from pydantic import BaseModel


@contextmanager
def _nothing_built() -> Iterator[None]:
    """As long as it lasts, pydantic puts off what aiogram's types ask for at the end of import."""
    usual = BaseModel.__dict__["model_rebuild"]
    BaseModel.model_rebuild = classmethod(lambda cls, **_: None)  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        BaseModel.model_rebuild = usual  # type: ignore[method-assign]


def _part(name: str) -> Any:
    """A part of aiogram, imported without what is put off here; whole if it was there before."""
    if "aiogram" in sys.modules:
        return import_module(name)
    with _nothing_built():
        return import_module(name)


methods, types = _part("aiogram.methods"), _part("aiogram.types")

NAMES: dict[str, Any] = {
    "List": list,
    "Optional": Optional,
    "Union": Union,
    "Literal": Literal,
    "Default": _part("aiogram.client.default").Default,
    **{name: getattr(types, name) for name in types.__all__},
}
"""What the annotations of aiogram's types refer to, as in `aiogram/types/__init__.py`."""

_USED: tuple[type[BaseModel], ...] = (
    types.BotCommand,
    types.BotCommandScopeAllGroupChats,
    methods.SetMyCommands,
)

for _model in _USED:
    _model.model_rebuild(_types_namespace=NAMES)
