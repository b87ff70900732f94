"""Points by HTTP: one's own ledger, and the departments' table."""

from decimal import Decimal

from flask import Blueprint, Response, jsonify, request

from marketplace.accounts.queries import departments
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page, linked
from marketplace.ledger.queries import DepartmentPoints, PostingRow
from marketplace.permissions.permission import Permission
from marketplace.workflow import scoring

points = Blueprint("api_points", __name__)


@points.get("/points/me")
@requires(Permission.POINTS_READ)
def own() -> Response:
    """Return one's own points: what was done, what of it counts, and why."""
    page = asked_page(default=100)
    found = scoring.own_points(session(), actor(), page=page.number, per_page=page.size, at=now())
    answer = jsonify(
        total=found.total,
        raw=found.raw,
        pending=found.pending,
        count=found.count,
        postings=[_posting(row) for row in found.postings],
    )
    return linked(answer, page, count=found.count)


@points.get("/points/departments")
@requires(Permission.POINTS_READ_DEPARTMENTS)
def of_departments() -> Response:
    """Return each department's points over its headcount in a period, raw beside recognised."""
    table = scoring.department_table(session(), actor(), request.args.get("period"), at=now())
    names = {row.id: row for row in departments(session())}
    return jsonify(
        period={
            "text": str(table.period),
            "from": table.period.first.isoformat(),
            "to": table.period.last.isoformat(),
        },
        departments=[
            {
                "department": str(row.department_id),
                "code": names[row.department_id].code,
                "name": names[row.department_id].name,
                **_department(row),
            }
            for row in table.rows
            if row.department_id in names
        ],
    )


def _department(row: DepartmentPoints) -> dict[str, object]:
    return {
        "headcount": row.headcount,
        "raw": row.raw,
        "recognised": row.recognised,
        "mean_raw": _number(row.mean_raw),
        "mean_recognised": _number(row.mean_recognised),
        "points": _number(row.mean_recognised),
    }


def _posting(row: PostingRow) -> dict[str, object]:
    return {
        "id": str(row.id),
        "kind": row.kind.value,
        "at": row.at.isoformat(),
        "day": row.day.isoformat(),
        "amount": row.amount,
        "recognised": row.recognised,
        "reason": row.reason.value,
        "rule_version": row.rule_version,
        "dataset": str(row.dataset_id) if row.dataset_id else None,
        "version": row.version_number,
        "menu": row.menu,
        "counter_of": str(row.counter_of) if row.counter_of else None,
    }


def _number(figure: Decimal | None) -> float | None:
    return None if figure is None else float(figure)
