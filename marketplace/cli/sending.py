"""Sending a file to the store by its signed requests, as any client does."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import httpx

from storage.errors import StoreFull, StoreRefused, StoreUnavailable
from storage.transfers import UploadedPart
from submissions.uploads import MultipartUpload, SingleUpload

PAUSES = (0.5, 1.0, 2.0)
TIMEOUT = httpx.Timeout(60, connect=5)


def store_client() -> httpx.Client:
    """Return a client for the store. It stands beside us: no proxy of the environment is asked."""
    return httpx.Client(timeout=TIMEOUT, trust_env=False)


def send(
    client: httpx.Client, upload: SingleUpload | MultipartUpload, path: Path
) -> tuple[UploadedPart, ...]:
    """Send the file; return its parts, none for a single upload.

    Raises `StoreUnavailable` when the store does not answer, `StoreFull` or `StoreRefused` when
    it says no.
    """
    with path.open("rb") as content:
        if isinstance(upload, SingleUpload):
            request = upload.request
            _put(client, request.url, content, headers=dict(request.headers))
            return ()
        return tuple(_parts(client, upload, content))


def _parts(
    client: httpx.Client, upload: MultipartUpload, content: BinaryIO
) -> Iterator[UploadedPart]:
    for part in upload.parts:
        chunk = content.read(upload.part_size)
        etag = _put(client, part.url, chunk, headers={})
        yield UploadedPart(part.number, etag, len(chunk))


def _put(
    client: httpx.Client, url: str, content: bytes | BinaryIO, *, headers: dict[str, str]
) -> str:
    """PUT; return the ETag. What does not come through is tried again, a little later each time."""
    for pause in (*PAUSES, None):
        if not isinstance(content, bytes):
            content.seek(0)
        try:
            answer = client.put(url, content=content, headers=headers)
        except httpx.TransportError as fault:
            said = type(fault).__name__
        else:
            if answer.is_success:
                return str(answer.headers.get("ETag", "")).strip('"')
            said = f"HTTP {answer.status_code}"
            _give_up_on(answer, said)
        if pause is not None:
            time.sleep(pause)
    raise StoreUnavailable(said)


def _give_up_on(answer: httpx.Response, said: str) -> None:
    """Raise for what another try would not change."""
    if answer.status_code == httpx.codes.INSUFFICIENT_STORAGE:
        raise StoreFull(said)
    if answer.is_client_error:
        raise StoreRefused(said)
