"""What the accounts room raises."""

from collections.abc import Iterable
from uuid import UUID

from marketplace.accounts.actor import DepartmentKind, Role
from marketplace.errors import MarketplaceError, NotFound


class AccountsError(MarketplaceError):
    """Base of all that the accounts room raises."""


class AccountMissing(AccountsError, NotFound):
    """There is no open account with this id or e-mail address."""

    def __init__(self, key: UUID | str) -> None:
        super().__init__("account", key)


class DepartmentMissing(AccountsError, NotFound):
    """There is no department with this id or code."""

    def __init__(self, key: UUID | str) -> None:
        super().__init__("department", key)


class TokenMissing(AccountsError, NotFound):
    """The account has no such token that is still in force."""

    def __init__(self, key: UUID) -> None:
        super().__init__("token", key)


class TextRefused(AccountsError):
    """A short text cannot be kept: `fault` is empty, too-long or control-character."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")
        self.field = field
        self.fault = fault


class EmailRefused(AccountsError):
    """What was typed is no e-mail address."""

    def __init__(self) -> None:
        # The text is not repeated: people type passwords into the wrong field.
        super().__init__("not an e-mail address")


class EmailTaken(AccountsError):
    """Another account has this e-mail address."""

    def __init__(self) -> None:
        super().__init__("another account has this e-mail address")


class HrIdTaken(AccountsError):
    """Another account has this HR id: one HR id, one account."""

    def __init__(self) -> None:
        super().__init__("another account has this HR id")


class PasswordRefused(AccountsError):
    """The new password is too weak; `faults` are `passwords.PasswordFault` values."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"password refused: {', '.join(self.faults)}")


class SignInRefused(AccountsError):
    """E-mail address and password do not belong together; which of them is wrong is not said."""

    def __init__(self) -> None:
        super().__init__("e-mail address or password is wrong")


class SignInLimited(AccountsError):
    """Too many failures lately; `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too many failed attempts; try again in {retry_after} seconds")
        self.retry_after = retry_after


class ResetRefused(AccountsError):
    """The reset code is unknown, used, replaced by a later one, or too old."""

    def __init__(self) -> None:
        super().__init__("this reset code is not valid, or no longer")


class DepartmentCodeTaken(AccountsError):
    """Another department has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"another department has the code {code}")
        self.code = code


class DepartmentRequired(AccountsError):
    """The role is held in a department of certain kinds only, and this account is in none."""

    def __init__(self, role: Role, kinds: Iterable[DepartmentKind]) -> None:
        self.role = role
        self.kinds = tuple(sorted(kinds))
        super().__init__(f"the role {role} is held in: {', '.join(self.kinds)}")


class HeadcountRefused(AccountsError):
    """A headcount is a whole number of people, none at the least."""

    def __init__(self, headcount: int) -> None:
        super().__init__(f"{headcount} is no headcount")
        self.headcount = headcount


class RoleStays(AccountsError):
    """The role of citizen comes with the account and goes with it."""

    def __init__(self, role: Role) -> None:
        super().__init__(f"the role {role} cannot be withdrawn")
        self.role = role


class LastAdministrator(AccountsError):
    """Without this administrator nobody could administer accounts."""

    def __init__(self) -> None:
        super().__init__("this is the last administrator")
