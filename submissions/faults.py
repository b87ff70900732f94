"""Faults of a document somebody sent: where each is, what it is, and what to do."""

import unicodedata
from dataclasses import dataclass

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from submissions.schema_words import words_of

LONGEST_MESSAGE = 300


@dataclass(frozen=True)
class Fault:
    """One fault. `pointer` is a JSON Pointer (RFC 6901) into the document."""

    pointer: str
    code: str
    message: str


def schema_faults(check: Draft202012Validator, document: object) -> tuple[Fault, ...]:
    """Return every fault the schema finds, in the order of their places."""
    found = (_fault(error) for error in check.iter_errors(document))
    return tuple(sorted(found, key=lambda fault: fault.pointer))


def composed(value: object) -> object:
    """Return a JSON value with its text in NFC and without what no database takes.

    NUL cannot be stored, and a lone surrogate cannot be encoded. A whole number written as `2.0`
    is one for the schema, so it is one from here on.
    """
    match value:
        case str():
            plain = unicodedata.normalize("NFC", value).replace("\x00", "")
            return plain.encode("utf-8", "replace").decode("utf-8")
        case list():
            return [composed(each) for each in value]
        case dict():
            return {str(composed(name)): composed(each) for name, each in value.items()}
        case float() if value.is_integer():
            return int(value)
        case _:
            return value


def _fault(error: ValidationError) -> Fault:
    # Of `oneOf` and `anyOf` the innermost cause says what to do; the outer one only that none fits.
    best = max(error.context or (), key=lambda inner: len(inner.absolute_path), default=error)
    pointer = "".join(f"/{escaped(str(step))}" for step in best.absolute_path)
    message = words_of(best)
    if len(message) > LONGEST_MESSAGE:
        message = f"{message[: LONGEST_MESSAGE - 1]}…"
    return Fault(pointer, f"schema-{best.validator}", message)


def escaped(step: str) -> str:
    """Return a step of a JSON Pointer."""
    return step.replace("~", "~0").replace("/", "~1")
