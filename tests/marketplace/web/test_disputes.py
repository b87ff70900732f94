import re

from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from storage.database import transaction
from tests.factories.catalogue import publish
from tests.marketplace.web.browser import words
from tests.marketplace.web.conftest import SignedIn
from tests.marketplace.web.test_datasets import address, derived


def test_a_reviewer_of_neither_side_resolves_a_dispute_and_both_pages_tell(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    owner, account = signed_in(Role.OFFICIAL, Role.QUALITY)
    maker, made_by = signed_in()
    reviewer, _ = signed_in(Role.QUALITY)
    privacy, _ = signed_in(Role.PRIVACY)
    with transaction(make_session) as session:
        source = publish(session, maker_id=account.id)
        made = derived(session, source, maker_id=made_by.id)
    assert "기다리는 이의가 없습니다" in reviewer.page("/disputes")
    owner.post(address(made, "disputes"), reason="이 데이터로 만들지 않았습니다.")
    listed = reviewer.get("/disputes").get_data(as_text=True)
    found = re.search(r'action="(/disputes/[0-9a-f-]+/resolution)"', listed)
    assert found is not None
    resolution = found[1]

    answers = [
        privacy.post(resolution, outcome="upheld", reason="아닙니다."),
        owner.post(resolution, outcome="upheld", reason="제 것입니다."),
        reviewer.post(resolution, outcome="perhaps", reason="모르겠습니다."),
        reviewer.post(resolution, outcome="upheld", reason=""),
        reviewer.post(resolution, outcome="upheld", reason="견주어 보니 다릅니다."),
        reviewer.post(resolution, outcome="upheld", reason="견주어 보니 다릅니다."),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 422, 422, 303, 409]
    assert "이의" not in words(privacy.get("/reviews")).split("심사 대기")[0]
    assert privacy.get("/disputes").status_code == 403
    page = maker.page(address(made))
    assert "이의가 받아들여짐" in page
    assert "견주어 보니 다릅니다." in page


def test_whose_own_data_it_is_sees_a_dispute_and_why_they_do_not_resolve_it(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    owner, account = signed_in(Role.OFFICIAL, Role.QUALITY)
    with transaction(make_session) as session:
        source = publish(session, maker_id=account.id)
        made = derived(session, source, maker_id=account.id)
    owner.post(address(made, "disputes"), reason="잘못 적었습니다.")

    page = owner.page("/disputes")

    assert "잘못 적었습니다." in page
    assert "소유자나 소유 부서도 이 이의를 처리할 수 없습니다" in page
    assert "결정하기" not in page
