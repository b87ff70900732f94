"""What verification raises when it cannot work. What is wrong with a file is a finding instead."""

from pathlib import Path
from uuid import UUID


class VerificationError(Exception):
    """Base of all that the verification folder raises."""


class FileGone(VerificationError):
    """The file to verify is not where the caller said it is."""

    def __init__(self, path: Path) -> None:
        super().__init__("the file to verify is not there")
        self.path = path


class DocumentReadingBroke(VerificationError):
    """The process that reads documents ended before it had looked at the file."""

    def __init__(self, status: int) -> None:
        super().__init__("the reading of documents does not work")
        self.status = status


class RecipeRunningBroke(VerificationError):
    """The process that runs recipes ended before it had looked at the recipe."""

    def __init__(self, status: int) -> None:
        super().__init__("the running of recipes does not work")
        self.status = status


class ReportMissing(VerificationError):
    """No finished verification of this subject has a report."""

    def __init__(self, subject_id: UUID) -> None:
        super().__init__("there is no report of this subject")
        self.subject_id = subject_id


class CodeUnknown(VerificationError):
    """A check spoke of something that the catalogue of findings does not explain."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no finding code is called {code}")
        self.code = code


class NotGathered(VerificationError):
    """What a check asked to be looked for could not be: the looking broke."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was not gathered")
        self.name = name


class TableTooLong(VerificationError):
    """A table has more rows than what looks at it whole can take."""

    def __init__(self, rows: int, most: int) -> None:
        super().__init__(f"{rows} rows are more than {most}")
        self.rows = rows
        self.most = most


class TellingBroke(VerificationError):
    """Whoever is told how far the work is raised `error`: no fault of what is worked on."""

    def __init__(self, error: Exception) -> None:
        super().__init__("what is told of the progress was not taken")
        self.error = error


class StepRefused(VerificationError):
    """A step of a treatment does not fit the table, or what it needs is not given.

    `code` says why, `about` names the column or what is missing; `place` counts steps from 0.
    """

    def __init__(self, code: str, about: str, *, place: int | None = None) -> None:
        super().__init__(f"the step does not apply: {code}")
        self.code = code
        self.about = about
        self.place = place


class ComparisonTooSlow(VerificationError):
    """Comparing with the sources took longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the comparison was not done after {seconds:g} s")
        self.seconds = seconds


class ComparisonBroke(VerificationError):
    """The engine could not compare; `kind` is the class of its error, whose words quote cells."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"the comparison broke: {kind}")
        self.kind = kind


class NotRewritable(VerificationError):
    """A text cannot be changed cell by cell; `why` is a word of ours."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
