"""The closed sets the ledger speaks in: kinds of events, menus, reasons."""

from enum import StrEnum


class EventKind(StrEnum):
    """What happened."""

    DOWNLOAD = "download"
    MENU = "menu"
    UPLOAD = "upload"
    WITHDRAWAL = "withdrawal"
    OFFERED_AGAIN = "offered-again"


class Menu(StrEnum):
    """The menus whose use is an event. Which of them earn points is a matter of the rules."""

    ROWS = "rows-selection"
    BUILD = "build-on-this"
    LINEAGE = "lineage"
    REPORT = "verification-report"
    CITATION = "citation"


class Reason(StrEnum):
    """Why a posting is recognised, or is not."""

    DOWNLOAD = "download"
    MENU = "menu"
    UPLOAD = "upload"
    NEW_VERSION = "new-version"
    IMPORT = "import"
    OWN_DATASET = "own-dataset"
    OWN_DEPARTMENT = "own-department"
    REPEATED_DOWNLOAD = "repeated-download"
    MENU_NOT_LISTED = "menu-not-listed"
    REPEATED_MENU = "repeated-menu"
    MENU_LIMIT = "menu-limit"
    SAME_CONTENT = "same-content"
    REPEATED_IMPORT = "repeated-import"
    WITHDRAWN = "withdrawn"
    OFFERED_AGAIN = "offered-again"
