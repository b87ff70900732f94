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


class StoreRefused(StorageError):
    """The store refused for a reason of its own; `code` is its word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the store refused: {code}")
        self.code = code


class StoreUnavailable(StorageError):
    """The store does not answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the object store does not answer: {reason}")
        self.reason = reason


class QueueUnavailable(StorageError):
    """The queue does not answer. Nothing is lost: the outbox keeps what was to be sent."""


_MISSING = frozenset({"NoSuchKey", "NoSuchUpload", "NoSuchBucket", "NoSuchObject", "NotFound"})
_FULL = frozenset({"XMinioStorageFull", "InsufficientStorage", "QuotaExceeded"})
_DOWN = frozenset({"InternalError", "ServiceUnavailable", "SlowDown"})


def refusal_of(code: str, bucket: str, key: str) -> StorageError:
    """Return what an S3 error code means here."""
    if code in _MISSING:
        return ObjectMissing(bucket, key)
    if code == "PreconditionFailed":
        return ObjectChanged(bucket, key)
    if code in _FULL:
        return StoreFull(code)
    if code in _DOWN:
        return StoreUnavailable(code)
    return StoreRefused(code)
