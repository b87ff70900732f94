import pytest
from sqlalchemy.orm import Session

from marketplace.accounts.errors import AccountMissing, DepartmentMissing
from marketplace.accounts.lookup import account_of_email, department_of_code
from tests.factories.accounts import make_account, make_department


def test_an_account_is_found_by_its_address_however_it_is_written(session: Session) -> None:
    account = make_account(session, email="hana@example.test")

    assert account_of_email(session, " Hana@Example.test") is account


@pytest.mark.parametrize("email", ["nobody@example.test", "no address"])
def test_an_address_nobody_has_is_an_error(session: Session, email: str) -> None:
    with pytest.raises(AccountMissing) as missing:
        account_of_email(session, email)

    assert (missing.value.kind, missing.value.key) == ("account", email)


def test_a_department_is_found_by_its_code(session: Session) -> None:
    department = make_department(session, code="W1")

    assert department_of_code(session, "W1") is department
    with pytest.raises(DepartmentMissing):
        department_of_code(session, "W2")
