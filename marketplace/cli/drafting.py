"""The manifest of what somebody made, drafted from the file, its sources and the recipe. Pure."""

import re
import unicodedata
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from marketplace.cli.errors import AskedWrongly
from verification.rights.access import Access, lets_out, strictest
from verification.rights.licences import permitted
from verification.terms import read_terms

Json = dict[str, Any]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")
_DEFAULT_LICENCE, _DEFAULT_CATEGORY = "CC-BY-4.0", "공공행정"


@dataclass(frozen=True)
class AskedSource:
    """A source as it was named: a version held by the server, or a file here."""

    name: str | None
    dataset: UUID | None = None
    version: int | None = None
    path: Path | None = None


@dataclass(frozen=True)
class FoundSource:
    """A source, and what the server says of it; of a file here nothing is known."""

    asked: AskedSource
    said: Json

    @property
    def dataset(self) -> str:
        return str(self.said["dataset"])

    @property
    def version(self) -> int:
        return int(self.said["version"])


def read_source(text: str) -> AskedSource:
    """Return the source that `[NAME=]ID[@N]` or `NAME=PATH` names; raise `AskedWrongly`."""
    name, equals, rest = text.partition("=")
    if not equals:
        name, rest = "", text
    if equals and not _NAME.fullmatch(name):
        raise AskedWrongly(f"{name}: a source's name is made of letters, digits and _")
    held, _, number = rest.partition("@")
    try:
        dataset = UUID(held)
    except ValueError:
        if not equals:
            raise AskedWrongly(f"{text}: name a source by its id, or a file as NAME=PATH") from None
        return AskedSource(name, path=Path(rest))
    if number and not number.isdecimal():
        raise AskedWrongly(f"{text}: after @ stands the number of a version")
    return AskedSource(name or None, dataset, int(number) if number else None)


def draft(arguments: Namespace, sources: Sequence[FoundSource], sql: str | None) -> Json:
    """Return the manifest: what was said, and else what follows from the sources."""
    file = unicodedata.normalize("NFC", arguments.file.name)
    said = [source.said for source in sources]
    manifest: Json = {
        "dataset": arguments.dataset,
        "title": {"ko": arguments.title or Path(file).stem},
        "kind": arguments.kind,
        "category": arguments.category or _first(said, "category") or _DEFAULT_CATEGORY,
        "keywords": list((said[0].get("keywords") or ()) if said else ()),
        "licence": arguments.licence or _licence([str(each["licence"]) for each in said]),
        "access": _access(said),
        "sources": [_source(each, arguments.how) for each in sources],
        "method": arguments.method,
    }
    if sql is not None:
        manifest["recipe"] = {"sql": sql, "output": file}
    return manifest


def _first(said: Sequence[Json], member: str) -> Any:
    return next((each[member] for each in said if each.get(member)), None)


def _access(said: Sequence[Json]) -> str:
    """The widest the sources let out; not a contract's own class, which would ask for terms."""
    least = strictest(lets_out(each["access"], read_terms(each.get("terms"))) for each in said)
    return str(Access.CLOSED if least is Access.CONTRACT else least)


def _licence(parents: Sequence[str]) -> str:
    """The sources' own where it may be taken on, else the first that all of them permit."""
    choices = [choice.licence.id for choice in permitted(parents, public_body=False).choices]
    same = [each for each in parents if each in choices]
    return next(iter([*same, *choices]), _DEFAULT_LICENCE) if parents else _DEFAULT_LICENCE


def _source(source: FoundSource, how: str) -> Json:
    named = {"as": source.asked.name} if source.asked.name else {}
    return {"dataset": source.dataset, "version": source.version, "how": how, **named}
