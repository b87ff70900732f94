"""How bytes are given out: by a redirect to the store, with what is recorded of it."""

from datetime import timedelta

from flask import Response, jsonify, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from marketplace.catalogue.values import VersionFacts
from marketplace.http.addresses import attribution_address
from marketplace.http.door import actor, now, services, session
from marketplace.workflow import downloading
from marketplace.workflow.downloading import Wanted
from verification.rights.licences import find_licence


def download_answer(wanted: Wanted) -> Response:
    """Redirect to the bytes of a file, or with `link=1` return their address.

    HEAD is answered here, and counts nothing: an address signed for GET is good for no other.
    """
    if request.method == "HEAD":
        version, grant = downloading.look_up(session(), actor(), wanted)
        answer = Response(mimetype=grant.media_type)
        _say_rights(answer, version)
        answer.headers["Content-Length"] = str(grant.size)
        answer.set_etag(grant.digest)
        return answer
    version, address = downloading.download(
        session(),
        services().objects,
        actor(),
        wanted,
        expires=timedelta(seconds=services().settings.download_seconds),
        at=now(),
    )
    given = jsonify(url=address) if request.args.get("link") == "1" else redirect(address)
    _say_rights(given, version)
    return given  # type: ignore[return-value]


def _say_rights(answer: BaseResponse, version: VersionFacts) -> None:
    """Name the licence, and where the text stands that names every source (RFC 8288)."""
    licence = find_licence(version.described.licence)
    links = [f'<{attribution_address(version)}>; rel="describedby"; type="text/plain"']
    if licence is not None and licence.url:
        links.append(f'<{licence.url}>; rel="license"')
    answer.headers["Link"] = ", ".join(links)
