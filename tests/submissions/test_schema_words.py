"""What is said of a document that its schema refuses."""

import pytest
from jsonschema import Draft202012Validator

from submissions.faults import schema_faults

NUMBER = "900101-1234568"


@pytest.mark.parametrize(
    ("schema", "sent", "said"),
    [
        ({"required": ["title"]}, {}, "'title' 항목이 있어야 합니다."),
        (
            {"additionalProperties": False, "properties": {"a": {}}},
            {"a": 1, "c": 1, NUMBER: 1},
            "쓰지 않는 항목이 있습니다: ******-*******, c",
        ),
        ({"enum": ["a", "b"]}, NUMBER, "다음 가운데 하나여야 합니다: a, b"),
        ({"type": ["string", "null"]}, 1, "JSON의 형식이 다음이어야 합니다: string, null"),
        ({"type": "string"}, 1, "JSON의 형식이 다음이어야 합니다: string"),
        ({"minLength": 1}, "", "비워 둘 수 없습니다."),
        ({"minLength": 3}, "a", "3자 이상 적어 주세요."),
        ({"maxItems": 1}, [1, 2], "1개까지 적을 수 있습니다."),
        ({"anyOf": [{"type": "string"}]}, 1, "JSON의 형식이 다음이어야 합니다: string"),
        ({"multipleOf": 2}, 3, "3 is not a multiple of 2"),
    ],
)
def test_a_fault_says_what_is_wanted_and_quotes_no_value(
    schema: dict[str, object], sent: object, said: str
) -> None:
    (fault,) = schema_faults(Draft202012Validator(schema), sent)

    assert fault.message == said
