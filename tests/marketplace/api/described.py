"""Answers, held against the description of the HTTP face."""

import json
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from werkzeug.test import TestResponse

from marketplace.api.openapi.document import document

WHOLE: Mapping[str, Any] = json.loads(json.dumps(document()))


def faults_of(answer: TestResponse, address: str) -> list[str]:
    """Return where an answer is not as the call at `address` (`/api/v1/…/{id}`) is described.

    Address and method are described, the status is among those named, and the body fits its shape.
    """
    call = WHOLE["paths"][address][answer.request.method.lower()]
    told = call["responses"].get(str(answer.status_code))
    if told is None:
        return [f"{answer.status_code} is not described"]
    content = _resolved(told).get("content", {})
    if not content:
        return [] if not answer.get_data() else ["a body that is not described"]
    if answer.mimetype not in content:
        return [f"{answer.mimetype} is not described"]
    # References within the shape lead into the document: so the document goes with it.
    shape = {**content[answer.mimetype]["schema"], "components": WHOLE["components"]}
    check = Draft202012Validator(shape, format_checker=FormatChecker())
    return [f"{fault.json_path}: {fault.message}" for fault in check.iter_errors(answer.get_json())]


def _resolved(value: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in value:
        return value
    found: Mapping[str, Any] = WHOLE
    for step in value["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found
