"""An editor with a JSON Schema in hand: reads YAML 1.2, and marks what the schema does not take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from bot.staff.schema import schema

Rule = Mapping[str, Any]


class Editor(yaml.SafeLoader):
    """A day is a text and `no` is a word, unlike in the YAML 1.1 of PyYAML's own loaders."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("null", r"~|null|", ["~", "n", ""]),
):
    compiled = re.compile(f"^(?:{pattern})$")
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", compiled, list(first))


def as_editors_read(text: str) -> object:
    """The plain values of a YAML text."""
    return yaml.load(text, Loader=Editor)


def faults(value: object, name: str) -> list[str]:
    """The places in a value that the schema of that name does not take."""
    return list(_faults(value, {"$ref": f"#/$defs/{name}"}, ""))


def _faults(value: object, rule: Rule, place: str) -> Iterator[str]:
    for keyword, look in LOOKS.items():
        if keyword in rule:
            yield from look(value, rule, place)
    if "properties" in rule or "additionalProperties" in rule:
        yield from _properties(value, rule, place)


def _ref(value: object, rule: Rule, place: str) -> Iterator[str]:
    defs: Any = schema()["$defs"]
    return _faults(value, defs[rule["$ref"].removeprefix("#/$defs/")], place)


def _type(value: object, rule: Rule, place: str) -> Iterator[str]:
    names = [rule["type"]] if isinstance(rule["type"], str) else rule["type"]
    kinds = ["boolean"] if isinstance(value, bool) else names
    if not any(name in names and isinstance(value, TYPES[name]) for name in kinds):
        yield place


def _fits(wrong: Callable[[Any, Rule], bool]) -> Callable[[object, Rule, str], Iterator[str]]:
    return lambda value, rule, place: iter([place] if wrong(value, rule) else [])


def _sound(value: object, rule: Rule) -> bool:
    return not list(_faults(value, rule, ""))


def _if(value: object, rule: Rule, place: str) -> Iterator[str]:
    return _faults(value, rule["then"], place) if _sound(value, rule["if"]) else iter(())


def _all(value: object, rule: Rule, place: str) -> Iterator[str]:
    return (fault for each in rule["allOf"] for fault in _faults(value, each, place))


def _items(value: object, rule: Rule, place: str) -> Iterator[str]:
    items = value if isinstance(value, list) else []
    return (fault for each in items for fault in _faults(each, rule["items"], place))


def _required(value: object, rule: Rule, place: str) -> Iterator[str]:
    return (f"{place}.{name}" for name in rule["required"] if name not in _names(value))


def _names(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _allowed(value: object, rule: Rule, place: str) -> Iterator[str]:
    for name in _names(value):
        yield from _faults(name, rule["propertyNames"], f"{place}.{name}")


def _properties(value: object, rule: Rule, place: str) -> Iterator[str]:
    for name, inner in _names(value).items():
        own = rule.get("properties", {}).get(name)
        for pattern, each in rule.get("patternProperties", {}).items():
            own = own or (each if re.search(pattern, name) else None)
        further = rule.get("additionalProperties", True) if own is None else own
        if further is False:
            yield f"{place}.{name}"
        elif isinstance(further, dict):
            yield from _faults(inner, further, f"{place}.{name}")


TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
}
LOOKS: Mapping[str, Callable[[object, Rule, str], Iterator[str]]] = {
    "$ref": _ref,
    "type": _type,
    "enum": _fits(lambda value, rule: value not in rule["enum"]),
    "const": _fits(lambda value, rule: value != rule["const"]),
    "pattern": _fits(
        lambda value, rule: isinstance(value, str) and not re.search(rule["pattern"], value)
    ),
    "minItems": _fits(lambda value, rule: len(value) < rule["minItems"]),
    "maxItems": _fits(lambda value, rule: len(value) > rule["maxItems"]),
    "not": _fits(lambda value, rule: _sound(value, rule["not"])),
    "anyOf": _fits(lambda value, rule: not any(_sound(value, each) for each in rule["anyOf"])),
    "if": _if,
    "allOf": _all,
    "items": _items,
    "required": _required,
    "propertyNames": _allowed,
}
"""The keywords of JSON Schema that ours uses."""
