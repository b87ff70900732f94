"""Where a manifest's faults belong in its form, and what is said there.

The schema's own words are English and made for programs: a person is told, beside the field, what
to do about it.
"""

from collections.abc import Iterable, Mapping

from marketplace.web.manifest_form import EXTERNAL, Fields, Row, rows_of
from marketplace.web.marking import N_
from submissions.faults import Fault

_PLACES: Mapping[str, str] = {
    "/title": "title",
    "/title/en": "title-en",
    "/description": "description",
    "/kind": "kind",
    "/category": "category",
    "/keywords": "keywords",
    "/licence": "licence",
    "/access": "access",
    "/update_cycle": "update_cycle",
    "/period": "period-from",
    "/period/to": "period-to",
    "/rules": "rules",
    "/rows": "rows",
    "/recipe": "recipe-sql",
    "/recipe/output": "recipe-output",
    "/method": "method",
    "/deviations": "deviations",
    "/corrects": "corrects-version",
    "/corrects/reason": "corrects-reason",
    "/sources": "sources",
}
"""Pointer → field; what lies below a pointer belongs to its field too."""

_LABELS: Mapping[str, str] = {
    "title": N_("제목"),
    "title-en": N_("영어 제목"),
    "description": N_("설명"),
    "kind": N_("종류"),
    "category": N_("분류"),
    "keywords": N_("키워드"),
    "licence": N_("이용허락"),
    "access": N_("누가 받을 수 있나"),
    "update_cycle": N_("갱신 주기"),
    "period-from": N_("기간 처음"),
    "period-to": N_("기간 끝"),
    "rules": N_("여러 열의 규칙"),
    "rows": N_("행 수"),
    "recipe-sql": N_("SQL"),
    "recipe-output": N_("결과 파일 이름"),
    "method": N_("만든 방법"),
    "deviations": N_("원천과 다른 점"),
    "corrects-version": N_("바로잡는 판"),
    "corrects-reason": N_("바로잡는 까닭"),
}
_ROW_LABELS: Mapping[str, str] = {
    "dataset": N_("데이터셋"),
    "version": N_("판"),
    "how": N_("무엇을 했나"),
    "as": N_("부르는 이름"),
    "group": N_("묶음"),
    "note": N_("설명"),
    "title": N_("이름"),
    "url": N_("주소"),
    "publisher": N_("낸 곳"),
    "licence": N_("이용허락"),
    "name": N_("열 이름"),
    "type": N_("형식"),
    "meaning": N_("뜻"),
    "unit": N_("단위"),
    "codes": N_("코드"),
    "key": N_("키"),
    "required": N_("빈칸"),
}

_SAID: Mapping[str, str] = {
    "schema-minLength": N_("적어 주세요."),
    "schema-pattern": N_("적어 주세요."),
    "schema-enum": N_("골라 주세요."),
    "schema-maxLength": N_("너무 깁니다. 줄여 주세요."),
    "schema-maxItems": N_("너무 많습니다. 줄여 주세요."),
    "schema-maxProperties": N_("너무 많습니다. 줄여 주세요."),
    "schema-type": N_("쓸 수 없는 값입니다."),
    "schema-format": N_("쓸 수 없는 값입니다."),
}
_SAID_OF: Mapping[tuple[str, str], str] = {
    ("licence", "schema-minLength"): N_("골라 주세요."),
    ("category", "schema-minLength"): N_("골라 주세요."),
    ("version", "schema-type"): N_("판 번호를 1부터의 수로 적어 주세요."),
    ("version", "schema-minimum"): N_("판 번호를 1부터의 수로 적어 주세요."),
    ("version", "schema-maximum"): N_("그런 판은 없습니다."),
    ("dataset", "schema-format"): N_("찾은 데이터에서 다시 골라 주세요."),
    ("url", "schema-pattern"): N_("http:// 또는 https://로 시작하는 주소를 적어 주세요."),
    ("as", "schema-pattern"): N_("영문자로 시작해 영문자, 숫자, 밑줄(_)로만 적어 주세요."),
    ("period-from", "schema-format"): N_("날짜를 2026-01-31처럼 적어 주세요."),
    ("period-to", "schema-format"): N_("날짜를 2026-01-31처럼 적어 주세요."),
}
_PARTS = {"sources": N_("원천"), "columns": N_("열")}
_FIRST_FIELDS = {"columns": "name", "sources": "dataset"}
_RENAMED = {"nullable": "required"}


def field_faults(fields: Fields, faults: Iterable[Fault]) -> dict[str, str]:
    """Return what is to be said beside which field; '' stands for the form as a whole."""
    rows = {part: rows_of(fields, part) for part in _PARTS}
    said: dict[str, str] = {}
    for fault in faults:
        field, label = _place(fault.pointer, rows)
        # Of several faults of one field the first says enough.
        said.setdefault(field, _words(fault, field, label))
    return said


def _place(pointer: str, rows: Mapping[str, tuple[Row, ...]]) -> tuple[str, str]:
    """Return the field a pointer leads to, and what a person knows it as."""
    steps = pointer.split("/")[1:]
    if len(steps) > 1 and steps[0] in _PARTS and steps[1].isdigit():
        return _row_place(steps[0], int(steps[1]), steps[2:], rows[steps[0]])
    for end in range(len(steps), 0, -1):
        field = _PLACES.get("/" + "/".join(steps[:end]))
        if field is not None:
            return field, _LABELS.get(field, "")
    return "", ""


def _row_place(part: str, index: int, steps: list[str], rows: tuple[Row, ...]) -> tuple[str, str]:
    row = rows[index]
    if steps[:1] == ["external"]:
        steps = steps[1:]
    first = "title" if row.kind == EXTERNAL and part == "sources" else _FIRST_FIELDS[part]
    name = _RENAMED.get(steps[0], steps[0]) if steps else first
    counted = f"{index + 1}번째 {_PARTS[part]}"
    label = f"{counted} · {_ROW_LABELS[name]}" if steps and name in _ROW_LABELS else counted
    return f"{part}-{row.n}-{name}", label


def _words(fault: Fault, field: str, label: str) -> str:
    if not fault.code.startswith("schema-"):
        return fault.message
    name = field.rsplit("-", 1)[-1] if field.startswith(tuple(_PARTS)) else field
    words = _SAID_OF.get((name, fault.code)) or _SAID.get(fault.code, _SAID["schema-type"])
    return f"{label}: {words}" if label else words
