from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from marketplace.catalogue.models import Version
from storage.database import transaction
from submissions.states import State
from tests.factories.accounts import make_account, make_department
from tests.marketplace.web.rooms import (
    SignIn,
    Visitor,
    begun,
    digest_at,
    fault_at,
    published,
    text,
    with_file,
    work,
)

RESIDENT = "900101-1234568"
BLOCKED = f"이름,주민등록번호\n홍,{RESIDENT}\n김,850202-1234567\n".encode()
MOBILE = "이름,연락처\n홍,010-1234-5678\n김,010-2345-6789\n이,010-3456-7890\n".encode()


def handed_in(rooms: Flask, official: Visitor, content: bytes | None = None, **fields: str) -> str:
    submission = begun(official, licence="KOGL-1", **fields)
    with_file(official, submission, **({"content": content} if content else {}))
    official.post(f"/submissions/{submission}/submit", {})
    work(rooms, submission)
    return submission


def ballot(digest: str, decision: str = "accept", **more: str) -> dict[str, str]:
    given = {"role": "quality", "decision": decision, "kind": "data", "report_digest": digest}
    return {**given, "reason": "", **more}


def test_a_reviewer_finds_it_takes_it_and_accepts_it(rooms: Flask, visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    first, second = visitor(Role.QUALITY, name="최품질"), visitor(Role.QUALITY, name="한품질")
    submission = handed_in(rooms, official)
    desk = f"/reviews/{submission}"

    queue = text(first.get("/reviews"))
    taken = first.post(f"{desk}/claim", {})
    seen_by_another = text(second.get(desk))
    late = second.post(f"{desk}/claim", {})
    first.post(f"{desk}/unclaim", {})
    decided = first.post(f"{desk}/decisions", ballot(digest_at(first, submission)))

    assert "정류장별 승차 집계" in queue
    assert taken.status_code == 303
    assert "최품질 님이" in seen_by_another
    assert (late.status_code, "다른 심사자가 보고 있습니다." in text(late)) == (409, True)
    assert decided.location == "/reviews"
    assert work(rooms, submission) is State.PUBLISHED
    assert "기다리는 심사가 없습니다" in text(first.get("/reviews"))
    history = text(official.get(f"/submissions/{submission}"))
    assert "공개되었습니다" in history


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"decision": ""}, "decision", "승인, 보완 요청, 반려에서 골라 주세요."),
        ({"role": "mayor", "decision": "accept"}, "role", "어느 역할로"),
        ({"decision": "return"}, "reason", "보완 요청과 반려에는 까닭을 적어 주세요."),
        ({"decision": "reject", "reason": RESIDENT}, "reason", "주민등록번호로 보이는"),
        ({"decision": "accept", "kind": "analysis"}, "kind", "적어 낸 종류와 다릅니다."),
    ],
)
def test_a_decision_that_lacks_something_says_what(
    rooms: Flask, visitor: SignIn, changed: dict[str, str], field: str, words: str
) -> None:
    submission = handed_in(rooms, visitor(Role.OFFICIAL))
    reviewer = visitor(Role.QUALITY)
    given = {**ballot(digest_at(reviewer, submission)), **changed}

    answer = reviewer.post(f"/reviews/{submission}/decisions", given)

    assert answer.status_code == 422
    assert words in (fault_at(answer, field) or text(answer))
    assert RESIDENT not in text(answer)


def test_a_decision_on_another_report_is_asked_again(rooms: Flask, visitor: SignIn) -> None:
    submission = handed_in(rooms, visitor(Role.OFFICIAL))
    reviewer = visitor(Role.QUALITY)
    desk = f"/reviews/{submission}"
    digest = digest_at(reviewer, submission)

    stale = reviewer.post(f"{desk}/decisions", ballot("0" * 64, reason="보았습니다"))
    decided = reviewer.post(f"{desk}/decisions", ballot(digest))
    too_late = reviewer.post(f"{desk}/decisions", ballot(digest))

    assert stale.status_code == 409
    assert "보고서나 원천이 바뀌었습니다" in text(stale)
    assert "보았습니다" in text(stale)
    assert decided.status_code == 303
    assert (too_late.status_code, "그사이 상태가 바뀌어" in text(too_late)) == (409, True)


