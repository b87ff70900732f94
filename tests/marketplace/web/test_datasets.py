import json
import re
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from marketplace.catalogue.models import Version
from marketplace.catalogue.values import Preview
from marketplace.ledger.models import Event, Posting
from marketplace.lineage.derivations import record_derivations
from marketplace.lineage.graph import ORIGINAL, DerivationFacts, HeldSource
from marketplace.lineage.models import Receipt
from marketplace.notices.queries import inbox
from storage.database import transaction
from tests.factories.accounts import NOON
from tests.factories.catalogue import publish
from tests.marketplace.web.browser import Browser, words
from tests.marketplace.web.conftest import SignedIn
from verification.sources import ExternalSource

LATER = NOON.replace(hour=5)


def derived(session: Session, source: Version, *, maker_id: UUID, **described: object) -> Version:
    """Publish something that was made from a version."""
    version = publish(
        session,
        at=LATER,
        maker_id=maker_id,
        generation=1,
        assurance="declared",
        **{"title": "승차량으로 본 생활권", "licence": "CC-BY-4.0", **described},
    )
    held = HeldSource(source.id, source.published_at, source.licence, ORIGINAL)
    record_derivations(session, version.id, [DerivationFacts(held, "aggregate")], at=LATER)
    return version


def address(version: Version, *more: str) -> str:
    return "/".join((f"/datasets/{version.dataset_id}/versions/{version.number}", *more))


def titles(session: Session, account_id: UUID) -> list[str]:
    return [notice.title for notice in inbox(session, account_id).notices]


