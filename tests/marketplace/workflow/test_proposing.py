"""Owners are told once of what could be improved."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from marketplace.accounts.tokens import LASTS, issue_token
from marketplace.catalogue.models import Version
from marketplace.ledger.facts import NOBODY, VersionFacts
from marketplace.ledger.services import record_download
from marketplace.notices.models import Notice
from marketplace.workflow import sweeping
from marketplace.workflow.proposing import propose
from tests.factories.files import csv
from tests.marketplace.workflow.house import House

TABLE = csv(("이름", "주소", "전화"), [("가", "한솔동", "1"), ("나", "도담동", "2")])
OTHER = csv(("이름", "주소", "구"), [("가", "한솔동", "1"), ("나", "도담동", "2")])


def published(house: House, title: str, content: bytes = TABLE, **manifest: object) -> UUID:
    made = house.publish(house.official, files={"a.csv": content}, title=title, **manifest)
    with house.session() as session:
        return session.execute(
            select(Version.id).where(Version.submission_id == made.id)
        ).scalar_one()


def told(house: House, kind: str) -> list[tuple[str, str]]:
    """The facts of notices of a kind to the official: title and source."""
    with house.session() as session:
        rows = session.execute(
            select(Notice.facts).where(Notice.account_id == house.official.id, Notice.kind == kind)
        )
        return [(facts["title"], facts.get("source", "")) for facts in rows.scalars()]


def test_datasets_of_the_same_form_are_told_when_the_second_is_published_and_once(
    house: House,
) -> None:
    published(house, "동부 시설")
    published(house, "다른 표", OTHER)
    before = told(house, "merge-proposed")
    published(house, "서부 시설")
    published(house, "남부 시설")

    assert (before, told(house, "merge-proposed")) == ([], [("서부 시설", "동부 시설")])


def test_what_is_stale_and_unused_is_proposed_for_retirement_once(house: House) -> None:
    version = published(
        house,
        "옛 통계",
        update_cycle="yearly",
        period={"from": "2015-01-01", "to": "2015-12-31"},
    )
    for days in (364, 366, 366, 800):
        with house.session() as session:
            propose(
                session,
                session.get_one(Version, version),
                house.services.settings,
                at=house.later(days=days).now(),
            )
        if days == 364:
            assert told(house, "retire-proposed") == []

    assert told(house, "retire-proposed") == [("옛 통계", "")]


def test_a_token_about_to_expire_is_told_once(house: House) -> None:
    issued_at = house.services.now() - LASTS + timedelta(days=20)
    assert house.official.id is not None
    with house.session() as session:
        issue_token(session, house.official.id, name="매월 집계", at=issued_at)

    sweeping.remind_of_tokens(house.services)
    sweeping.remind_of_tokens(house.later(days=1))

    assert told(house, "token-expires") == [("매월 집계", "")]


def test_what_somebody_took_of_late_is_not_proposed(house: House) -> None:
    version = published(
        house,
        "옛 통계",
        update_cycle="yearly",
        period={"from": "2015-01-01", "to": "2015-12-31"},
    )
    at = house.later(days=800).now()
    with house.session() as session:
        row = session.get_one(Version, version)
        taken = VersionFacts(row.dataset_id, row.id, row.number, row.maker_id)
        record_download(session, NOBODY, taken, at=at - timedelta(days=10))
        propose(session, row, house.services.settings, at=at)

    assert told(house, "retire-proposed") == []
