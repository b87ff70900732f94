"""What a program sends is taken as it was meant, or refused with every fault in its place."""

import pytest
from flask import Flask

from marketplace.http.bodies import (
    BodyFaulty,
    json_body,
    json_document,
    object_schema,
    query_number,
    query_text,
)

APPLICATION = Flask("empty")
CHECK = object_schema({"name": {"type": "string", "maxLength": 5}}, size={"type": "integer"})


def faults_of(body: bytes) -> tuple[list[tuple[str, str]], bool]:
    """Return the faults of a body as pairs of pointer and code, and whether it is no JSON."""
    with (
        APPLICATION.test_request_context("/", method="POST", data=body),
        pytest.raises(BodyFaulty) as refused,
    ):
        json_body(CHECK)
    fault = refused.value
    return [(each.pointer, each.code) for each in fault.faults], fault.malformed


def test_a_body_that_fits_is_returned() -> None:
    with APPLICATION.test_request_context("/", method="POST", data=b'{"name": "bus", "size": 3}'):
        assert json_body(CHECK) == {"name": "bus", "size": 3}


def test_every_fault_is_named_in_its_place() -> None:
    faults, malformed = faults_of(b'{"name": "tram line", "size": "3", "a/b": 1}')

    assert faults == [
        ("", "schema-additionalProperties"),
        ("/name", "schema-maxLength"),
        ("/size", "schema-type"),
    ]
    assert not malformed


@pytest.mark.parametrize(
    "body", [b"", b"{", b"NaN", b"\xff\xfe", b'{"name": "\\ud800"}', b"1e999", b"{'name': 1}"]
)
def test_what_is_no_json_is_malformed(body: bytes) -> None:
    assert faults_of(body) == ([("", "not-json")], True)


def test_a_document_as_deep_as_a_well_is_malformed() -> None:
    assert faults_of(b"[" * 900 + b"]" * 900) == ([("", "too-deep")], True)
    assert faults_of(b'{"a":' * 33 + b"1" + b"}" * 33) == ([("", "too-deep")], True)


@pytest.mark.parametrize("body", [b"[]", b"null", b'"name"', b"3"])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    assert faults_of(body) == ([("", "schema-type")], False)


def test_text_is_composed_and_rid_of_what_no_database_takes() -> None:
    decomposed = '{"name": "\u1112\u1161\u11ab\\u0000"}'.encode()
    with APPLICATION.test_request_context("/", method="POST", data=decomposed):
        assert json_body(CHECK) == {"name": "한"}


def test_an_empty_body_is_an_empty_object_only_where_it_may_be() -> None:
    with APPLICATION.test_request_context("/", method="POST", data=b" \n"):
        assert json_body(CHECK, may_be_empty=True) == {}
        with pytest.raises(BodyFaulty):
            json_document()


@pytest.mark.parametrize(("query", "number"), [("", 7), ("?n=1", 1), ("?n=20", 20), ("?n=007", 7)])
def test_a_number_of_the_query_is_read(query: str, number: int) -> None:
    with APPLICATION.test_request_context(f"/{query}"):
        assert query_number("n", 7, most=20) == number


@pytest.mark.parametrize("text", ["0", "21", "-1", "+1", "1.0", "x", "", "%D9%A3", "9" * 40])
def test_a_number_out_of_bounds_is_refused(text: str) -> None:
    with (
        APPLICATION.test_request_context(f"/?n={text}"),
        pytest.raises(BodyFaulty) as refused,
    ):
        query_number("n", 7, most=20)

    (fault,) = refused.value.faults
    assert (fault.pointer, fault.code) == ("?n", "number-out-of-bounds")


def test_a_text_of_the_query_is_trimmed_and_bounded() -> None:
    with APPLICATION.test_request_context("/?q=%20%EB%B2%84%EC%8A%A4%00%20"):
        assert query_text("q") == "버스"
        assert query_text("other") == ""
    with (
        APPLICATION.test_request_context(f"/?q={'x' * 11}"),
        pytest.raises(BodyFaulty) as refused,
    ):
        query_text("q", most=10)

    assert [(each.pointer, each.code) for each in refused.value.faults] == [("?q", "too-long")]
