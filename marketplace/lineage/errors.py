"""What lineage raises: one class a reason, the facts as attributes."""

from uuid import UUID

from marketplace.errors import MarketplaceError, NotFound, Reason


class LineageError(MarketplaceError):
    """Base of all that lineage raises."""


class SourceNotOlder(LineageError):
    """A derivation would point at a version that was not published before."""

    def __init__(self, version_id: UUID, source_version_id: UUID) -> None:
        super().__init__(f"version {source_version_id} is no older than {version_id}")
        self.version_id = version_id
        self.source_version_id = source_version_id


class DerivationMissing(LineageError):
    """There is no such derivation."""

    def __init__(self, derivation_id: UUID) -> None:
        super().__init__(f"no derivation {derivation_id}")
        self.derivation_id = derivation_id


class DisputeMissing(LineageError, NotFound):
    """There is no such dispute."""

    def __init__(self, dispute_id: UUID) -> None:
        NotFound.__init__(self, "dispute", dispute_id)
        self.dispute_id = dispute_id


class NothingToDispute(LineageError):
    """The source of the derivation is external: nobody here owns it."""

    def __init__(self, derivation_id: UUID) -> None:
        super().__init__(f"the source of derivation {derivation_id} is outside the marketplace")
        self.derivation_id = derivation_id


class AlreadyDisputed(LineageError):
    """A dispute about the derivation is open."""

    def __init__(self, derivation_id: UUID) -> None:
        super().__init__(f"derivation {derivation_id} is disputed already")
        self.derivation_id = derivation_id


class AlreadyResolved(LineageError):
    """The dispute was resolved before."""

    def __init__(self, dispute_id: UUID) -> None:
        super().__init__(f"dispute {dispute_id} is resolved already")
        self.dispute_id = dispute_id


class NothingNewer(LineageError):
    """No source of the dataset has a newer version to restate it from."""

    def __init__(self, dataset_id: UUID) -> None:
        super().__init__(f"nothing newer to restate {dataset_id} from")
        self.dataset_id = dataset_id


class CorrectionMissing(LineageError, NotFound):
    """There is no such act."""

    def __init__(self, correction_id: UUID) -> None:
        NotFound.__init__(self, "correction", correction_id)
        self.correction_id = correction_id


class AlreadyUndone(LineageError):
    """The act was undone before."""

    def __init__(self, correction_id: UUID) -> None:
        super().__init__(f"act {correction_id} is undone already")
        self.correction_id = correction_id


class CorrectionRefused(LineageError):
    """The act makes no sense for this version; the reason says why, `field` where."""

    def __init__(self, field: str, reason: Reason) -> None:
        super().__init__(reason.code)
        self.field = field
        self.reason = reason
        self.code = reason.code
