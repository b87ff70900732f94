"""What a program sends: JSON bodies and query values, checked before anything is done with them."""

from collections.abc import Iterable, Mapping
from typing import Any, Never

import orjson
from flask import request
from jsonschema import Draft202012Validator, FormatChecker

from marketplace.errors import MarketplaceError
from submissions.faults import Fault, composed, schema_faults
from submissions.typed import personal_faults

MOST_PAGE = 1_000_000
MOST_NESTED = 32
"""How deep a document may nest. Nothing we take goes deeper than seven."""


class BodyFaulty(MarketplaceError):
    """The body or query of a request cannot be used; each fault says where and why."""

    def __init__(self, *faults: Fault, malformed: bool = False) -> None:
        super().__init__(f"the request has {len(faults)} faults")
        self.faults = faults
        self.malformed = malformed


def validator(schema: Mapping[str, Any]) -> Draft202012Validator:
    """Return a validator for the bodies of one call."""
    return Draft202012Validator(dict(schema), format_checker=FormatChecker())


def object_schema(required: Mapping[str, object], **optional: object) -> Draft202012Validator:
    """Return a validator for an object with these members and no other."""
    return validator(
        {
            "type": "object",
            "additionalProperties": False,
            "required": list(required),
            "properties": {**required, **optional},
        }
    )


def json_document() -> object:
    """Return the JSON the request carries; raise `BodyFaulty` if it carries none."""
    content = request.get_data(cache=True)
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as fault:
        _refuse_json(fault)
    if _nests_deeper(document, MOST_NESTED):
        message = f"{MOST_NESTED}단계까지만 중첩할 수 있습니다."
        raise BodyFaulty(Fault("", "too-deep", message), malformed=True)
    return composed(document)


def json_body(check: Draft202012Validator, *, may_be_empty: bool = False) -> dict[str, Any]:
    """Return the JSON object the request carries; raise `BodyFaulty` with every fault."""
    if may_be_empty and not request.get_data(cache=True).strip():
        return {}
    document = json_document()
    faults = schema_faults(check, document) or tuple(personal_faults(document))
    if faults or not isinstance(document, dict):
        raise BodyFaulty(*faults)
    return document


def query_number(name: str, default: int, *, least: int = 1, most: int = MOST_PAGE) -> int:
    """Return a whole number of the query; raise `BodyFaulty` if it is none, or out of bounds."""
    text = request.args.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise BodyFaulty(
            Fault(f"?{name}", "number-out-of-bounds", f"{name}: {least}~{most}의 정수여야 합니다.")
        )
    return int(text)


def query_text(name: str, *, most: int = 400) -> str:
    """Return a text of the query, empty if not given; raise `BodyFaulty` if it is too long."""
    text = request.args.get(name, "")
    if len(text) > most:
        raise BodyFaulty(Fault(f"?{name}", "too-long", f"{name}: {most}자까지 쓸 수 있습니다."))
    plain = composed(text)
    return str(plain).strip()


def _nests_deeper(document: object, most: int) -> bool:
    level = [document]
    for _ in range(most):
        level = [inner for each in level for inner in _members(each)]
    return bool(level)


def _members(value: object) -> Iterable[object]:
    match value:
        case list():
            return value
        case dict():
            return value.values()
        case _:
            return ()


def _refuse_json(fault: orjson.JSONDecodeError) -> Never:
    raise BodyFaulty(
        Fault("", "not-json", f"JSON으로 읽을 수 없습니다({fault.lineno}행 {fault.colno}열)."),
        malformed=True,
    ) from None
