"""What submissions raise: one class a reason, the facts as attributes."""

from collections.abc import Sequence
from uuid import UUID

from submissions.faults import Fault


class SubmissionError(Exception):
    """Base of all that the submissions package raises."""


class TransitionRefused(SubmissionError):
    """The event does not apply in the state the submission is in."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"cannot {event} a submission that is {state}")
        self.state = state
        self.event = event


class NotEditable(SubmissionError):
    """Manifest and files can be changed in draft, returned and blocked only."""

    def __init__(self, state: str) -> None:
        super().__init__(f"a submission that is {state} cannot be changed")
        self.state = state


class DocumentFaulty(SubmissionError):
    """A document somebody sent has faults; all of them are listed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"the document has {len(faults)} faults")
        self.faults = tuple(faults)


class ManifestFaulty(DocumentFaulty):
    """The manifest has faults."""


class TreatmentFaulty(DocumentFaulty):
    """A treatment has faults, in itself or for the table it is meant for."""


class FileRefused(SubmissionError):
    """The file as announced cannot be taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class FileMissing(SubmissionError):
    """The submission has no file with this id."""

    def __init__(self, file_id: UUID) -> None:
        super().__init__(f"no file {file_id}")
        self.file_id = file_id


class UploadUnfinished(SubmissionError):
    """The store does not hold the whole file: parts or bytes are missing."""

    def __init__(self, name: str, *, expected: int, present: int, reason: str) -> None:
        super().__init__(f"{name} is not complete: {present} of {expected} bytes, {reason}")
        self.name = name
        self.expected = expected
        self.present = present
        self.reason = reason


class NothingToSubmit(SubmissionError):
    """A submission needs at least one complete file before it is submitted."""

    def __init__(self, unfinished: Sequence[str]) -> None:
        super().__init__("a submission needs its files complete before it is submitted")
        self.unfinished = tuple(unfinished)


class TreatmentRefused(SubmissionError):
    """The file cannot be treated: it is not complete, no table, or takes too long."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class EvidenceChanged(SubmissionError):
    """The decision names a report that is no longer the current one."""

    def __init__(self, current: str | None, given: str) -> None:
        super().__init__("the report has changed since it was read")
        self.current = current
        self.given = given


class RefinementsChanged(SubmissionError):
    """The decision names refined tables that are no longer those that would go along."""

    def __init__(self, current: str, given: str) -> None:
        super().__init__("the refined tables have changed since they were seen")
        self.current = current
        self.given = given


class DecisionRefused(SubmissionError):
    """The decision cannot be taken: the reason says why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class RefinementMissing(SubmissionError):
    """The submission's current report has no refined table with this id."""

    def __init__(self, refinement_id: UUID) -> None:
        super().__init__(f"no refinement {refinement_id}")
        self.refinement_id = refinement_id


class RefinementFixed(SubmissionError):
    """What goes along can be changed in review, and as long as nobody has decided."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
