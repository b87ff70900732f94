"""The JSON Schema of treatments, apart from the steps: who checks a document needs no engine."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMA_PATH = Path(__file__).with_name("treatment.schema.json")


@cache
def schema() -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of treatments."""
    found: Mapping[str, Any] = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    return found


@cache
def validator() -> Draft202012Validator:
    """What tells the faults of a document by the schema."""
    return Draft202012Validator(schema())
