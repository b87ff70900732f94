"""The diagnoses of a dataset as a page: what each came to, its report, false hits set aside."""

import re
from pathlib import Path
from uuid import uuid4

from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from storage.database import transaction
from tests.marketplace.web.conftest import SignedIn
from tests.marketplace.web.diagnosed import FRESH, diagnose, keep, put_up
from tests.verification.offers import verified
from verification.report import as_json


def test_each_diagnosis_of_a_dataset_says_what_it_came_to(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.OFFICIAL)
    stranger, _ = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        version = put_up(session, account, "새는 것", **FRESH)
        diagnose(session, version, ("mobile-number", "warning"))
    address = f"/quality/datasets/{version.dataset_id}"

    page = browser.page(address)

    assert "고칠 곳 있음" in page
    assert "정확성 87.5" in page
    assert "판단하지 않은 개인정보 휴대전화번호가 들어 있음" in page
    assert f'href="{address}"' in browser.get("/quality").get_data(as_text=True)
    assert stranger.get(address).status_code == 404
    assert browser.get(f"/quality/datasets/{uuid4()}").status_code == 404


def test_a_false_hit_is_set_aside_on_the_page_and_counted_again(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        version = put_up(session, account, "틀린 것", **FRESH)
        diagnose(session, version, ("cell-type", "error"))
    address = f"/quality/datasets/{version.dataset_id}"
    place = {"code": "cell-type", "file": "a.csv", "sheet": "", "column": "가"}

    empty = browser.post(f"{address}/set-aside", **place, reason=" ")
    aside = browser.post(f"{address}/set-aside", **place, reason="맞는 값입니다.")
    page, watched = browser.page(address), browser.page("/quality")
    again = browser.post(f"{address}/count-again", **place, reason="잘못 보았습니다.")

    assert (empty.status_code, aside.status_code, again.status_code) == (422, 303, 303)
    assert "제쳐 둠" in page
    assert "맞는 값입니다." in page
    assert "김하나" in page
    assert "오류 발견 3곳" not in watched
    assert "오류 발견 3곳" in browser.page("/quality")
    assert "오탐으로 제쳐 두기" in browser.page(address)


def test_each_diagnosis_leads_to_its_whole_report(
    signed_in: SignedIn, make_session: sessionmaker[Session], tmp_path: Path
) -> None:
    browser, account = signed_in(Role.OFFICIAL)
    stranger, _ = signed_in(Role.OFFICIAL)
    report = as_json(verified(tmp_path, {"a.csv": b"a,b\n1,2\n3,x\n"}).report)
    with transaction(make_session) as session:
        keep(session, put_up(session, account, "틀린 것", **FRESH), report)
        version = put_up(session, account, "다른 것", **FRESH)
        keep(session, version, report)

    html = browser.get(f"/quality/datasets/{version.dataset_id}").get_data(as_text=True)
    (address,) = re.findall(r'href="(/quality/datasets/[^"]+/report)"', html)
    page = browser.page(address)

    assert "진단 보고서" in page
    assert "돌린 검사" in page
    assert report["digest"] in page
    assert stranger.get(address).status_code == 404
    assert browser.get(address.replace("diagnoses/", "diagnoses/0")).status_code == 404


def test_a_privacy_reviewer_of_elsewhere_sees_what_to_decide_on(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    _, account = signed_in(Role.OFFICIAL)
    reviewer, _ = signed_in(Role.PRIVACY)
    with transaction(make_session) as session:
        version = put_up(session, account, "새는 것", **FRESH)
        diagnose(session, version, ("mobile-number", "warning"), ("cell-type", "error"))

    page = reviewer.page(f"/quality/datasets/{version.dataset_id}")

    assert page.count("오탐으로 제쳐 두기") == 1
    assert "이 데이터셋의 소유자나 그 부서만 할 수 있습니다." in page
