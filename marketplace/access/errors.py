"""What reading refuses: one class a reason, the facts as attributes. No cell is ever repeated."""

from marketplace.errors import MarketplaceError, NotFound


class AccessError(MarketplaceError):
    """Base of all that reading what is published raises."""


class TableMissing(AccessError, NotFound):
    """The version has no such table: the file is a document, or has no sheet of that name."""

    def __init__(self, file: str | None, sheet: str | None) -> None:
        NotFound.__init__(self, "table", " / ".join(filter(None, (file, sheet))) or None)
        self.file = file
        self.sheet = sheet


class RowsRefused(AccessError):
    """What was asked of the rows makes no sense. `parameter` names where in the query string."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


class ColumnUnknown(RowsRefused):
    """The table has no such column."""

    def __init__(self, parameter: str, column: str, known: tuple[str, ...]) -> None:
        super().__init__(parameter, "the table has no such column")
        self.column = column
        self.known = known


class ConditionFaulty(RowsRefused):
    """A condition has not the form `column:operator:value`."""

    def __init__(self, operators: tuple[str, ...]) -> None:
        super().__init__("where", "a condition reads column:operator:value")
        self.operators = operators


class ValueRefused(RowsRefused):
    """A value cannot be compared with a column of this type."""

    def __init__(self, column: str, type: str) -> None:
        super().__init__("where", f"the value is no {type}")
        self.column = column
        self.type = type


class RowsPageRefused(RowsRefused):
    """The page asked for is larger than what is given at once."""

    def __init__(self, parameter: str, most: int) -> None:
        super().__init__(parameter, f"this is a number from 1 to {most}")
        self.most = most


class RowsTooSlow(AccessError):
    """The rows were not found in the time there is; a narrower question may be."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the rows were not read within {seconds:g} seconds")
        self.seconds = seconds


class RowsUnreadable(AccessError):
    """The copy of the table cannot be read: a fault of ours, not of whoever asks."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"the copy of the table cannot be read: {kind}")
        self.kind = kind
