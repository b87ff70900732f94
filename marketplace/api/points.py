"""Points by HTTP: one's own ledger, and the departments' table."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from flask import Blueprint, Response, jsonify, request

from marketplace.accounts.queries import departments
from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page, linked
from marketplace.ledger.period import Period
from marketplace.ledger.queries import DepartmentPoints, PostingRow
from marketplace.permissions.permission import Permission
from marketplace.workflow import scoring
from marketplace.workflow.policy_cases import CaseRow, policy_cases
from submissions.faults import Fault

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
        period=_period(table.period),
        departments=[
            {
                "department": str(row.department_id),
                "code": names[row.department_id].code,
                "name": names[row.department_id].name,
                **_department(row),
                "policy_cases": table.cases.get(row.department_id, 0),
            }
            for row in table.rows
            if row.department_id in names
        ],
    )


@points.get("/points/policy-cases")
@requires(Permission.POINTS_READ_DEPARTMENTS)
def cases() -> Response:
    """Return the policy cases of a period for whoever judges them, of one department or of all."""
    page, named = asked_page(), request.args.get("department")
    found = policy_cases(
        session(),
        actor(),
        request.args.get("period"),
        _department_id(named) if named else None,
        page=page.number,
        per_page=page.size,
        at=now(),
    )
    names = {row.id: row.name for row in departments(session())}
    answer = jsonify(
        period=_period(found.period),
        count=found.count,
        items=[_case(row, names) for row in found.rows],
    )
    return linked(answer, page, count=found.count)


def _department_id(named: str) -> UUID:
    try:
        return UUID(named)
    except ValueError:
        fault = Fault("?department", "not-an-id", "부서의 식별자를 적어 주세요.")
        raise BodyFaulty(fault) from None


def _case(row: CaseRow, names: Mapping[UUID, str]) -> dict[str, object]:
    return {
        "id": str(row.id),
        "department": str(row.department_id) if row.department_id else None,
        "department_name": names.get(row.department_id, "") if row.department_id else None,
        "dataset": str(row.dataset_id),
        "dataset_title": row.title,
        "version": row.version_number,
        "at": row.at.isoformat(),
        **vars(row.case),
    }


def _period(period: Period) -> dict[str, str]:
    return {
        "text": str(period),
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
    }


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
