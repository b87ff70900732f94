"""What storage raises: one class a reason, the facts as attributes."""


class StorageError(Exception):
    """Base of all that the storage package raises."""


class ObjectMissing(StorageError):
    """The store holds no object under this key."""

    def __init__(self, bucket: str, key: str) -> None:
        super().__init__(f"no object {key} in {bucket}")
        self.bucket = bucket
        self.key = key


class ObjectChanged(StorageError):
    """The object is no longer the one whose ETag was recorded."""

    def __init__(self, bucket: str, key: str) -> None:
        super().__init__(f"object {key} in {bucket} is not the one that was recorded")
        self.bucket = bucket
        self.key = key


class DigestMismatch(StorageError):
    """The bytes read have another SHA-256 than the one expected."""

    def __init__(self, expected: str, actual: str) -> None:
        super().__init__(f"expected digest {expected}, read {actual}")
        self.expected = expected
        self.actual = actual


class UploadIncomplete(StorageError):
    """The store refused to complete a multipart upload: parts are missing or differ."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"upload of {key} is incomplete: {reason}")
        self.key = key
        self.reason = reason


class StoreFull(StorageError):
    """The store has no room for the object."""


class StoreUnavailable(StorageError):
    """The store does not answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the object store does not answer: {reason}")
        self.reason = reason


class QueueUnavailable(StorageError):
    """The queue does not answer. Nothing is lost: the outbox keeps what was to be sent."""
