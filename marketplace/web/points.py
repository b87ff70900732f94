"""Points: one's own ledger, and the departments' table. Raw beside recognised, everywhere."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from flask import Blueprint, render_template, request, url_for

from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page
from marketplace.ledger.days import day_of
from marketplace.ledger.kinds import Menu
from marketplace.ledger.queries import DepartmentPoints, PostingRow
from marketplace.ledger.rules import Rules
from marketplace.ledger.texts import MENUS, REASONS, Text
from marketplace.permissions.permission import Permission
from marketplace.web import formats
from marketplace.web.paging import pager
from marketplace.workflow import scoring
from marketplace.workflow.policy_cases import CaseRow, policy_cases
from marketplace.workflow.scoring import OwnPoints

points = Blueprint("web_points", __name__)


@points.get("/points")
@requires(Permission.POINTS_READ)
def mine() -> str:
    """Show one's own points: what was done, what of it counts, and why."""
    page = asked_page()
    own = scoring.own_points_page(
        session(), actor(), page=page.number, per_page=page.size, at=now()
    )
    found = own.points
    return render_template(
        "points/mine.html",
        total={"recognised": found.total, "raw": found.raw, "pending": found.pending},
        rules=_rules(own.rules),
        postings=[_posting(row, own) for row in found.postings],
        department=_own_department(own),
        cases=own.department_cases,
        periods=[],
        pager=pager(page.number, count=found.count, per_page=page.size),
    )


@points.get("/points/departments")
@requires(Permission.POINTS_READ_DEPARTMENTS)
def departments() -> str:
    """Show each department's points over its headcount in a period, and its policy cases."""
    chosen, page = request.args.get("period", ""), asked_page()
    board = scoring.department_board(session(), actor(), chosen, at=now())
    cases = policy_cases(
        session(), actor(), chosen, None, page=page.number, per_page=page.size, at=now()
    )
    return render_template(
        "points/departments.html",
        rows=[
            {
                "name": board.names[row.department_id],
                "headcount": row.headcount,
                "people": board.people.get(row.department_id, 0),
                "raw": row.raw,
                "recognised": row.recognised,
                "raw_mean": row.mean_raw,
                "recognised_mean": row.mean_recognised,
                "cases": board.table.cases.get(row.department_id, 0),
                "is_mine": row.department_id == actor().department_id,
            }
            for row in board.table.rows
            if row.department_id in board.names
        ],
        periods=_periods(day_of(now()), chosen),
        rules=_rules(board.rules),
        cases=[_case(row, board.names) for row in cases.rows],
        pager=pager(page.number, count=cases.count, per_page=page.size),
    )


def _rules(rules: Rules) -> dict[str, object]:
    return {"version": rules.number, "since": rules.valid_from}


def _posting(row: PostingRow, own: OwnPoints) -> dict[str, object]:
    title = own.titles.get(row.dataset_id, "") if row.dataset_id else _menu(row.menu)
    return {
        "day": row.day,
        "use": row.kind.value,
        "title": title,
        "address": _address(row) if title and row.dataset_id else "",
        "raw": row.amount,
        "recognised": row.recognised,
        "is_pending": False,
        "reason": REASONS[row.reason],
        "rule_version": row.rule_version,
    }


def _address(row: PostingRow) -> str:
    return url_for(
        "web_datasets.version", dataset_id=row.dataset_id, number=row.version_number or 1
    )


def _menu(menu: str | None) -> str | Text:
    return MENUS[Menu(menu)] if menu in {each.value for each in Menu} else menu or ""


def _own_department(own: OwnPoints) -> dict[str, object] | None:
    row: DepartmentPoints | None = own.department
    if row is None or row.mean_recognised is None:
        return None
    return {
        "name": own.department_name,
        "headcount": row.headcount,
        "recognised_mean": row.mean_recognised,
        "raw_mean": row.mean_raw or Decimal(0),
    }


def _periods(today: date, chosen: str) -> list[dict[str, object]]:
    """Return this year and the last, this month and the last."""
    before = date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)
    named = {
        f"{today.year}": Text(f"{today.year}년", f"{today.year}"),
        f"{today.year - 1}": Text(f"{today.year - 1}년", f"{today.year - 1}"),
        f"{today:%Y-%m}": _month(today),
        f"{before:%Y-%m}": _month(before),
    }
    if chosen:
        named.setdefault(chosen, Text(chosen, chosen))
    shown = chosen or f"{today.year}"
    return [
        {"value": value, "words": words, "is_chosen": value == shown}
        for value, words in named.items()
    ]


def _month(day: date) -> Text:
    return Text(formats.month(day, "ko"), formats.month(day, "en"))


def _case(row: CaseRow, names: Mapping[UUID, str]) -> dict[str, object]:
    return {
        "case": row.case,
        "department": names.get(row.department_id, "") if row.department_id else "",
        "title": row.title,
        "address": url_for(
            "web_datasets.version", dataset_id=row.dataset_id, number=row.version_number
        ),
        "at": row.at,
    }
