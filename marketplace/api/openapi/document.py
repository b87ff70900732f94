"""The OpenAPI 3.1 document, put together from the files of the rooms.

The files say what is particular to a call. What every call has is added here, once: the problem
it may answer, the key that makes a POST safe to send again, and whether it asks for a token. Two
members of the files are our own: `problems`, the statuses that call may answer with, and
`access` (`everyone`, `anyone-or-signed-in`, otherwise signed in).
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from submissions.manifest import schema

FOLDER = Path(__file__).parent
BASE = "base.json"
COMPONENTS = "components"

Json = dict[str, Any]

_ACCESS: Mapping[str, list[Json]] = {
    "everyone": [],
    "anyone-or-signed-in": [{}, {"token": []}],
    "signed-in": [{"token": []}],
}


class NamedTwice(Exception):
    """Two rooms describe the same call or the same shape."""

    def __init__(self, name: str) -> None:
        super().__init__(f"described twice: {name}")
        self.name = name


@cache
def document() -> Mapping[str, Any]:
    """Return the description of the HTTP face; raise `NamedTwice` if rooms contradict."""
    whole = _read(FOLDER / BASE)
    for path in sorted(FOLDER.glob("*.json")):
        if path.name != BASE:
            _add(whole, _read(path))
    merge(whole[COMPONENTS]["schemas"], _manifest_shapes())
    for _, method, call in calls(whole):
        _complete(method, call)
    return whole


def calls(whole: Mapping[str, Any]) -> Iterator[tuple[str, str, Json]]:
    """Yield the address, the method and the description of each call."""
    for address, methods in whole["paths"].items():
        for method, call in methods.items():
            if method != "parameters":
                yield address, method, call


def _read(path: Path) -> Json:
    found: Json = json.loads(path.read_text(encoding="utf-8"))
    return found


def _add(whole: Json, room: Json) -> None:
    merge(whole["paths"], room.get("paths", {}))
    for kind, named in room.get(COMPONENTS, {}).items():
        merge(whole[COMPONENTS].setdefault(kind, {}), named)


def merge(into: Json, more: Json) -> None:
    """Add what more there is; raise `NamedTwice` for what is there already."""
    for name, value in more.items():
        if name in into:
            raise NamedTwice(name)
        into[name] = value


def _complete(method: str, call: Json) -> None:
    access = call.pop("access", "signed-in")
    call["security"] = _ACCESS[access]
    answers = call["responses"]
    for status in call.pop("problems", ()):
        answers[str(status)] = {"$ref": "#/components/responses/Problem"}
    answers.setdefault("429", {"$ref": "#/components/responses/TooMany"})
    answers["default"] = {"$ref": "#/components/responses/Problem"}
    if method == "post" and access != "everyone":
        call.setdefault("parameters", []).append({"$ref": "#/components/parameters/IdempotencyKey"})


def _manifest_shapes() -> Json:
    """Return the manifest's schema as shapes of this document: `Manifest`, `Manifest.title` …"""
    whole = dict(_pointed(schema()))
    parts = whole.pop("$defs")
    for name in ("$schema", "$id"):
        whole.pop(name)
    return {"Manifest": whole, **{f"Manifest.{name}": part for name, part in parts.items()}}


def _pointed(value: Any) -> Any:
    match value:
        case {"$ref": str(target)}:
            name = target.removeprefix("#/$defs/")
            return {**value, "$ref": f"#/components/schemas/Manifest.{name}"}
        case Mapping():
            return {name: _pointed(each) for name, each in value.items()}
        case list():
            return [_pointed(each) for each in value]
        case _:
            return value
