"""What adoptions raise: one class a reason, the facts as attributes."""

from uuid import UUID

from marketplace.errors import MarketplaceError


class AdoptionError(MarketplaceError):
    """Base of all that adoptions raise."""


class NotProven(AdoptionError):
    """Only what was made from something, and shown to be so by comparison, is adopted."""

    def __init__(self, dataset_id: UUID, assurance: str) -> None:
        super().__init__(f"dataset {dataset_id} is {assurance}")
        self.dataset_id = dataset_id
        self.assurance = assurance


class AdoptedAlready(AdoptionError):
    """A department has adopted it already."""

    def __init__(self, dataset_id: UUID) -> None:
        super().__init__(f"dataset {dataset_id} is adopted already")
        self.dataset_id = dataset_id


class NotAdopted(AdoptionError):
    """No department has adopted it."""

    def __init__(self, dataset_id: UUID) -> None:
        super().__init__(f"dataset {dataset_id} is not adopted")
        self.dataset_id = dataset_id


class CurationUnchanged(AdoptionError):
    """It has the mark already, or has none to take away."""

    def __init__(self, dataset_id: UUID) -> None:
        super().__init__(f"the mark of dataset {dataset_id} stays as it is")
        self.dataset_id = dataset_id


class TooManyCases(AdoptionError):
    """A dataset has as many policy cases as it may."""

    def __init__(self, most: int) -> None:
        super().__init__(f"no more than {most} policy cases")
        self.most = most


class PolicyCaseMissing(AdoptionError):
    """There is no such policy case, or it was taken back."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__(f"no policy case {case_id}")
        self.case_id = case_id
