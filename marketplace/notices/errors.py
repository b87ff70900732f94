"""What notices raise: one class a reason, the facts as attributes."""

from collections.abc import Collection

from marketplace.errors import MarketplaceError


class NoticeError(MarketplaceError):
    """Base of all that notices raise."""


class NoticeIncomplete(NoticeError):
    """The text of the notice names facts that were not given."""

    def __init__(self, kind: str, missing: Collection[str]) -> None:
        super().__init__(f"a notice {kind!r} needs {', '.join(sorted(missing))}")
        self.kind = kind
        self.missing = frozenset(missing)
