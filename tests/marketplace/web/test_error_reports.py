"""Error reports as pages: made on the page of a dataset, answered by whoever holds it."""

import re

from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from storage.database import transaction
from tests.factories.catalogue import publish
from tests.marketplace.web.browser import Browser
from tests.marketplace.web.conftest import SignedIn


def test_an_error_is_reported_seen_by_the_owner_and_answered(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    owner, account = signed_in(Role.OFFICIAL)
    reader, _ = signed_in()
    with transaction(make_session) as session:
        dataset = publish(session, maker_id=account.id).dataset_id
        publish(session, maker_id=account.id, dataset_id=dataset)
    address = f"/datasets/{dataset}"

    reported = reader.post(
        f"{address}/versions/1/error-reports",
        text="3월 값이 다릅니다. 문의 010-1234-5678",
        column="boarding_count",
        row="3",
    )
    html = owner.get(f"{address}/error-reports").get_data(as_text=True)
    (answer,) = re.findall(r'action="([^"]+/answer)"', html)
    wrong = owner.post(answer, outcome="mended", mended_in="9", reason="고쳤습니다.")
    taken = owner.post(answer, outcome="mended", mended_in="2", reason="고쳤습니다.")
    page = reader.page(f"{address}/error-reports")

    assert (reported.status_code, wrong.status_code, taken.status_code) == (303, 422, 303)
    assert "이 판의 오류 신고하기" in reader.page(address)
    assert "3월 값이 다릅니다. 문의 ***-****-****" in page
    assert "boarding_count · 3번째 행" in page
    assert "2판에서 고쳤습니다. 고쳤습니다." in page
    assert "/answer" not in reader.get(f"{address}/error-reports").get_data(as_text=True)
    assert "오류가 신고되었습니다" in owner.page("/notices")
    assert f'href="{address}/error-reports"' in reader.get("/notices").get_data(as_text=True)


def test_what_is_no_report_is_refused(
    signed_in: SignedIn, anyone: Browser, make_session: sessionmaker[Session]
) -> None:
    reader, account = signed_in()
    with transaction(make_session) as session:
        address = f"/datasets/{publish(session, maker_id=account.id).dataset_id}"
    send = f"{address}/versions/1/error-reports"

    refused = [
        reader.post(send, **fields).status_code
        for fields in (
            {"text": ""},
            {"text": "가" * 1001},
            {"text": "가", "row": "둘"},
            {"text": "가", "row": "0"},
            {"text": "가", "column": "가" * 201},
        )
    ]

    assert refused == [422] * 5
    assert anyone.get(f"{address}/error-reports").status_code == 401
    assert "로그인하면 신고할 수 있습니다." in anyone.page(address)
    assert "신고가 없습니다" in reader.page(f"{address}/error-reports")
