"""How bytes are given out: by a redirect to the store, with what is recorded of it."""

from datetime import timedelta

from flask import Response, jsonify, redirect, request

from marketplace.http.door import actor, now, services, session
from marketplace.workflow import downloading
from marketplace.workflow.downloading import Wanted


def download_answer(wanted: Wanted) -> Response:
    """Redirect to the bytes of a file, or with `link=1` return their address.

    HEAD is answered here, and counts nothing: an address signed for GET is good for no other.
    """
    if request.method == "HEAD":
        _, grant = downloading.look_up(session(), actor(), wanted)
        answer = Response(mimetype=grant.media_type)
        answer.headers["Content-Length"] = str(grant.size)
        answer.set_etag(grant.digest)
        return answer
    address = downloading.download(
        session(),
        services().objects,
        actor(),
        wanted,
        expires=timedelta(seconds=services().settings.download_seconds),
        at=now(),
    )
    if request.args.get("link") == "1":
        return jsonify(url=address)
    return redirect(address)  # type: ignore[return-value]
