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


class PostUnavailable(NoticeError):
    """The mail server does not answer, or does not let us in; nothing was handed over."""

    def __init__(self, why: str) -> None:
        super().__init__(f"no mail server: {why}")
        self.why = why


class LetterRefused(NoticeError):
    """The mail server did not take a letter; `for_good` where it would not take it later either."""

    def __init__(self, *, for_good: bool) -> None:
        super().__init__("a letter was refused")
        self.for_good = for_good


class LetterUnknown(NoticeError):
    """The mail server went away with the words of a letter: it may have taken it."""

    def __init__(self) -> None:
        super().__init__("nobody knows whether a letter was taken")
