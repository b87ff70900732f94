"""The description of the HTTP face is valid, whole, and says what the calls ask for."""

import importlib
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from marketplace.api.openapi.document import BASE, FOLDER, NamedTwice, calls, document, merge
from marketplace.http.door import PERMISSION
from submissions.manifest import schema
from submissions.states import State
from tests.house.application import unconnected
from tests.house.source import modules
from verification.treatment.schema import schema as treatment_shape

WHOLE: Mapping[str, Any] = json.loads(json.dumps(document()))

WORDS = ("description", "default", "items")

# How Flask writes a step of an address, and how OpenAPI does.
STEP = re.compile(r"<(?:\w+:)?(\w+)>")

Limits = dict[str, Any]


def asked_bodies() -> set[str]:
    """Return what calls ask of their bodies, as the code checks it."""
    rooms = [
        importlib.import_module(each.name)
        for each in modules("marketplace")
        if each.stands_in(
            "marketplace/api", "marketplace/http/uploads.py", "marketplace/http/fixes.py"
        )
    ]
    found = [value for room in rooms for value in vars(room).values()]
    schemas = [each.schema for each in found if isinstance(each, Draft202012Validator)]
    return {_limits(each) for each in schemas if each["properties"]}


def described_bodies() -> set[str]:
    """Return what is described of bodies, but for the manifest, which is one with its schema."""
    bodies = [
        _resolved(call["requestBody"])["content"]["application/json"]["schema"]
        for _, _, call in calls(WHOLE)
        if "requestBody" in call
    ]
    whole = shape("Manifest")
    return {_limits(each) for each in bodies if each != whole}


def _limits(body: Limits) -> str:
    """Return what is asked of a body, without the words about it."""
    members = {
        name: {key: value for key, value in each.items() if key not in WORDS}
        for name, each in body["properties"].items()
    }
    asked = {"required": sorted(body.get("required", ())), "members": members}
    return json.dumps(asked, sort_keys=True)


def described() -> set[tuple[str, str]]:
    """Return every described call."""
    return {(method, address) for address, method, _ in calls(WHOLE) if method != "head"}


def routed(application: Flask) -> dict[tuple[str, str], str]:
    """Return every call that is there, and its endpoint."""
    return {
        (method.lower(), STEP.sub(r"{\1}", rule.rule)): rule.endpoint
        for rule in application.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/")
    }


def shape(name: str) -> Limits:
    """Return a described shape, with what it refers to put in its place."""
    found: Limits = _resolved(WHOLE["components"]["schemas"][name])
    return found


def _resolved(value: Any) -> Any:
    match value:
        case {"$ref": str(target)}:
            _, _, kind, name = target.split("/")
            return _resolved(WHOLE["components"][kind][name])
        case dict():
            return {key: _resolved(each) for key, each in value.items()}
        case list():
            return [_resolved(each) for each in value]
        case _:
            return value


def test_the_description_is_valid_openapi() -> None:
    assert [fault.message for fault in OpenAPIV31SpecValidator(dict(WHOLE)).iter_errors()] == []


def test_every_call_is_described_and_nothing_else() -> None:
    assert described() == set(routed(unconnected()))


def test_a_call_is_open_exactly_where_the_route_is() -> None:
    application = unconnected()
    routes = routed(application)
    open_calls = {
        (method, address) for address, method, call in calls(WHOLE) if call["security"] == []
    }

    assert open_calls == {
        call
        for call, endpoint in routes.items()
        if getattr(application.view_functions[endpoint], PERMISSION) == "public"
    }


def test_bodies_are_described_as_the_calls_ask_for_them() -> None:
    assert described_bodies() == asked_bodies()


def test_the_manifest_is_described_by_its_own_schema() -> None:
    assert set(WHOLE["components"]["schemas"]["Manifest"]["properties"]) == set(
        schema()["properties"]
    )
    assert "$ref" not in json.dumps(shape("Manifest"))
    Draft202012Validator.check_schema(shape("Manifest"))


def test_closed_sets_are_those_of_the_code() -> None:
    assert shape("State")["enum"] == [each.value for each in State]


def test_every_shape_is_used() -> None:
    text = json.dumps(WHOLE)
    unused = {name for name in WHOLE["components"]["schemas"] if f'/schemas/{name}"' not in text}

    assert unused == set()


def test_every_post_by_someone_signed_in_can_carry_an_idempotency_key() -> None:
    key = {"$ref": "#/components/parameters/IdempotencyKey"}

    assert [
        address
        for address, method, call in calls(WHOLE)
        if method == "post" and call["security"] and key not in call["parameters"]
    ] == []


def test_rooms_that_describe_the_same_thing_are_refused() -> None:
    with pytest.raises(NamedTwice) as refused:
        merge({"/a": 1}, {"/a": 2})

    assert refused.value.name == "/a"


def test_each_room_has_a_file() -> None:
    tags = {each["name"] for each in WHOLE["tags"]}
    used = {tag for _, _, call in calls(WHOLE) for tag in call["tags"]}

    assert used == tags
    assert (FOLDER / BASE).is_file()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/api/openapi.json", "application/vnd.oai.openapi+json"),
        ("/api/schemas/manifest.json", "application/schema+json"),
        ("/api/schemas/treatment.json", "application/schema+json"),
    ],
)
def test_the_description_is_served_to_everyone(address: str, kind: str) -> None:
    answer = unconnected().test_client().get(address)

    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.cache_control.max_age == 300
    assert (
        json.loads(answer.get_data())
        == {
            "/api/openapi.json": WHOLE,
            "/api/schemas/manifest.json": schema(),
            "/api/schemas/treatment.json": treatment_shape(),
        }[address]
    )
