"""What the columns of listed datasets mean: the table a portal keeps beside its list. Pure."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from marketplace.workflow.catalogue_list import plain_text
from marketplace.workflow.listed_rows import plain_name, read_rows
from verification.declaration import ColumnType

_NAMES: Mapping[str, tuple[str, ...]] = {
    "key": ("목록키", "목록ID", "목록번호", "데이터ID"),
    "dataset": ("목록명", "파일데이터명", "데이터셋명", "데이터명"),
    "name": ("항목명", "컬럼명", "칼럼명", "항목명(국문)", "컬럼한글명", "열이름"),
    "type": ("자료형", "데이터타입", "타입", "항목구분", "데이터유형"),
    "meaning": ("설명", "항목설명", "컬럼설명", "의미"),
    "unit": ("단위",),
    "is_key": ("키", "기본키", "식별자", "PK"),
    "required": ("필수", "필수여부", "필수값"),
}

FIELDS: Mapping[str, str] = MappingProxyType(
    {plain_name(name): field for field, names in _NAMES.items() for name in names}
)

_TYPES: Mapping[ColumnType, tuple[str, ...]] = {
    ColumnType.STRING: ("문자", "문자열", "텍스트", "varchar", "varchar2", "char", "text"),
    ColumnType.INTEGER: ("정수", "int", "bigint"),
    ColumnType.NUMBER: ("수", "숫자", "실수", "numeric", "decimal", "float", "double"),
    ColumnType.BOOLEAN: ("여부", "bool", "참거짓"),
    ColumnType.DATE: ("날짜", "일자", "연월일"),
    ColumnType.DATETIME: ("일시", "timestamp"),
    ColumnType.TIME: ("시각", "시간"),
    ColumnType.YEAR: ("연도", "년도"),
    ColumnType.YEARMONTH: ("연월", "년월"),
}
TYPES: Mapping[str, ColumnType] = MappingProxyType(
    {plain_name(name): kind for kind, names in _TYPES.items() for name in (kind.value, *names)}
)
"""The types of columns by the names offices give them; `VARCHAR(20)` counts as `varchar`."""

_YES = frozenset({"y", "yes", "예", "o", "1", "true", "pk", "필", "필수"})

Columns = tuple[Mapping[str, Any], ...]


def read_columns(content: bytes) -> Mapping[str, Columns]:
    """Return the columns as manifests declare them, by key (or else name) of their dataset.

    Raises `ListUnreadable`. A type nobody knows is declared as text, which holds for any cell.
    """
    found: dict[str, Columns] = {}
    for row in read_rows(content, FIELDS, any_of=("name",)):
        dataset = row["key"] or plain_text(row["dataset"])
        if not dataset or not row["name"]:
            continue
        kind = TYPES.get(plain_name(row["type"].partition("(")[0]), ColumnType.STRING)
        column = {
            "name": row["name"],
            "type": kind.value,
            "meaning": plain_text(row["meaning"]) or None,
            "unit": row["unit"] or None,
            "key": _is_yes(row["is_key"]),
            "nullable": False if _is_yes(row["required"]) else None,
        }
        found[dataset] = (*found.get(dataset, ()), column)
    return found


def _is_yes(text: str) -> bool:
    return text.strip().casefold() in _YES