def test_a_source_that_changed_sends_it_back_to_be_verified(
    rooms: Flask, visitor: SignIn, make_session: sessionmaker[Session]
) -> None:
    official, citizen, reviewer = visitor(Role.OFFICIAL), visitor(), visitor(Role.QUALITY)
    dataset = published(rooms, official, reviewer)
    source = {"dataset": dataset, "version": "1", "how": "subset"}
    submission = begun(citizen, **{f"sources__0__{name}": each for name, each in source.items()})
    with_file(citizen, submission)
    citizen.post(f"/submissions/{submission}/submit", {})
    work(rooms, submission)
    digest = digest_at(reviewer, submission)
    with transaction(make_session) as session:
        relicensed = update(Version).where(Version.dataset_id == UUID(dataset))
        session.execute(relicensed.values(licence="KOGL-4"))

    answer = reviewer.post(f"/reviews/{submission}/decisions", ballot(digest))

    assert answer.status_code == 409
    assert "보고서나 원천이 바뀌었습니다" in text(answer)
    assert "검증하고 있습니다" in text(answer)
    assert work(rooms, submission) is State.BLOCKED


def test_a_false_hit_is_released_by_a_privacy_reviewer_who_says_why(
    rooms: Flask, visitor: SignIn
) -> None:
    official, privacy, quality = (
        visitor(role) for role in (Role.OFFICIAL, Role.PRIVACY, Role.QUALITY)
    )
    submission = handed_in(rooms, official, BLOCKED)
    desk = f"/reviews/{submission}"

    seen = text(privacy.get(desk))
    queue = text(privacy.get("/reviews"))
    silent = privacy.post(f"{desk}/release", {"reason": ""})
    refused = quality.post(f"{desk}/release", {"reason": "제가 보기에는"})
    done = privacy.post(f"{desk}/release", {"reason": "시험용 번호입니다."})

    assert "잘못 찾은 개인정보 풀기" in seen
    assert RESIDENT not in seen
    assert "막힘" in queue
    assert "개인정보" in queue
    assert (silent.status_code, "까닭을 적어 주세요." in text(silent)) == (422, True)
    assert refused.status_code == 403
    assert done.status_code == 303
    page = text(quality.get(desk))
    assert "개인정보 심사자 · 김하나" in page
    decided = quality.post(f"{desk}/decisions", ballot(digest_at(quality, submission)))
    assert decided.status_code == 303
    assert privacy.post(f"{desk}/release", {"reason": "다시"}).status_code == 409


def test_personal_data_calls_both_reviewers_and_nobody_decides_twice(
    rooms: Flask, visitor: SignIn
) -> None:
    submission = handed_in(rooms, visitor(Role.OFFICIAL), MOBILE)
    both, privacy = visitor(Role.QUALITY, Role.PRIVACY), visitor(Role.PRIVACY)
    desk = f"/reviews/{submission}"

    page = text(both.get(desk))
    first = both.post(f"{desk}/decisions", ballot(digest_at(both, submission)))
    again = both.post(f"{desk}/decisions", ballot(digest_at(privacy, submission), role="privacy"))
    returned = privacy.post(
        f"{desk}/decisions",
        ballot(digest_at(privacy, submission), "return", role="privacy", reason="지워 주세요."),
    )

    assert "어느 역할로" in page
    assert "010-1234" not in page
    assert first.status_code == 303
    assert again.status_code == 403
    assert returned.status_code == 303
    assert "이미 심사에 참여했습니다" in text(again)


def test_nobody_decides_on_their_own_or_their_departments(
    rooms: Flask, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        department = make_department(session)
        own = make_account(session, roles=[Role.OFFICIAL, Role.QUALITY], department=department).id
        colleague = make_account(session, roles=[Role.QUALITY], department=department).id
    submitter, reviewer = Visitor.of(rooms, own), Visitor.of(rooms, colleague)
    submission = handed_in(rooms, submitter)
    desk = f"/reviews/{submission}"

    answers = [each.post(f"{desk}/decisions", ballot("0" * 64)) for each in (submitter, reviewer)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "본인이 제출한 것은" in text(answers[0])
    assert "소속 부서에서 제출한 것은" in text(answers[1])
    assert submitter.get(desk).location == f"/submissions/{submission}"
    assert reviewer.get(desk).status_code == 404


def test_an_administrator_sees_what_waits_and_decides_nothing(
    rooms: Flask, visitor: SignIn
) -> None:
    submission = handed_in(rooms, visitor(Role.OFFICIAL))
    administrator = visitor(Role.ADMINISTRATOR)

    assert "필요한 역할이 없습니다" in text(administrator.get("/reviews"))
    assert "결정할 수 있는 역할이 없습니다" in text(administrator.get(f"/reviews/{submission}"))
    claimed = administrator.post(f"/reviews/{submission}/claim", {})
    assert claimed.status_code == 403