def test_a_page_tells_what_a_version_is(
    anyone: Browser, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        version = publish(session)

    page = anyone.page(f"/datasets/{version.dataset_id}")

    assert "세종시 정류장별 승차 집계" in page
    assert "세종특별자치시 대중교통과" in page
    assert "2024. 1. 1. – 2024. 12. 31." in page
    assert "원천 데이터입니다. 다른 데이터에서 만들지 않았습니다." in page
    assert "만든 결과 되돌리기" in page
    assert "세종특별자치시 대중교통과 (2026). 세종시 정류장별 승차 집계 (1판) [데이터]." in page
    assert "이 판 철회하기" not in page


def test_machines_read_the_same_from_the_page(
    anyone: Browser, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        version = publish(session, title="</script><b>굵게</b>")

    html = anyone.get(address(version)).get_data(as_text=True)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found is not None
    told = json.loads(found[1])

    assert told["@type"] == "Dataset"
    assert told["name"] == "</script><b>굵게</b>"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["distribution"][0]["contentUrl"].endswith("/files/%EC%8A%B9%EC%B0%A8.csv")
    assert "<b>굵게" not in html


def test_an_earlier_version_leads_to_the_latest(
    anyone: Browser, signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    owner, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        first = publish(session, maker_id=account.id)
        publish(session, maker_id=account.id, dataset_id=first.dataset_id, at=LATER)

    assert "지난 판을 보고 있습니다. 최신 2판 보기" in anyone.page(address(first))
    assert "지난 판" not in anyone.page(f"/datasets/{first.dataset_id}")
    assert "새 판 올리기" in owner.page(f"/datasets/{first.dataset_id}")
    assert "새 판 올리기" not in anyone.page(f"/datasets/{first.dataset_id}")


def test_what_is_not_there_and_what_is_hidden_look_alike(
    anyone: Browser, signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    owner, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        closed = publish(
            session, maker_id=account.id, department_id=account.department_id, access="closed"
        )
        public = publish(session)
    hidden = (address(closed), address(closed, "report"), address(closed, "files", "승차.csv"))
    unknown = (f"/datasets/{uuid4()}", address(public)[:-1] + "9", address(public, "files", "x"))

    assert [anyone.get(each).status_code for each in (*hidden, *unknown)] == [404] * 6
    assert owner.get(address(closed)).status_code == 200
    assert anyone.get(address(public)[:-1] + "99999999999999999999").status_code == 404


def test_a_download_leads_to_the_store_and_is_recorded(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        version = publish(session)
    file = address(version, "files", "승차.csv")

    asked = browser.client.head(file)
    given = browser.get(file)
    parquet = browser.get(f"{file}?format=parquet")

    assert (asked.status_code, given.status_code, parquet.status_code) == (200, 302, 302)
    assert given.location.startswith("http://127.0.0.1:9/hwanryu-published/")
    with transaction(make_session) as session:
        assert [event.kind for event in session.execute(select(Event)).scalars()] == [
            "download",
            "download",
        ]
        recognised = session.execute(select(Posting.recognised)).scalars()
        assert sorted(recognised) == [0, 1]
        receipt = session.execute(select(Receipt)).scalar_one()
    assert (receipt.account_id, receipt.version_id) == (account.id, version.id)


def test_a_citation_is_taken_along_and_counts_as_a_use(
    anyone: Browser, signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, _ = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        version = publish(session, title="가{나}다")

    entry = browser.get(address(version, "citation"))
    anyone.get(address(version, "citation"))

    assert entry.mimetype == "application/x-bibtex"
    assert "  title = {{가(나)다}},\n" in entry.get_data(as_text=True)
    with transaction(make_session) as session:
        menus = session.execute(select(Event.menu)).scalars().all()
    assert menus == ["citation"]


def test_lineage_is_told_both_ways(anyone: Browser, make_session: sessionmaker[Session]) -> None:
    with transaction(make_session) as session:
        source = publish(session)
        made = derived(session, source, maker_id=uuid4())
        last = publish(session, at=LATER, title="혼잡 예측", generation=2, assurance="declared")
        outside = ExternalSource("기상 관측", "https://data.test/asos", "기상청", "KOGL-1")
        held = HeldSource(made.id, made.published_at, made.licence, ORIGINAL)
        record_derivations(
            session,
            last.id,
            [DerivationFacts(held, "analyse"), DerivationFacts(outside, "join")],
            at=LATER.replace(hour=6),
        )

    of_last = anyone.page(address(last))
    of_source = anyone.page(address(source))

    assert "분석 · 승차량으로 본 생활권 1판" in of_last
    assert "집계 · 세종시 정류장별 승차 집계 1판" in of_last
    assert "다른 데이터와 합치기 · 기상 관측 기상청 외부" in of_last
    assert "집계 · 승차량으로 본 생활권 1판" in of_source
    assert "분석 · 혼잡 예측 1판" in of_source


def test_a_restricted_version_is_not_named_in_a_lineage(
    anyone: Browser, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        source = publish(session, title="숨은 원천", access="closed", department_id=uuid4())
        made = derived(session, source, maker_id=uuid4())

    page = anyone.page(address(made))

    assert "제한된 데이터" in page
    assert "숨은 원천" not in page


def test_the_owner_of_a_source_disputes_what_was_made_of_it_once(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    owner, account = signed_in(Role.OFFICIAL)
    stranger, maker = signed_in()
    _, reviewer = signed_in(Role.QUALITY)
    with transaction(make_session) as session:
        source = publish(session, maker_id=account.id)
        made = derived(session, source, maker_id=maker.id)
    dispute = address(made, "disputes")
    assert "이의 내기" in owner.page(address(source))
    assert "이의 내기" not in stranger.page(address(source))

    answers = [
        stranger.post(dispute, reason="제 것이 아닙니다."),
        owner.post(address(source, "disputes"), reason="원천이 없습니다."),
        owner.post(dispute, reason="이 데이터로 만들지 않았습니다."),
        owner.post(dispute, reason="이 데이터로 만들지 않았습니다."),
    ]

    assert [answer.status_code for answer in answers] == [403, 404, 303, 409]
    assert "이미 제기된 이의가" in words(answers[3])
    assert "원천 소유자가 이의를 냈습니다" in owner.page(address(source))
    with transaction(make_session) as session:
        told = ["출처에 이의가 제기되었습니다: 승차량으로 본 생활권"]
        assert titles(session, maker.id) == told
        assert titles(session, reviewer.id) == told
        assert titles(session, account.id) == []


def test_what_a_licence_forbids_is_not_offered_to_be_built_on(
    anyone: Browser, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        version = publish(session, licence="KOGL-3")

    page = anyone.page(address(version))

    assert "변경금지 이용허락이라 이 데이터로 만든 것은 받지 않습니다." in page
    assert "만든 결과 되돌리기" not in page


def test_a_report_that_is_gone_is_not_found(
    application: Flask, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        version = publish(session)

    assert Browser.of(application).get(address(version, "report")).status_code == 404


def test_a_page_names_every_ancestor_and_the_licence_of_then(
    anyone: Browser, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        first = publish(session, licence="KOGL-1", title="노선 이용")
        made = derived(session, first, maker_id=first.maker_id)
        first.licence = "CC-BY-4.0"

    page = anyone.page(address(made))
    text = anyone.get(address(made, "attribution")).get_data(as_text=True)
    entry = anyone.get(address(made, "citation")).get_data(as_text=True)

    sentence = "공공누리 제1유형으로 개방한 '노선 이용'을 이용하였으며"
    assert "당시 이용허락 공공누리 1" in page
    assert [sentence in each for each in (page, text, entry)] == [True] * 3
    assert "opened under KOGL type 1" in page


def test_bought_data_is_described_to_all_and_shown_to_its_department(
    anyone: Browser, signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    owner, account = signed_in(Role.OFFICIAL)
    terms = {
        "contract": "2026-12",
        "vendor": "카드사",
        "from": "2026-01-01",
        "to": "2026-12-31",
        "outputs": {"rows": False, "least": 5},
    }
    preview = Preview("승차.csv", None, ("동",), (("소정면",),))
    with transaction(make_session) as session:
        bought = publish(
            session,
            maker_id=account.id,
            department_id=account.department_id,
            access="contract",
            terms=terms,
        )
        bought.previews = [preview.as_json()]

    seen, own = anyone.page(address(bought)), owner.page(address(bought))

    assert "2026-12 (카드사)" in seen
    assert "집계만, 묶음마다 원천 5행 이상" in seen
    assert [("소정면" in page) for page in (seen, own)] == [False, True]
