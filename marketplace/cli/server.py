"""A server of ours, spoken to over its HTTP face, with a token or as anybody."""

import getpass
import json
import shutil
import sys
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import urllib3
from urllib3.exceptions import HTTPError

from marketplace.cli.errors import AskedWrongly, ServerAway, ServerRefused
from marketplace.config import ClientSettings

Json = dict[str, Any]
_TIMEOUT = urllib3.Timeout(connect=5, read=60)


class Server:
    """Raises `ServerAway` where nobody answers and `ServerRefused` where the answer is no."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Accept": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._pool = urllib3.PoolManager(timeout=_TIMEOUT, retries=False)

    def get(self, path: str, **asked: str | int) -> Json:
        """Return what stands at an address of the API."""
        query = f"?{urlencode(asked)}" if asked else ""
        return self._ask("GET", f"{path}{query}")

    def post(self, path: str, body: object = None) -> Json:
        """Send a body and return the answer."""
        return self._ask("POST", path, body)

    def version(self, dataset: str, number: int | str) -> Json:
        """Return what is published of a version."""
        return self.get(f"/datasets/{quote(dataset)}/versions/{number}")

    def fetch_table(self, version: Json, name: str, sheet: str | None, path: Path) -> None:
        """Fetch the Parquet copy of a table to a path; a receipt is given to who is signed in."""
        place = f"/datasets/{version['dataset']}/versions/{version['version']}/files/{quote(name)}"
        asked = {"format": "parquet", "link": "1", **({"sheet": sheet} if sheet else {})}
        address = self.get(place, **asked)["url"]
        try:
            with (
                self._pool.request("GET", address, preload_content=False) as answer,
                path.open("wb") as target,
            ):
                if answer.status != HTTPStatus.OK:
                    raise ServerAway(self._url, f"HTTP {answer.status}")
                shutil.copyfileobj(answer, target)
        except HTTPError as fault:
            raise ServerAway(self._url, type(fault).__name__) from None

    def _ask(self, method: str, path: str, body: object = None) -> Json:
        headers, content = dict(self._headers), None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = json.dumps(body, ensure_ascii=False).encode()
        try:
            answer = self._pool.request(
                method, f"{self._url}/api/v1{path}", body=content, headers=headers
            )
        except HTTPError as fault:
            raise ServerAway(self._url, type(fault).__name__) from None
        found = _read(answer.data)
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise ServerRefused(answer.status, found)
        return found


def server_of(given: str | None, settings: ClientSettings, *, signed_in: bool) -> Server:
    """Return the server to speak to; who has no token is asked for one where there is somebody.

    Raises `AskedWrongly` where no server is named, or no token is to be had.
    """
    url = given or settings.server
    if not url:
        raise AskedWrongly("say which server: --server URL, or HWANRYU_SERVER")
    token = settings.token
    if signed_in and not token and sys.stdin.isatty():
        token = getpass.getpass("token: ")
    if signed_in and not token:
        raise AskedWrongly("set HWANRYU_TOKEN to a token of your account")
    return Server(url, token)


def _read(content: bytes) -> Json:
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
