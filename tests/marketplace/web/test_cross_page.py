"""Whose data a department finds when it asks for a comparison."""

from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import DepartmentKind, Role
from storage.database import transaction
from tests.factories.accounts import make_department
from tests.factories.catalogue import publish
from tests.marketplace.web.conftest import SignedIn


def test_only_what_another_public_body_holds_is_found(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        own = publish(session, department_id=account.department_id, title="우리 승차 집계")
        for kind, title in (
            (DepartmentKind.DEPARTMENT, "옆 부서 승차 집계"),
            (DepartmentKind.AFFILIATED_BODY, "공단 승차 집계"),
            (DepartmentKind.ORGANISATION, "회사 승차 집계"),
        ):
            publish(session, department_id=make_department(session, kind=kind).id, title=title)

    page = browser.page(f"/datasets/{own.dataset_id}/versions/1/cross-verifications?q=승차 집계")

    found = [name for name in ("우리", "옆 부서", "공단", "회사") if f"{name} 승차 집계 " in page]
    assert found == ["우리", "옆 부서", "공단"]
    assert page.count("견주기") == 2
