"""What the findings of a report say of the evidence."""

from collections.abc import Iterable, Iterator, Mapping

from verification.evidence.contracted import Bound
from verification.evidence.differences import CellClass, Verdict, Why
from verification.evidence.entries import Entry
from verification.findings import Finding, Location, Severity

_CODES: Mapping[Verdict, tuple[str, Severity]] = {
    Verdict.CONTRADICTED: ("evidence-contradicted", Severity.ERROR),
    Verdict.PARTLY: ("evidence-partly", Severity.WARNING),
    Verdict.UNDECIDABLE: ("evidence-undecidable", Severity.NOTE),
}

_AGREES = frozenset({Verdict.CONSISTENT, Verdict.PARTLY})

UNDECIDED: Mapping[str, str] = {
    "source-external": "마켓 밖의 원천이라 견줄 내용이 없습니다.",
    "source-not-readable": "제출자가 받을 수 없는 원천이라 견주지 않았습니다.",
    "source-without-tables": "원천에 표가 없습니다.",
    "nothing-to-compare": "제출한 파일에 표가 없습니다.",
    "too-slow": "정해진 시간 안에 다 견주지 못했습니다.",
    "not-comparable": "정해진 메모리 안에서 견줄 수 없었습니다.",
    "columns-not-in-source": "원천에 없는 컬럼이 있습니다.",
    "rows-not-told-apart": "어느 행에서 나왔는지 원천의 여러 행 가운데 가려낼 수 없습니다.",
    "join-not-shown": "무엇을 키로 이었는지 원천에서 찾을 수 없습니다.",
    "days-left-out": "빠진 날이 어떤 기준으로 빠진 것인지 가려낼 수 없습니다.",
    "columns-unexplained": "원천의 합계·평균·건수 등으로 설명되지 않는 컬럼이 있습니다.",
    "no-measure-explained": "원천의 합계·평균·건수 등으로 설명되는 컬럼이 없습니다.",
    "groups-not-found": "무엇으로 묶었는지 원천에서 찾을 수 없습니다.",
    "result-not-traced": "결과표의 값을 원천에서 찾을 수 없습니다.",
}
"""Why a comparison could not decide, in words."""


def findings_of(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Yield a finding for each entry that is not consistent."""
    for entry in entries:
        if entry.verdict is not Verdict.CONSISTENT:
            code, severity = _CODES[entry.verdict]
            yield Finding(code, severity, _message(entry), _place(entry), count=_count(entry))
        for bound in entry.bounds:
            yield from _of_contract(entry, bound)


def _of_contract(entry: Entry, bound: Bound) -> Iterator[Finding]:
    """Yield the groups that a contract does not let out, and what was not shown to keep it."""
    contract, least = bound.terms.contract, bound.terms.behind
    table = entry.table
    if table is None or bound.count is None or entry.verdict not in _AGREES:
        message = f"계약 {contract}: 묶음마다 원천 {least}행 이상인지 확인하지 못했습니다."
        place = Location() if table is None else table.at()
        yield Finding("contract-groups-unshown", Severity.ERROR, message, place)
    if table is None or not bound.count:
        return
    message = f"계약 {contract}: 묶음 뒤의 원천이 {least}행보다 적습니다."
    column = bound.keys[0] if bound.keys else None
    for record in table.records([each.place for each in bound.small]):
        yield Finding("contract-small-groups", Severity.ERROR, message, table.at(record, column))
    rest = bound.count - len(bound.small)
    if rest:
        yield Finding("contract-small-groups", Severity.ERROR, message, table.at(), count=rest)


def _place(entry: Entry) -> Location:
    if entry.table is None:
        return Location()
    worst = next((each for each in entry.compared.differences if each.place is not None), None)
    if worst is None or worst.place is None or entry.verdict is Verdict.UNDECIDABLE:
        return entry.table.at()
    (record,) = entry.table.records([worst.place])
    return entry.table.at(record, worst.column)


def _count(entry: Entry) -> int:
    if entry.verdict is Verdict.UNDECIDABLE:
        return 1
    found = CellClass.DIFFERS
    if entry.verdict is Verdict.PARTLY and not entry.compared.rows.get(found):
        found = CellClass.SOURCE_INCOMPLETE
    return max(entry.compared.rows.get(found, 0), len(entry.differences(found)), 1)


def _message(entry: Entry) -> str:
    if entry.verdict is Verdict.UNDECIDABLE:
        return UNDECIDED[entry.compared.undecided or "result-not-traced"]
    rows = entry.compared.rows
    differing, lacking = rows.get(CellClass.DIFFERS, 0), rows.get(CellClass.SOURCE_INCOMPLETE, 0)
    missing = sum(each.why is Why.MISSING for each in entry.compared.differences)
    parts = (
        f"다른 행 {differing:,}개" if differing else "",
        f"원천이 비어 있는 행 {lacking:,}개" if lacking else "",
        f"빠진 묶음 {missing:,}개" if missing else "",
    )
    said = ", ".join(part for part in parts if part) or "밝힌 차이"
    return f"{entry.compared.compared_rows:,}행을 원천과 견주었습니다: {said}."
