"""Refined tables as pages are given them."""

from uuid import UUID

from marketplace.web.forms import Form
from marketplace.web.refined_page import RefinedPage, refined_table
from tests.marketplace.web.samples.common import ID

MADE_BY = {
    "log": [
        {
            "step": {"step": "drop-records", "records": [4], "because": "totals"},
            "reason": {"ko": "합계 행은 뺍니다.", "en": "Totals are left out."},
            "cells_changed": 0,
            "changes": [],
            "unread": 0,
            "rows_before": 4,
            "rows_after": 3,
            "rows_dropped": [4],
            "renamed": {},
        },
        {
            "step": {"step": "rename-columns", "names": [["인구(명)", "인구"]]},
            "reason": None,
            "cells_changed": 0,
            "changes": [],
            "unread": 0,
            "rows_before": 3,
            "rows_after": 3,
            "rows_dropped": [],
            "renamed": {"인구(명)": "인구"},
        },
        {
            "step": {"step": "missing-marks", "column": "인구"},
            "reason": {"ko": "빈칸으로 바꿉니다.", "en": "Empty cells."},
            "cells_changed": 40,
            "changes": [
                {"record": number, "column": "인구", "before": "-", "after": None}
                for number in range(1, 41)
            ],
            "unread": 2,
            "rows_before": 3,
            "rows_after": 3,
            "rows_dropped": [],
            "renamed": {},
        },
    ],
    "before": {"columns": ["인구(명)"], "rows": [["1,000"], ["-"]]},
    "after": {"columns": ["인구"], "rows": [["1000"], [None]]},
}
TABLE = refined_table("인구.xlsx", "2024", 3, MADE_BY)


def page(*, wanted: bool = True, chosen: bool = False, fixed: str = "") -> RefinedPage:
    """Return a submission's refined tables."""
    kept = vars(TABLE) | {"id": UUID(str(ID)), "wanted": wanted, "chosen": chosen}
    tables = (type(TABLE)(**kept),)
    return RefinedPage(tables, (("큰표.csv", None), ("인구.xlsx", "2023")), "a" * 64, fixed)


NONE = RefinedPage((), (), "b" * 64, "아직 바꿀 수 없습니다.")
NONE_YET = RefinedPage((), (("큰표.csv", None),), "b" * 64, "")
TICKED = Form({"step": ["0", "1", "2"]})
