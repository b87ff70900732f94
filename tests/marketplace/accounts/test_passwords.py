import unicodedata

import pytest

from marketplace.accounts.errors import PasswordRefused
from marketplace.accounts.passwords import (
    COMMONEST,
    SHORTEST,
    HashCost,
    PasswordFault,
    Passwords,
    check_strength,
)
from tests.factories.accounts import CHEAP, PASSWORD

EMAIL = "hana.kim@example.test"


@pytest.mark.parametrize(
    ("password", "faults"),
    [
        ("a1b2c3d4e", (PasswordFault.TOO_SHORT,)),
        ("aaa", (PasswordFault.TOO_SHORT, PasswordFault.COMMON)),
        ("Password123", (PasswordFault.COMMON,)),
        ("abababababab", (PasswordFault.COMMON,)),
        ("Hana.Kim@example.test", (PasswordFault.IS_EMAIL,)),
        ("hana.kim", (PasswordFault.TOO_SHORT, PasswordFault.IS_EMAIL)),
        ("abcd" * 51, (PasswordFault.TOO_LONG,)),
    ],
)
def test_a_weak_password_is_refused_with_every_fault_at_once(
    password: str, faults: tuple[PasswordFault, ...]
) -> None:
    with pytest.raises(PasswordRefused) as refused:
        check_strength(password, email=EMAIL)

    assert refused.value.faults == faults


def test_any_ten_characters_that_are_not_common_will_do() -> None:
    check_strength("물결 위의 달빛 셋", email=EMAIL)


def test_the_list_of_the_commonest_holds_only_what_would_else_pass() -> None:
    assert [word for word in COMMONEST if len(word) < SHORTEST or word != word.lower()] == []


def test_a_password_is_the_one_it_was_hashed_from() -> None:
    stored = CHEAP.hash(PASSWORD)

    assert (CHEAP.verify(stored, PASSWORD), CHEAP.verify(stored, PASSWORD + "!")) == (True, False)
    assert PASSWORD not in stored


def test_the_same_password_typed_decomposed_is_the_same() -> None:
    assert CHEAP.verify(CHEAP.hash(PASSWORD), unicodedata.normalize("NFD", PASSWORD))


def test_nothing_stored_is_never_right_and_costs_the_same_check() -> None:
    assert CHEAP.verify(None, PASSWORD) is False
    assert CHEAP.verify(None, "nobody's password") is False


@pytest.mark.parametrize("typed", ["a\x00b", "\ud800", "x" * 1_000_000, ""])
def test_whatever_is_typed_is_only_wrong(typed: str) -> None:
    assert CHEAP.verify(CHEAP.hash(PASSWORD), typed) is False


def test_a_hash_made_at_another_cost_is_outdated() -> None:
    dearer = Passwords(HashCost(memory_kib=16, rounds=1))

    assert (dearer.is_outdated(CHEAP.hash(PASSWORD)), dearer.is_outdated(dearer.hash("x"))) == (
        True,
        False,
    )
