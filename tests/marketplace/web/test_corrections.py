from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from marketplace.accounts.models import Account
from marketplace.catalogue.models import Version
from marketplace.lineage.correction_models import Correction, Propagation
from marketplace.lineage.receipts import give_receipt
from marketplace.services import Services
from marketplace.workflow.propagating import propagate
from storage.database import transaction
from storage.digests import digest_of
from tests.factories.accounts import NOON
from tests.factories.catalogue import publish
from tests.marketplace.web.browser import Browser, words
from tests.marketplace.web.conftest import SignedIn
from tests.marketplace.web.test_datasets import address, derived, titles


def carry_on(application: Flask) -> None:
    """Do what the short worker does with the acts that wait."""
    services: Services = application.extensions["hwanryu"]
    with transaction(services.make_session) as session:
        left = session.execute(
            select(Propagation.correction_id).where(Propagation.done_at.is_(None))
        ).scalars()
        waiting = list(left)
    for each in waiting:
        propagate(services, each)


@pytest.fixture
def owned(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> tuple[Browser, Version, Version]:
    """An owner at their browser, their version, and what somebody made of it."""
    browser, account = signed_in(Role.OFFICIAL)
    maker = signed_in()[1]
    with transaction(make_session) as session:
        source = publish(session, maker_id=account.id)
        made = derived(session, source, maker_id=maker.id)
        session.expunge_all()
    return browser, source, made


def test_withdrawing_closes_the_bytes_marks_what_was_made_and_tells_whom_it_concerns(
    application: Flask,
    anyone: Browser,
    signed_in: SignedIn,
    make_session: sessionmaker[Session],
    owned: tuple[Browser, Version, Version],
) -> None:
    owner, source, made = owned
    receiver = signed_in()[1]
    with transaction(make_session) as session:
        give_receipt(session, receiver.id, source.id, digest=digest_of(b"x"), at=NOON)
    forms, act = address(source, "corrections"), {"act": "withdraw"}

    silent = owner.post(forms, **act, reason=" ")
    foreign = signed_in()[0].post(forms, **act, reason="까닭")
    done = owner.post(forms, **act, reason="집계가 틀렸습니다.")
    again = owner.post(forms, **act, reason="집계가 틀렸습니다.")
    carry_on(application)

    assert [each.status_code for each in (silent, foreign, done, again)] == [422, 403, 303, 409]
    page = anyone.page(address(source))
    assert "철회된 판이라 내려받을 수 없습니다. 까닭 집계가 틀렸습니다." in page
    below = anyone.page(address(made))
    assert "이 데이터가 나온 «세종시 정류장별 승차 집계» 1판이 철회되었습니다." in below
    assert "원천 철회됨" in below
    assert "원천 철회됨" in anyone.page("/datasets?q=승차량")
    assert anyone.get(address(source, "files", "승차.csv")).status_code == 403
    told = "쓰고 있는 데이터의 공개가 철회되었습니다: 세종시 정류장별 승차 집계"
    with transaction(make_session) as session:
        assert titles(session, made.maker_id) == [told]
        assert titles(session, receiver.id) == [told]
        assert titles(session, source.maker_id) == []


def test_the_owner_sees_whom_it_would_concern_before_anything_is_done(
    owned: tuple[Browser, Version, Version], anyone: Browser, signed_in: SignedIn
) -> None:
    owner, source, _ = owned

    page = owner.page(address(source, "corrections"))

    assert "이 판에서 만든 판 1개, 그 소유자와 받은 사람 1명" in page
    assert "이 판을 바로잡기" in owner.page(address(source))
    assert "이 판을 바로잡기" not in anyone.page(address(source))
    assert anyone.get(address(source, "corrections")).status_code == 401
    assert signed_in()[0].get(address(source, "corrections")).status_code == 403


def test_a_correction_leads_to_the_right_version_and_can_be_undone(
    application: Flask,
    anyone: Browser,
    make_session: sessionmaker[Session],
    owned: tuple[Browser, Version, Version],
) -> None:
    owner, source, made = owned
    with transaction(make_session) as session:
        publish(
            session,
            at=NOON + timedelta(days=1),
            dataset_id=source.dataset_id,
            maker_id=source.maker_id,
        )
    forms = address(source, "corrections")

    done = owner.post(forms, act="correct", successor="2", reason="2월이 빠졌습니다.")
    carry_on(application)

    assert done.status_code == 303
    html = anyone.get(address(made)).get_data(as_text=True)
    assert f'href="/datasets/{source.dataset_id}/versions/2"' in html
    told = anyone.page(address(made))
    assert "바로잡혔습니다." in told
    assert "까닭 2월이 빠졌습니다." in told
    assert "이 판을 바로잡은 판이 나왔습니다." in anyone.page(address(source))
    with transaction(make_session) as session:
        act = session.execute(select(Correction.id)).scalar_one()
    undone = owner.post(forms, act="undo", undoes=str(act), reason="잘못 골랐습니다.")
    carry_on(application)
    assert undone.status_code == 303
    page = anyone.page(address(made))
    assert "바로잡혔습니다" not in page
    assert "취소되어 풀림" in page


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"act": "nonsense"},
        {"act": "correct"},
        {"act": "correct", "successor": "두 판"},
        {"act": "correct", "successor": "99"},
        {"act": "replace", "dataset": "x"},
        {"act": "replace", "dataset": "https://elsewhere.example/datasets/"},
        {"act": "relicense", "licence": "CC-BY-4.0", "from": "언젠가"},
        {"act": "relicense", "licence": "\x00"},
        {"act": "undo", "undoes": "x"},
        {"act": "undo"},
    ],
)
def test_nonsense_is_refused_with_words(
    owned: tuple[Browser, Version, Version], fields: dict[str, str]
) -> None:
    owner, source, _ = owned

    answer = owner.post(address(source, "corrections"), reason="까닭", **fields)

    assert answer.status_code == 422
    assert words(answer)


def test_a_replacement_is_named_by_the_address_of_its_page(
    signed_in: SignedIn,
    make_session: sessionmaker[Session],
    owned: tuple[Browser, Version, Version],
) -> None:
    owner, source, _ = owned
    with transaction(make_session) as session:
        other: UUID = publish(session, maker_id=source.maker_id).dataset_id

    answer = owner.post(
        address(source, "corrections"),
        act="replace",
        dataset=f"https://hwanryu.example/datasets/{other}/versions/1",
        reason="통합했습니다.",
    )

    assert answer.status_code == 303
    assert "이 판을 대신하는 데이터가 있습니다." in owner.page(address(source))


def test_e_mail_is_switched_off_and_on(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in()

    def wants() -> bool:
        with transaction(make_session) as session:
            return session.get_one(Account, account.id).wants_mail

    before = wants()
    browser.post("/account/mail", wanted="no")
    off = wants()
    browser.post("/account/mail", wanted="yes")

    assert (before, off, wants()) == (True, False, True)
    assert "전자우편 받지 않기" in browser.page("/account")
