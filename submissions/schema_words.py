"""What is said of a document that its schema refuses: in Korean, without quoting its values."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from jsonschema.exceptions import ValidationError

from verification.personal.mask import mask

_NAMED = re.compile(r"^'(.*)' is a required property$", re.DOTALL)

Words = Callable[[ValidationError], str]


def words_of(error: ValidationError) -> str:
    """Return what is wrong and what is wanted instead."""
    said = _WORDS.get(str(error.validator))
    # Of a keyword that no schema here has yet: the library's own words, which quote what was sent.
    return said(error) if said else mask(error.message)


def _limit(words: str) -> Words:
    return lambda error: words.format(error.validator_value)


def _missing(error: ValidationError) -> str:
    found = _NAMED.match(error.message)
    return f"'{found[1] if found else ''}' 항목이 있어야 합니다."


def _unknown(error: ValidationError) -> str:
    schema, sent = error.schema, error.instance
    known = schema.get("properties", {}) if isinstance(schema, Mapping) else {}
    names = sent if isinstance(sent, Mapping) else {}
    others = ", ".join(sorted(str(name) for name in names if name not in known))
    return f"쓰지 않는 항목이 있습니다: {mask(others)}"


def _choices(error: ValidationError) -> str:
    listed = _listed(error.validator_value)
    return f"다음 가운데 하나여야 합니다: {listed}"


def _types(error: ValidationError) -> str:
    listed = _listed(error.validator_value)
    return f"JSON의 형식이 다음이어야 합니다: {listed}"


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _short(error: ValidationError) -> str:
    least = error.validator_value
    return "비워 둘 수 없습니다." if least == 1 else f"{least}자 이상 적어 주세요."


def _no_form(_: ValidationError) -> str:
    return "정해진 어느 꼴에도 맞지 않습니다."


_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "required": _missing,
        "additionalProperties": _unknown,
        "enum": _choices,
        "const": _limit("값이 다음이어야 합니다: {}"),
        "type": _types,
        "minLength": _short,
        "maxLength": _limit("{}자까지 쓸 수 있습니다."),
        "minimum": _limit("{} 이상이어야 합니다."),
        "maximum": _limit("{} 이하여야 합니다."),
        "minItems": _limit("{}개 이상 적어 주세요."),
        "maxItems": _limit("{}개까지 적을 수 있습니다."),
        "minProperties": _limit("{}개 이상 적어 주세요."),
        "maxProperties": _limit("{}개까지 적을 수 있습니다."),
        "uniqueItems": lambda _: "같은 것을 두 번 적을 수 없습니다.",
        "pattern": _limit("정해진 꼴이 아닙니다: {}"),
        "format": _limit("다음 형식이 아닙니다: {}"),
        "oneOf": _no_form,
        "anyOf": _no_form,
    }
)
"""By the keyword of the schema."""
