"""What cross-verifications raise: one class a reason, the facts as attributes."""

from uuid import UUID

from marketplace.errors import MarketplaceError


class CrossVerificationError(MarketplaceError):
    """Base of all that cross-verifications raise."""


class CrossVerificationMissing(CrossVerificationError):
    """There is no such cross-verification."""

    def __init__(self, cross_id: UUID) -> None:
        super().__init__(f"no cross-verification {cross_id}")
        self.cross_id = cross_id


class CrossVerifiedAlready(CrossVerificationError):
    """The same two tables are compared or were: what is published does not change."""

    def __init__(self, cross_id: UUID) -> None:
        super().__init__(f"compared already in {cross_id}")
        self.cross_id = cross_id


class NotComparedYet(CrossVerificationError):
    """There is nothing to answer before the comparison is done."""

    def __init__(self, cross_id: UUID) -> None:
        super().__init__(f"{cross_id} is not compared yet")
        self.cross_id = cross_id


class CrossAnsweredAlready(CrossVerificationError):
    """The asked department has answered before."""

    def __init__(self, cross_id: UUID) -> None:
        super().__init__(f"{cross_id} is answered already")
        self.cross_id = cross_id


class TooManyCompared(CrossVerificationError):
    """Somebody has as many comparisons under way as one may."""

    def __init__(self, most: int) -> None:
        super().__init__(f"no more than {most} comparisons at a time")
        self.most = most
