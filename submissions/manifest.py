"""The manifest: read, checked against its schema, and seen as a value."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker

from submissions.categories import CATEGORIES, category_of
from submissions.errors import ManifestFaulty
from submissions.faults import Fault, composed, schema_faults
from submissions.rules import declared_rows, declared_rules, rows_faults, rule_faults
from submissions.typed import personal_faults
from verification.declaration import ColumnType, Declaration, DeclaredColumn, Recipe
from verification.evidence.replay.naming import named_twice
from verification.rights.licences import find_licence
from verification.sources import ExternalSource, SourceDeclaration

SCHEMA_PATH = Path(__file__).with_name("manifest.schema.json")


@cache
def schema() -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of manifests."""
    found: Mapping[str, Any] = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True)
class Corrected:
    """A version that is corrected, by its number, and why."""

    number: int
    reason: str


@dataclass(frozen=True)
class Manifest:
    """A manifest without faults. `body` is the document as it is kept."""

    body: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """`data`, `analysis`, `visualisation` or `document`."""
        return str(self.body["kind"])

    @property
    def dataset(self) -> UUID | None:
        """The dataset this is a new version of."""
        named = self.body.get("dataset")
        return UUID(named) if named else None

    @property
    def corrects(self) -> Corrected | None:
        """The earlier version of the dataset that this one corrects."""
        named = self.body.get("corrects")
        return Corrected(int(named["version"]), str(named["reason"])) if named else None

    @property
    def title(self) -> str:
        """The title in Korean, or in English where there is none."""
        return str(self.body["title"].get("ko") or self.body["title"].get("en"))

    @property
    def sources(self) -> tuple[SourceDeclaration, ...]:
        """What it says it was made from."""
        return tuple(_source(each) for each in self.body["sources"])

    @property
    def recipe(self) -> Recipe | None:
        """The query that makes one of its files from its sources, if it declares one."""
        said = self.body.get("recipe")
        return Recipe(said["sql"], said["output"]) if said else None

    def declaration(self, *, public_body: bool) -> Declaration:
        """Return what the checks need to know of it."""
        period = self.body.get("period") or {}
        return Declaration(
            kind=self.kind,
            licence=str(self.body["licence"]),
            access=str(self.body["access"]),
            columns=tuple(_column(each) for each in self.body["columns"]),
            sources=self.sources,
            dataset=self.dataset,
            update_cycle=self.body.get("update_cycle"),
            period_from=date.fromisoformat(period["from"]) if period.get("from") else None,
            period_to=date.fromisoformat(period["to"]) if period.get("to") else None,
            public_body=public_body,
            description=_prose(self.body.get("description") or {}),
            rules=declared_rules(self.body.get("rules") or []),
            rows=declared_rows(self.body.get("rows")),
            deviations=self.body.get("deviations"),
            recipe=self.recipe,
        )


def read_manifest(document: object) -> Manifest:
    """Return the manifest a document holds; raise `ManifestFaulty` with every fault."""
    document = composed(document)
    faults = list(schema_faults(_validator(), document))
    if not faults and isinstance(document, dict):
        faults.extend(_rule_faults(document))
    if faults or not isinstance(document, dict):
        raise ManifestFaulty(sorted(faults, key=lambda fault: fault.pointer))
    return Manifest(_filled(document))


def _prose(texts: Mapping[str, str | None]) -> str:
    return "\n".join(text for _, text in sorted(texts.items()) if text)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema(), format_checker=FormatChecker())


def _rule_faults(document: dict[str, Any]) -> Iterator[Fault]:
    for rule in _RULES:
        yield from rule(document)


def _category_is_one_of_the_city(document: dict[str, Any]) -> Iterator[Fault]:
    if category_of(document["category"]) is None:
        listed = ", ".join(CATEGORIES)
        yield Fault("/category", "category-unknown", f"분류는 다음 중 하나여야 합니다: {listed}")


