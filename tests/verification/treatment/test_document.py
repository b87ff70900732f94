import json
import re
from dataclasses import fields

import pytest

from tests.house.source import ROOT
from verification.errors import StepRefused
from verification.treatment.document import STEPS, asks_for_key, treatment_of
from verification.treatment.schema import schema, validator

EVERY = [
    {"step": "drop-columns", "columns": ["a"]},
    {"step": "drop-rows", "column": "a", "when": "one-of", "values": ["x"]},
    {"step": "mask", "column": "a", "keep": 6, "keep_last": 0, "digits_only": True},
    {"step": "pseudonym", "columns": ["a"], "length": 16},
    {"step": "age-band", "column": "a", "width": 5, "top": 85},
    {"step": "date-to", "column": "a", "unit": "decade"},
    {"step": "amount-band", "column": "a", "edges": [0, 10.5]},
    {"step": "address-to", "column": "a", "level": "시군구"},
    {"step": "round", "column": "a", "to": 10},
    {"step": "grid", "column": "a", "to": 0.01},
    {
        **{"step": "aggregate", "by": ["a"], "count": "수", "sums": ["b"], "means": ["c"]},
        "smallest": 5,
    },
    {"step": "drop-records", "records": [1], "because": "totals"},
    {"step": "rename-columns", "names": [["a", "b"]]},
    {"step": "fill-down", "columns": ["a"], "within": [[1, 3]]},
    {"step": "tidy-text", "columns": ["a"]},
    {
        **{"step": "missing-marks", "column": "a", "missing": ["-"], "withheld": ["x"]},
        "withheld_column": "b",
    },
    {"step": "plain-numbers", "column": "a"},
    {"step": "iso-dates", "column": "a"},
    {"step": "header-unit", "column": "a", "name": "b", "unit": "천원"},
    {
        **{"step": "area-names", "column": "a", "into": "b", "areas": "법정동", "to": "name"},
        "within": "36",
    },
    {
        **{"step": "wide-to-long", "columns": ["a", "b"], "name": "c", "value": "d"},
        "labels": ["1", "2"],
    },
]


def test_every_step_is_written_down_as_it_was_read() -> None:
    document = {"steps": EVERY, "key_id": "k1"}

    assert list(validator().iter_errors(document)) == []
    assert json.loads(json.dumps(treatment_of(document).document())) == document
    assert [each["step"] for each in EVERY] == list(STEPS)


@pytest.mark.parametrize("name", list(STEPS))
def test_the_schema_says_of_a_step_what_the_step_holds(name: str) -> None:
    said = schema()["$defs"][name]["properties"]

    assert set(said) == {"step", *(each.name for each in fields(STEPS[name]))}


@pytest.mark.parametrize("name", list(STEPS))
def test_what_the_schema_fills_in_is_what_the_step_fills_in(name: str) -> None:
    said = schema()["$defs"][name]["properties"]
    filled = {at: each["default"] for at, each in said.items() if "default" in each}

    defaults = {each.name: each.default for each in fields(STEPS[name])}
    assert filled == {at: defaults[at] for at in filled}


def test_every_step_is_described() -> None:
    text = (ROOT / "docs" / "treatments.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) == list(STEPS)


@pytest.mark.parametrize(
    "step",
    [
        {"step": "shuffle"},
        {"step": "mask"},
        {"step": "mask", "column": "a", "keep": -1},
        {"step": "mask", "column": "a", "key": "secret"},
        {"step": "date-to", "column": "a", "unit": "day"},
        {"step": "round", "column": "a", "to": 0},
        {"step": "aggregate", "by": ["a"], "smallest": 1},
        "mask",
    ],
)
def test_nonsense_is_no_step(step: object) -> None:
    assert not validator().is_valid({"steps": [step]})


def test_the_first_step_that_does_not_apply_is_told() -> None:
    steps = [{"step": "drop-columns", "columns": ["a"]}, {"step": "mask", "column": "a"}]

    with pytest.raises(StepRefused) as refused:
        treatment_of({"steps": steps}).names_after(("a", "b"))

    assert (refused.value.code, refused.value.about, refused.value.place) == (
        "column-unknown",
        "a",
        1,
    )


def test_only_pseudonyms_ask_for_a_key() -> None:
    assert asks_for_key(treatment_of({"steps": [EVERY[3]]}).steps)
    assert not asks_for_key(treatment_of({"steps": [EVERY[0]]}).steps)


def test_edges_are_in_order() -> None:
    with pytest.raises(StepRefused) as refused:
        treatment_of(
            {"steps": [{"step": "amount-band", "column": "a", "edges": [5, 1]}]}
        ).names_after(("a",))

    assert refused.value.code == "edges-unsorted"
