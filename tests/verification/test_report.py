"""The report as a value: what stands in it, what does not, and what its digest is of."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from tests.verification.offers import Shelf, declare, verified
from verification.copies import preview
from verification.declaration import ColumnType, DeclaredColumn
from verification.findings import Finding, Location, Severity
from verification.report import as_json, digest_of_report
from verification.sources import ExternalSource, SourceDeclaration, SourceFacts
from verification.subject import Check, Scope, Subject

CLEAN = "정류장,승차\n도담,3\n아름,5\n".encode("cp949")
NUMBER = "900101-1234567"
SOURCE = SourceFacts(
    dataset=UUID(int=1),
    version=3,
    title="t",
    licence="KOGL-1",
    access="public",
    generation=0,
    assurance="original",
    department=None,
    published=True,
    withdrawn=False,
    obtained=True,
    owned=False,
)


def speaking_of(code: str, text: str) -> Check:
    def find(subject: Subject) -> Iterator[Finding]:
        yield Finding(code, Severity.WARNING, "x", Location(column=text), samples=(text,))

    return Check("speaking", 1, Scope.TABLE, find)


def test_the_report_is_as_the_interface_promises(tmp_path: Path) -> None:
    source = SourceDeclaration("filter", SOURCE.dataset, 3, alias="s1")
    done = verified(
        tmp_path,
        {"a.csv": b"k,v\n1,x\n1,x\n"},
        declare(
            DeclaredColumn("k", ColumnType.INTEGER),
            DeclaredColumn("v", nullable=True),
            sources=(source,),
            update_cycle="monthly",
            period_to=date(2026, 10, 31),
        ),
        shelf=Shelf([SOURCE]),
        suite=(),
    )

    body = as_json(done.report)

    digest = body.pop("digest")
    assert digest == digest_of_report(done.report)
    (compared,) = body.pop("evidence")
    assert (compared["verdict"], compared["why"]) == ("undecidable", "source-not-readable")
    assert [each["check"] for each in body["checks"]] == ["reading", "copying", "evidence"]
    body["checks"].pop()
    assert body == {
        "verdict": "clean",
        "rules": 2,
        "files": [
            {
                "name": "a.csv",
                "sheet": None,
                "size": 12,
                "format": "csv",
                "encoding": "utf-8",
                "rows": 2,
                "unread_rows": 0,
                "columns": [
                    {
                        "name": "k",
                        "type": "integer",
                        "evidence": {"type": "integer", "fits": 2, "of": 2},
                        "unit": None,
                        "nulls": 0,
                        "blanks": 0,
                        "suppressed": {},
                        "missing_marks": {},
                        "distinct": 1,
                        "min": "1",
                        "max": "1",
                        "mean": 1.0,
                        "quantiles": dict.fromkeys(
                            ("0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99"), 1.0
                        ),
                        "histogram": {"edges": [0.5, 1.5], "counts": [2]},
                        "top": [{"value": "1", "count": 2}],
                        "categories": None,
                        "lengths": {"min": 1, "max": 1, "mean": 1.0},
                        "candidate_key": False,
                        "bad_cells": [],
                        "exact": True,
                        "approximate": {},
                    },
                    {
                        "name": "v",
                        "type": "string",
                        "evidence": {"type": "string", "fits": 2, "of": 2},
                        "unit": None,
                        "nulls": 0,
                        "blanks": 0,
                        "suppressed": {},
                        "missing_marks": {},
                        "distinct": 1,
                        "min": None,
                        "max": None,
                        "mean": None,
                        "quantiles": None,
                        "histogram": None,
                        "top": [{"value": "x", "count": 2}],
                        "categories": [{"value": "x", "count": 2}],
                        "lengths": {"min": 1, "max": 1, "mean": 1.0},
                        "candidate_key": False,
                        "bad_cells": [],
                        "exact": True,
                        "approximate": {},
                    },
                ],
            }
        ],
        "checks": [
            {"check": "reading", "version": 2, "outcome": "passed", "findings": []},
            {"check": "copying", "version": 2, "outcome": "passed", "findings": []},
        ],
        "quality": {
            "completeness": {"score": 100.0, "errors": 0, "checked": 2},
            "consistency": {"score": None, "errors": 0, "checked": 0},
            "accuracy": {"score": None, "errors": 0, "checked": 0},
            "security": {"score": None, "errors": 0, "checked": 0},
            "timeliness": {"score": 100.0, "elapsed_days": 23, "cycle_days": 31},
        },
        "by_rule": [],
        "against_previous": [],
        "sources": [
            {
                "how": "filter",
                "as": "s1",
                "group": None,
                "dataset": str(SOURCE.dataset),
                "version": 3,
                "known": True,
                "licence": "KOGL-1",
                "access": "public",
                "generation": 0,
                "assurance": "original",
                "published": True,
                "withdrawn": False,
                "obtained": True,
                "owned": False,
            }
        ],
        "overlaps": [],
    }


def test_the_digest_is_of_what_was_found_and_not_of_when(tmp_path: Path) -> None:
    said = declare(sources=(SourceDeclaration("join", SOURCE.dataset, 3),))
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    one, again, withdrawn = (
        verified(folder, {"a.csv": CLEAN}, declared, shelf=Shelf([source])).report
        for folder, declared, source in (
            (folders[0], replace(said, update_cycle="monthly", period_to=date(2026, 1, 1)), SOURCE),
            (folders[1], replace(said, update_cycle="yearly", period_to=date(2026, 9, 1)), SOURCE),
            (folders[2], said, replace(SOURCE, withdrawn=True)),
        )
    )

    assert digest_of_report(one) == digest_of_report(again)
    assert digest_of_report(one) != digest_of_report(withdrawn)


def test_sources_elsewhere_and_unknown_ones_stand_in_the_report(tmp_path: Path) -> None:
    outside = ExternalSource("날씨", "https://x", "기상청", "KOGL-1")
    said = declare(
        sources=(
            SourceDeclaration("join", external=outside),
            SourceDeclaration("join", UUID(int=9), 1),
            SourceDeclaration("join"),
        )
    )

    states = verified(tmp_path, {"a.csv": CLEAN}, said, suite=()).report.sources

    assert [state.get("known") for state in states] == [None, False, False]
    assert states[0]["external"]["publisher"] == "기상청"


def test_numbers_of_persons_stand_nowhere_in_a_report(tmp_path: Path) -> None:
    content = f"{NUMBER},b\n{NUMBER},1\n{NUMBER},1\n".encode()

    done = verified(tmp_path, {f"{NUMBER}.csv": content}, suite=(speaking_of("no-rows", NUMBER),))

    text = json.dumps(as_json(done.report), ensure_ascii=False)
    assert "900101" not in text
    assert preview(done.tables[0].path).rows[0][0] == "******-*******"
    assert preview(done.tables[0].path).columns[0] == "******-*******"


def test_the_same_bytes_give_the_same_digest_as_the_interface_computes_it(tmp_path: Path) -> None:
    done = verified(tmp_path, {"a.csv": CLEAN}, suite=())

    body = as_json(done.report)
    body.pop("digest")
    body["quality"].pop("timeliness")
    # For this report, RFC 8785 is what sorted keys without spaces give.
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    canonical = re.sub(r"(?<=\d)\.0(?=[,}\]])", "", canonical)
    assert digest_of_report(done.report) == hashlib.sha256(canonical.encode()).hexdigest()
