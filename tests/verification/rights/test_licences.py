import pytest

from verification.rights.families import Reason, Verdict
from verification.rights.licences import (
    LICENCES,
    Judgement,
    compatible,
    find_licence,
    permitted,
)

CC = ["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"]


def ids(parents: list[str], *, public_body: bool) -> list[str]:
    offer = permitted(parents, public_body=public_body)
    return [choice.licence.id for choice in offer.choices]


def verdicts(parents: list[str], child: str) -> list[tuple[str | None, str, str | None]]:
    judged = compatible(parents, child, public_body=True)
    return [(each.parent, each.verdict, each.reason) for each in judged]


def test_what_each_licence_asks() -> None:
    asks = {
        licence.id: "".join(
            letter
            for letter, holds in {
                "a": licence.attribution,
                "c": licence.commercial,
                "d": licence.derivatives,
                "s": licence.share_alike,
            }.items()
            if holds
        )
        for licence in LICENCES.values()
    }

    assert asks == {
        "KOGL-0": "cd",
        "KOGL-1": "acd",
        "KOGL-2": "ad",
        "KOGL-3": "ac",
        "KOGL-4": "a",
        "CC0-1.0": "cd",
        "CC-BY-4.0": "acd",
        "CC-BY-SA-4.0": "acds",
        "CC-BY-NC-4.0": "ad",
        "CC-BY-NC-SA-4.0": "ads",
        "CC-BY-ND-4.0": "ac",
        "CC-BY-NC-ND-4.0": "a",
        "PDDL-1.0": "cd",
        "ODC-By-1.0": "acd",
        "ODbL-1.0": "acds",
        "MIT": "acd",
        "LicenseRef-contract": "acd",
    }


def test_kogl_marks_and_bought_data_are_kept_for_public_bodies() -> None:
    kept = [licence.id for licence in LICENCES.values() if licence.public_bodies_only]

    assert kept == [*(f"KOGL-{number}" for number in range(5)), "LicenseRef-contract"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("cc-by-4.0", "CC-BY-4.0"),
        ("CC BY", "CC-BY-4.0"),
        ("이용허락범위 제한 없음", "KOGL-0"),
        ("저작자표시-비영리", "CC-BY-NC-4.0"),
        ("공공누리 제1유형(출처표시)", "KOGL-1"),
        ("제4유형", "KOGL-4"),
        ("whatever", None),
        ("", None),
    ],
)
def test_a_licence_is_found_by_its_id_and_by_names_in_use(text: str, found: str | None) -> None:
    licence = find_licence(text)

    assert (licence and licence.id) == found


def test_a_citizen_is_offered_no_kogl_mark() -> None:
    free = ids([], public_body=False)
    from_kogl = ids(["KOGL-1"], public_body=False)

    assert not [licence for licence in free if licence.startswith("KOGL")]
    assert from_kogl == [*CC, "ODC-By-1.0", "ODbL-1.0", "MIT"]


def test_a_public_body_may_keep_the_mark() -> None:
    assert ids(["KOGL-2"], public_body=True) == ["KOGL-2", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"]


def test_an_original_may_carry_any_licence_its_owner_may_use() -> None:
    assert ids([], public_body=True) == list(LICENCES)


def test_nothing_is_made_from_a_work_that_forbids_changes() -> None:
    offer = permitted(["CC-BY-4.0", "KOGL-3"], public_body=True)

    assert (offer.choices, offer.conflict) == ((), ("KOGL-3",))
    assert {each.reason for each in offer.refused if each.parent == "KOGL-3"} == {
        Reason.NO_DERIVATIVES
    }


def test_several_parents_leave_what_all_of_them_permit() -> None:
    assert ids(["CC-BY-4.0", "CC-BY-NC-4.0", "CC0-1.0"], public_body=False) == [
        "CC-BY-NC-4.0",
        "CC-BY-NC-SA-4.0",
    ]


def test_parents_that_contradict_are_named() -> None:
    offer = permitted(["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"], public_body=False)

    assert (offer.choices, offer.conflict) == ((), ("CC-BY-SA-4.0", "CC-BY-NC-4.0"))


def test_a_choice_says_what_has_to_be_checked() -> None:
    offer = permitted(["KOGL-1"], public_body=False)
    checks = {choice.licence.id: choice.checks for choice in offer.choices if choice.checks}

    assert checks == {
        child: (Judgement("KOGL-1", child, Verdict.NEEDS_CHECK, Reason.LEGAL_CHECK),)
        for child in ("CC-BY-SA-4.0", "CC-BY-NC-SA-4.0", "ODbL-1.0")
    }


def test_what_speaks_against_a_licence_is_told_parent_by_parent() -> None:
    assert verdicts(["KOGL-1", "CC-BY-SA-4.0", "CC0-1.0"], "CC-BY-ND-4.0") == [
        ("KOGL-1", "against-policy", "closes-reuse"),
        ("CC-BY-SA-4.0", "forbidden", "share-alike"),
        ("CC0-1.0", "against-policy", "closes-reuse"),
    ]
    assert verdicts(["KOGL-1"], "KOGL-1") == []


def test_a_kogl_mark_by_a_citizen_is_refused_for_its_own_sake() -> None:
    assert compatible(["KOGL-1"], "KOGL-1", public_body=False) == (
        Judgement(None, "KOGL-1", Verdict.FORBIDDEN, Reason.PUBLIC_BODIES_ONLY),
    )


def test_an_unknown_licence_is_never_simply_allowed() -> None:
    assert verdicts(["CC0-1.0"], "mine") == [(None, "forbidden", "unknown")]
    assert verdicts(["theirs", "CC0-1.0"], "CC-BY-4.0") == [("theirs", "needs-check", "unknown")]
    assert permitted(["theirs"], public_body=False).conflict == ()
