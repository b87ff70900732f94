"""Bought data at the doors: who sees what of it, and what may be made of it."""

from typing import Any

from marketplace.accounts.actor import Actor
from submissions.models import Submission
from tests.factories.files import csv
from tests.factories.submissions import held_source
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.workflow.house import House
from verification.history import find_report

CARDS = {
    "cards.csv": csv(
        ("동", "승인"), (*(("보람동", 10 + n) for n in range(6)), ("소정면", 7), ("소정면", 9))
    )
}
TERMS = {
    "contract": "2026-12",
    "vendor": "카드사",
    "from": "2026-01-01",
    "to": "2099-12-31",
    "outputs": {"rows": False, "least": 5, "access": "public", "purposes": []},
}
BOUGHT = {"licence": "LicenseRef-contract", "access": "contract", "terms": TERMS}


def bought(house: House, **changes: Any) -> Submission:
    made = house.offer(house.official, CARDS, **{**BOUGHT, **changes})
    house.decide(house.quality, made)
    house.run_jobs()
    published = house.submission(made)
    assert published.state == "published"
    return published


def derived(
    house: House, who: Actor, source: Submission, table: dict[str, bytes], how: str = "aggregate"
) -> Submission:
    named = held_source(str(source.dataset_id), how=how)
    return house.submission(house.offer(who, table, sources=[named]))


def codes(house: House, submission: Submission) -> dict[str, list[int | None]]:
    with house.session() as session:
        report = find_report(session, submission.report_digest or "") or {}
    found: dict[str, list[int | None]] = {}
    for run in report["checks"]:
        for each in run["findings"]:
            found.setdefault(each["code"], []).append(each["at"]["row"])
    return found


def test_all_see_what_bought_data_is_and_its_department_has_it(call: Caller, house: House) -> None:
    path = f"/datasets/{bought(house).dataset_id}"

    seen = call("GET", path).get_json()

    assert (seen["access"], seen["terms"]) == ("contract", TERMS)
    assert [each["name"] for each in seen["files"]] == ["cards.csv"]
    assert code(call("GET", f"{path}/versions/1/report")) == (404, "not-found")
    assert code(call("GET", f"{path}/versions/1/rows", "neighbour")) == (403, "buyers-only")
    assert code(call("GET", f"{path}/versions/1/files/cards.csv", "neighbour"))[0] == 403
    assert call("GET", f"{path}/versions/1/files/cards.csv", "official").status_code == 302
    assert call("GET", f"{path}/versions/1/report", "official").status_code == 200
    assert "소정면" not in str(seen)


def test_terms_and_class_come_together(call: Caller) -> None:
    body = {"title": {"ko": "카드"}, "kind": "data", "category": "교통물류", "licence": "CC-BY-4.0"}

    for wrong, pointer in (
        ({"access": "contract"}, "/terms"),
        ({"terms": TERMS}, "/terms"),
        ({"licence": "LicenseRef-contract"}, "/access"),
        ({"access": "contract", "terms": {**TERMS, "to": "2025-01-01"}}, "/terms/to"),
    ):
        answer = call("POST", "/submissions", "official", json={**body, **wrong})
        assert code(answer)[0] == 422
        assert pointer in [each["pointer"] for each in answer.get_json(force=True)["errors"]]


def test_aggregates_leave_it_with_enough_rows_behind_each_group(house: House) -> None:
    source = bought(house)

    good = derived(
        house, house.official, source, {"a.csv": csv(("동", "승인합계"), (("보람동", 75),))}
    )
    small = derived(
        house,
        house.official,
        source,
        {"a.csv": csv(("동", "승인합계"), (("보람동", 75), ("소정면", 16)))},
    )
    rows = derived(house, house.official, source, CARDS, how="subset")

    assert (good.state, small.state, rows.state) == ("in-review", "blocked", "blocked")
    assert [each for each in codes(house, good) if each.startswith("contract")] == []
    assert codes(house, small)["contract-small-groups"] == [2]
    assert "contract-row-level" in codes(house, rows)


def test_who_cannot_have_it_cannot_show_that_the_contract_is_kept(house: House) -> None:
    source = bought(house)

    made = derived(
        house, house.citizen, source, {"a.csv": csv(("동", "승인합계"), (("보람동", 75),))}
    )

    assert "contract-groups-unshown" in codes(house, made)


def test_nothing_is_made_of_it_outside_the_term(house: House) -> None:
    source = bought(house, terms={**TERMS, "from": "2020-01-01", "to": "2020-12-31"})

    made = derived(
        house, house.official, source, {"a.csv": csv(("동", "승인합계"), (("보람동", 75),))}
    )

    assert (made.state, "contract-out-of-term" in codes(house, made)) == ("blocked", True)


def test_only_public_bodies_offer_what_they_bought(house: House) -> None:
    made = house.submission(house.offer(house.citizen, CARDS, **BOUGHT, sources=[_OUTSIDE]))

    assert (made.state, "contract-buyers-only" in codes(house, made)) == ("blocked", True)


_OUTSIDE = {
    "external": {
        "title": "카드",
        "url": "https://data.example.test",
        "publisher": "카드사",
        "licence": "CC-BY-4.0",
    },
    "how": "clean",
}
