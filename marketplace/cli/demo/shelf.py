"""The originals as an office would export them: a list, what its columns mean, and the files."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from marketplace.cli.demo.original import MADE_UP, MARK, Original
from marketplace.cli.demo.originals import learning, leisure, moving, people, surroundings, work
from marketplace.cli.demo.tables import Column, written

ORIGINALS: tuple[Original, ...] = (
    *moving.ORIGINALS,
    *surroundings.ORIGINALS,
    *people.ORIGINALS,
    *learning.ORIGINALS,
    *work.ORIGINALS,
    *leisure.ORIGINALS,
)

GUIDE_OWNER = "official3"
GUIDE_NAME = "개방 데이터 이용 안내"
GUIDE = f"""# {GUIDE_NAME}

{MADE_UP}

1. 데이터는 누구나 로그인 없이 내려받을 수 있습니다.
2. 로그인하고 내려받으면 받은 기록이 남아, 그것으로 만든 결과의 보증 수준이 올라갑니다.
3. 만든 결과는 '돌려주기'에서 되돌려 주세요. 원천과 만든 방법을 적으면 검증과 심사를 거쳐
   다음 차수의 데이터로 다시 공개됩니다.
"""

LIST_HEADER = (
    "목록키", "목록유형", "목록명", "파일데이터명", "분류체계", "제공기관", "업데이트 주기",
    "확장자", "키워드", "설명", "이용허락범위", "시간범위", "공간범위",
)  # fmt: skip
COLUMNS_HEADER = ("목록키", "항목명", "자료형", "설명", "단위", "키")


def write_shelf(folder: Path, owner: str) -> tuple[bytes, bytes]:
    """Write one official's files; return the list of them and the list of their columns."""
    listed: list[tuple[str, ...]] = []
    columns: list[tuple[str, ...]] = []
    for number, original in enumerate(ORIGINALS, start=1):
        if original.owner == owner:
            key = f"DEMO-{number:03}"
            table = original.table()
            (folder / original.file_name).write_bytes(written(table, original.form))
            listed.append(_listed(key, original))
            columns.extend(_column(key, column) for column in table.columns)
    if owner == GUIDE_OWNER:
        (folder / f"{GUIDE_NAME}.md").write_text(GUIDE, encoding="utf-8")
        listed.append(
            ("DEMO-900", "FILE", f"{GUIDE_NAME}{MARK}", GUIDE_NAME, "공공행정", "세종특별자치시",
             "수시", "MD", "안내,이용 방법", f"데이터를 쓰고 되돌려 주는 방법입니다.<br/>{MADE_UP}",
             "공공누리 제1유형", "", "")
        )  # fmt: skip
    return _csv(folder / "목록.csv", LIST_HEADER, listed), _csv(
        folder / "항목.csv", COLUMNS_HEADER, columns
    )


def _listed(key: str, original: Original) -> tuple[str, ...]:
    return (
        key,
        "FILE",
        original.title,
        Path(original.file_name).stem,
        original.category,
        "세종특별자치시",
        original.cycle,
        original.form.suffix.removeprefix(".").upper(),
        ",".join(original.keywords),
        original.description,
        original.licence,
        original.period,
        "세종특별자치시 전역",
    )


def _column(key: str, column: Column) -> tuple[str, ...]:
    is_key = "Y" if column.key else ""
    return (key, column.name, column.type.value, column.meaning, column.unit, is_key)


def _csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path.read_bytes()
