"""What the catalogue raises: one class a reason, the facts as attributes."""

from uuid import UUID

from marketplace.errors import MarketplaceError, NotFound


class CatalogueError(MarketplaceError):
    """Base of all that the catalogue raises."""


class DatasetMissing(CatalogueError, NotFound):
    """There is no such dataset, or none that whoever asks may know of."""

    def __init__(self, dataset_id: UUID) -> None:
        NotFound.__init__(self, "dataset", dataset_id)
        self.dataset_id = dataset_id


class VersionMissing(CatalogueError, NotFound):
    """The dataset has no such version, or none that whoever asks may know of."""

    def __init__(self, dataset_id: UUID, number: int | None) -> None:
        NotFound.__init__(self, "version", number or "latest")
        self.dataset_id = dataset_id
        self.number = number


class AlreadyWithdrawn(CatalogueError):
    """The version was withdrawn before."""

    def __init__(self, version_id: UUID) -> None:
        super().__init__(f"version {version_id} is already withdrawn")
        self.version_id = version_id


class NotWithdrawn(CatalogueError):
    """The version is not withdrawn."""

    def __init__(self, version_id: UUID) -> None:
        super().__init__(f"version {version_id} is not withdrawn")
        self.version_id = version_id


class FilterRefused(CatalogueError):
    """A search filter was given a value that it cannot have."""

    def __init__(self, field: str, value: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(f"the filter {field} cannot have this value")
        self.field = field
        self.value = value
        self.allowed = allowed


class PageRefused(CatalogueError):
    """The page asked for lies outside of what is given out: `most` results in all."""

    def __init__(self, page: int, per_page: int, most: int) -> None:
        super().__init__(f"page {page} of {per_page} cannot be given")
        self.page = page
        self.per_page = per_page
        self.most = most
