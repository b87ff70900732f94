from verification.rights.families import (
    COMPATIBILITY,
    NO_DERIVATIVES,
    REASONS,
    Family,
    Reason,
    Verdict,
    reason,
)


def test_every_pair_of_families_has_a_verdict() -> None:
    assert set(COMPATIBILITY) == {(parent, child) for parent in Family for child in Family}


def test_only_an_allowed_pair_lacks_a_reason() -> None:
    without = {pair for pair in COMPATIBILITY if reason(*pair) is None}

    assert without == {pair for pair, said in COMPATIBILITY.items() if said is Verdict.ALLOWED}


def test_a_family_allows_itself_unless_it_forbids_changes() -> None:
    assert {each for each in Family if COMPATIBILITY[each, each].refuses} == NO_DERIVATIVES


def test_why_a_pair_is_refused() -> None:
    pairs = {
        (Family.ND, Family.BY): Reason.NO_DERIVATIVES,
        (Family.NC_ND, Family.NC_ND): Reason.NO_DERIVATIVES,
        (Family.KOGL_NC, Family.BY): Reason.NON_COMMERCIAL,
        (Family.NC_SA, Family.BY_SA): Reason.NON_COMMERCIAL,
        (Family.NC_SA, Family.NC): Reason.SHARE_ALIKE,
        (Family.BY_SA, Family.BY): Reason.SHARE_ALIKE,
        (Family.ODBL, Family.BY_SA): Reason.SHARE_ALIKE,
        (Family.BY, Family.FREE): Reason.ATTRIBUTION,
        (Family.BY, Family.ND): Reason.CLOSES_REUSE,
        (Family.KOGL_BY, Family.BY_SA): Reason.LEGAL_CHECK,
    }

    assert {pair: reason(*pair) for pair in pairs} == pairs


def test_a_child_never_drops_what_its_parent_asks() -> None:
    nc = {Family.KOGL_NC, Family.NC, Family.NC_SA, Family.NC_ND}
    let = [pair for pair, verdict in COMPATIBILITY.items() if not verdict.refuses]

    assert all(child in nc for parent, child in let if parent in nc)
    assert all(child is not Family.FREE for parent, child in let if parent is not Family.FREE)


def test_every_reason_is_told_in_both_languages() -> None:
    assert set(REASONS) == set(Reason)
    assert all(ko and en for ko, en in REASONS.values())