def _licence_is_known(document: dict[str, Any]) -> Iterator[Fault]:
    if find_licence(document["licence"]) is None:
        yield Fault(
            "/licence",
            "licence-unknown",
            "등록된 라이선스 식별자(SPDX 또는 KOGL-0~4)를 적어 주세요. 예: CC-BY-4.0, KOGL-1",
        )


def _period_runs_forward(document: dict[str, Any]) -> Iterator[Fault]:
    period = document.get("period") or {}
    begin, end = period.get("from"), period.get("to")
    if begin and end and begin > end:
        yield Fault("/period/to", "period-backwards", "기간의 끝이 시작보다 빠릅니다.")


def _columns_are_named_once(document: dict[str, Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for position, column in enumerate(document.get("columns") or ()):
        if column["name"] in seen:
            pointer = f"/columns/{position}/name"
            yield Fault(pointer, "column-twice", "같은 이름의 컬럼이 두 번 선언되었습니다.")
        seen.add(column["name"])


def _only_new_versions_correct(document: dict[str, Any]) -> Iterator[Fault]:
    if document.get("corrects") and not document.get("dataset"):
        message = (
            "새 데이터셋은 바로잡을 지난 판이 없습니다. dataset을 적거나 corrects를 빼 주세요."
        )
        yield Fault("/corrects", "corrects-nothing", message)


def _names_nobody(document: dict[str, Any]) -> Iterator[Fault]:
    yield from personal_faults(document)


def _sources_are_named_once(document: dict[str, Any]) -> Iterator[Fault]:
    seen: set[tuple[object, object, object]] = set()
    for position, source in enumerate(document.get("sources") or ()):
        if "dataset" not in source:
            continue
        named = (source["dataset"], source["version"], source["how"])
        if named in seen:
            pointer = f"/sources/{position}"
            yield Fault(pointer, "source-twice", "같은 원천이 같은 방식으로 두 번 적혔습니다.")
        seen.add(named)


def _sources_have_names_of_their_own(document: dict[str, Any]) -> Iterator[Fault]:
    if document.get("recipe"):
        for position in named_twice([_source(each) for each in document.get("sources") or ()]):
            message = "가공 절차에서 부를 이름(as)이 다른 원천과 같습니다."
            yield Fault(f"/sources/{position}/as", "alias-twice", message)


_RULES: tuple[Callable[[dict[str, Any]], Iterator[Fault]], ...] = (
    _category_is_one_of_the_city,
    _licence_is_known,
    _period_runs_forward,
    _columns_are_named_once,
    _sources_are_named_once,
    _sources_have_names_of_their_own,
    _only_new_versions_correct,
    rule_faults,
    rows_faults,
    _names_nobody,
)


def _filled(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with what was left out, and the category by its own name."""
    licence = find_licence(document["licence"])
    return {
        "dataset": None,
        "description": {},
        "keywords": [],
        "access": "public",
        "update_cycle": None,
        "period": None,
        "columns": [],
        "rules": [],
        "rows": None,
        "sources": [],
        "recipe": None,
        "method": None,
        "deviations": None,
        **{name: value for name, value in document.items() if value is not None},
        "category": category_of(document["category"]),
        "licence": licence.id if licence else document["licence"],
    }


def _column(body: Mapping[str, Any]) -> DeclaredColumn:
    codes = body.get("codes")
    return DeclaredColumn(
        name=body["name"],
        type=ColumnType(body["type"]) if body.get("type") else None,
        key=bool(body.get("key")),
        nullable=body.get("nullable"),
        codes=tuple(codes) if codes is not None else None,
        meaning=body.get("meaning"),
        unit=body.get("unit"),
    )


def _source(body: Mapping[str, Any]) -> SourceDeclaration:
    external = body.get("external")
    return SourceDeclaration(
        how=body["how"],
        dataset=UUID(body["dataset"]) if "dataset" in body else None,
        version=body.get("version"),
        external=ExternalSource(**external) if external else None,
        alias=body.get("as"),
        group=body.get("group"),
        note=body.get("note"),
    )
