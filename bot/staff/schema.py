"""The JSON Schema of the knowledge files, by which editors complete and check while staff type."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.knowledge.topics import KEY, RESERVED
from bot.staff.schema_fields import (
    EMBASSY,
    OWN,
    QUESTION,
    STATEMENT,
    Field,
    channels,
    fields_of,
    parts,
)
from bot.topics import KINDS
from bot.wording import languages

Schema = dict[str, object]

_LANGUAGE = "^[a-z]{2,3}$"
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_WRITTEN = {"type": ["string", "number", "boolean"]}
"""A value as written: the loader takes every one as a text, quoted or not."""


def schema_text() -> str:
    """The schema as it is committed."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> Schema:
    """Topics at the root; the other files' schemas among `$defs`, to be named after a #."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Topics of an embassy's desk",
        "description": "Made by `python -m bot schema` from the tables of kinds and fields.",
        "$ref": "#/$defs/topics",
        "$defs": {
            "topics": _topics(),
            "entry": _entry(),
            "embassy": _mapping(EMBASSY),
            "refused": _ref("samples"),
            "questions": {"type": "array", "items": _mapping(QUESTION)},
            "statements": {"type": "array", "items": _mapping(STATEMENT)},
            **{f"kind_{kind}": _mapping(fields_of(kind)) for kind in OWN},
            **_shapes(),
        },
    }


def _topics() -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{KEY.pattern}$", "not": {"enum": sorted(RESERVED)}},
        "additionalProperties": _ref("entry"),
    }


def _entry() -> Schema:
    """An entry's fields are those of its kind; without a kind it is a note."""
    branches: list[Schema] = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": _ref(f"kind_{kind}"),
        }
        for kind in OWN
    ]
    plain: Schema = {"if": {"not": {"required": ["kind"]}}, "then": _ref("kind_note")}
    return {
        "type": "object",
        "properties": {"kind": _ref("kind")},
        "allOf": [*branches, plain],
    }


def _mapping(fields: Mapping[str, Field]) -> Schema:
    made: Schema = {
        "type": "object",
        "properties": {
            name: {"description": field.says, "allOf": [_ref(field.shape)]}
            for name, field in fields.items()
        },
        "additionalProperties": False,
    }
    required = [name for name, field in fields.items() if field.must]
    return made | ({"required": required} if required else {})


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _by_language(value: Mapping[str, object]) -> Schema:
    return {
        "type": "object",
        "properties": {language: value for language in languages()},
        "patternProperties": {_LANGUAGE: value},
        "additionalProperties": False,
    }


def _list(item: Mapping[str, object]) -> Schema:
    return {"type": "array", "items": item}


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _shapes() -> Schema:
    """What a value may look like, by the name that the table of fields gives it."""
    key = _text(f"^{KEY.pattern}$")
    return {
        "kind": {"enum": list(KINDS)},
        "said": _WRITTEN,
        "text": _by_language(_WRITTEN),
        "caption": _by_language(_WRITTEN),
        "samples": _by_language(_list(_WRITTEN)),
        "sayings": {"anyOf": [_WRITTEN, _list(_WRITTEN)]},
        "name": _WRITTEN,
        "key": key,
        "keys": _list(key),
        "language": _text(_LANGUAGE),
        "edition": _text("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"),
        "languages": _list({"enum": list(languages())}),
        "groups": {"type": "object", "additionalProperties": _ref("text")},
        "flag": {"type": "boolean"},
        "number": {"type": "integer", "minimum": 0},
        "day": _text(_DAY),
        "moment": _text(f"{_DAY[:-1]}([T ][0-9:.+Z-]+)?$"),
        "zone": _text("^[A-Za-z0-9_+/-]+$"),
        "link": _text("^https?://[^\\s]+$"),
        "mail": _text("^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$"),
        "phone": {"anyOf": [_text("^[0-9+() .-]+$"), {"type": "number"}]},
        "section": {"enum": ["events", "speeches"]},
        "channels": _list({"enum": list(channels())}),
        **_shapes_of_mappings(),
    }


def _shapes_of_mappings() -> Schema:
    place = _text("^.+:[0-9]+$")
    seen = {"on": Field("day", "The day."), "days": Field("number", "The number of days.")}
    before = {
        "replaced_on": Field("day", "The day until which it stood.", must=True),
        "title": Field("said", "The title before.", must=True),
        "text": Field("said", "The text before.", must=True),
    }
    return {
        "place": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        "place_of_page": place,
        "source": {"anyOf": [place, {"type": "object", "additionalProperties": place}]},
        "seen": _mapping(seen) | {"required": ["on", "days"]},
        "parts": {
            "type": "object",
            "properties": {name: _ref("text") for name in parts()},
            "additionalProperties": False,
        },
        "corrections": _list(_mapping(before)),
    }
