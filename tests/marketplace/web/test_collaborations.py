"""What people do together, on the page of a dataset: cross-verification and adoption."""

from flask import Flask

from marketplace.accounts.actor import Role
from tests.marketplace.web.rooms import FORM, SignIn, published, text

NAMES = ("valuable", "proven", "kept", "open", "described")
TICKED = {f"{name}-found": "yes" for name in NAMES}
NOTED = {f"{name}-note": "보았습니다" for name in NAMES}
CASE = dict.fromkeys(("title", "effect", "importance", "novelty", "use"), "배차 조정")


def test_a_department_asks_another_by_pages(rooms: Flask, visitor: SignIn) -> None:
    asking, asked, quality = (
        visitor(role) for role in (Role.OFFICIAL, Role.OFFICIAL, Role.QUALITY)
    )
    own = published(rooms, asking, quality, licence="KOGL-1")
    other = published(rooms, asked, quality, licence="KOGL-1", title="다른 것")
    send = f"/datasets/{own}/versions/1/cross-verifications"

    found = asking.get(f"{send}?q=다른 것")
    chosen = asking.get(f"{send}?with={other}")
    nowhere = asking.post(send, {"with": other, "with_table": "7"})
    nothing = asking.post(send, {"with": ""})
    sent = asking.post(send, {"with": f"https://example.test/datasets/{other}"})

    assert f"with={other}" in found.get_data(as_text=True)
    assert f"with={own}" not in asking.get(f"{send}?q=정류장").get_data(as_text=True)
    assert "승차.csv" in text(chosen)
    assert asked.get(send).status_code == 403
    assert (nowhere.status_code, nothing.status_code, sent.status_code) == (422, 422, 303)
    assert "견주는 중" in text(asked.get(f"/datasets/{other}"))
    assert "다른 부서에 상호검증 요청하기" in text(asking.get(f"/datasets/{own}"))
    assert "다른 부서에 상호검증 요청하기" not in text(asked.get(f"/datasets/{own}"))
    assert "상호검증 요청이 왔습니다" in text(asked.get("/notices"))


def test_a_department_adopts_by_pages(rooms: Flask, visitor: SignIn) -> None:
    official, maker, quality = (
        visitor(role) for role in (Role.OFFICIAL, Role.RESEARCHER, Role.QUALITY)
    )
    curator = visitor(Role.CURATOR)
    source = published(rooms, official, quality)
    from_it = {
        "sources-0-dataset": source,
        "sources-0-version": "1",
        "sources-0-how": "subset",
        "licence": FORM["licence"],
    }
    address = f"/datasets/{published(rooms, maker, quality, **from_it)}"
    adoption = f"{address}/adoption"
    before = text(official.get(address))
    report = text(maker.get(f"{address}/versions/1/report"))

    assert "적어 낸 원천 1개" in report
    assert source not in report
    assert "우리 부서 데이터로 채택하기" in before
    assert "우리 부서 데이터로 채택하기" not in text(maker.get(address))
    assert official.post(adoption, {"update_cycle": ""}).status_code == 422
    assert official.post(adoption, {"update_cycle": "yearly"}).status_code == 303
    assert curator.post(f"{adoption}/curation", NOTED).status_code == 422
    assert curator.post(f"{adoption}/curation", {**TICKED, **NOTED}).status_code == 303
    assert official.post(f"{adoption}/cases", CASE).status_code == 303
    page = text(maker.get(address))
    assert "세종 공유데이터" in page
    assert "정책 반영 사례" in page
    assert "세종 공유데이터" in text(maker.get("/datasets?curated=yes"))
    board, own = text(official.get("/points/departments")), text(official.get("/points"))
    assert "배차 조정" in board
    assert "올해 우리 부서의 사례 보기" in own
    assert "배차 조정" not in text(official.get("/points/departments?period=2001"))
    assert official.post(f"{adoption}/undo", {"reason": "그만둠"}).status_code == 303
    assert "<p>그만둠</p>" in text(maker.get(address))
