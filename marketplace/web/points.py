"""Points: one's own ledger, and the departments' table. Raw beside recognised, everywhere."""

from datetime import date
from decimal import Decimal

from flask import Blueprint, render_template, request, url_for

from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page
from marketplace.ledger.days import day_of
from marketplace.ledger.kinds import Menu
from marketplace.ledger.queries import DepartmentPoints, PostingRow
from marketplace.ledger.rules import Rules
from marketplace.ledger.texts import MENUS, REASONS
from marketplace.permissions.permission import Permission
from marketplace.web.paging import pager
from marketplace.workflow import scoring
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
        periods=[],
        pager=pager(page.number, count=found.count, per_page=page.size),
    )


@points.get("/points/departments")
@requires(Permission.POINTS_READ_DEPARTMENTS)
def departments() -> str:
    """Show each department's points over its headcount in a period."""
    chosen = request.args.get("period", "")
    board = scoring.department_board(session(), actor(), chosen, at=now())
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
                "is_mine": row.department_id == actor().department_id,
            }
            for row in board.table.rows
            if row.department_id in board.names
        ],
        periods=_periods(day_of(now()), chosen),
        rules=_rules(board.rules),
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
        "reason": REASONS[row.reason].ko,
        "rule_version": row.rule_version,
    }


def _address(row: PostingRow) -> str:
    return url_for(
        "web_datasets.version", dataset_id=row.dataset_id, number=row.version_number or 1
    )


def _menu(menu: str | None) -> str:
    return MENUS[Menu(menu)].ko if menu in {each.value for each in Menu} else menu or ""


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
        f"{today.year}": f"{today.year}년",
        f"{today.year - 1}": f"{today.year - 1}년",
        f"{today:%Y-%m}": f"{today.year}년 {today.month}월",
        f"{before:%Y-%m}": f"{before.year}년 {before.month}월",
    }
    if chosen:
        named.setdefault(chosen, chosen)
    shown = chosen or f"{today.year}"
    return [
        {"value": value, "words": words, "is_chosen": value == shown}
        for value, words in named.items()
    ]
