"""Sending a file to the store, and getting one, by signed requests as any client does."""

import os
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

import urllib3
from urllib3.exceptions import HTTPError

from storage.errors import StoreFull, StoreRefused, StoreUnavailable
from storage.transfers import UploadedPart
from submissions.uploads import MultipartUpload, SingleUpload

PAUSES = (0.5, 1.0, 2.0)
_TIMEOUT = urllib3.Timeout(connect=5, read=60)


class StoreClient:
    """Speaks to the store by signed requests alone.

    What does not come through is tried again, a little later each time. Every method raises
    `StoreUnavailable` when the store does not answer, `StoreFull` or `StoreRefused` when it
    says no.
    """

    def __init__(self) -> None:
        self._pool = urllib3.PoolManager(timeout=_TIMEOUT, retries=False)

    def send(self, upload: SingleUpload | MultipartUpload, path: Path) -> tuple[UploadedPart, ...]:
        """Send a file; return its parts, none for a single upload."""
        with path.open("rb") as content:
            if isinstance(upload, SingleUpload):
                length = os.fstat(content.fileno()).st_size
                headers = {**upload.request.headers, "Content-Length": str(length)}
                self._ask("PUT", upload.request.url, content, headers)
                return ()
            return tuple(self._parts(upload, content))

    def get(self, url: str) -> bytes:
        """Return the bytes of a small file."""
        return self._ask("GET", url, None, {}).data

    def _parts(self, upload: MultipartUpload, content: BinaryIO) -> Iterator[UploadedPart]:
        for part in upload.parts:
            chunk = content.read(upload.part_size)
            answer = self._ask("PUT", part.url, chunk, {})
            yield UploadedPart(part.number, answer.headers.get("ETag", "").strip('"'), len(chunk))

    def _ask(
        self, method: str, url: str, body: bytes | BinaryIO | None, headers: dict[str, str]
    ) -> urllib3.BaseHTTPResponse:
        for pause in (*PAUSES, None):
            if body is not None and not isinstance(body, bytes):
                body.seek(0)
            try:
                answer = self._pool.request(method, url, body=body, headers=headers)
            except HTTPError as fault:
                said = type(fault).__name__
            else:
                if answer.status < HTTPStatus.BAD_REQUEST:
                    return answer
                said = f"HTTP {answer.status}"
                _give_up_on(answer.status, said)
            if pause is not None:
                time.sleep(pause)
        raise StoreUnavailable(said)


def _give_up_on(status: int, said: str) -> None:
    """Raise for what another try would not change."""
    if status == HTTPStatus.INSUFFICIENT_STORAGE:
        raise StoreFull(said)
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        raise StoreRefused(said)
