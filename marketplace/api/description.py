"""What the HTTP face says of itself: its description, and the schemas of what it is sent."""

import orjson
from flask import Blueprint, Response

from marketplace.api.openapi.document import document
from marketplace.http.door import public
from submissions.manifest import schema
from verification.treatment.schema import schema as treatment_shape

description = Blueprint("api_description", __name__)

# Put together at the start, so that rooms which contradict each other stop it.
_CALLS = orjson.dumps(document())
_MANIFEST = orjson.dumps(schema())
_TREATMENT = orjson.dumps(treatment_shape())


@description.get("/openapi.json")
@public
def openapi() -> Response:
    """Return the description of every call, as OpenAPI 3.1."""
    return _json(_CALLS, "application/vnd.oai.openapi+json;version=3.1")


@description.get("/schemas/treatment.json")
@public
def treatment_schema() -> Response:
    """Return the JSON Schema of treatments."""
    return _json(_TREATMENT, "application/schema+json")


@description.get("/schemas/manifest.json")
@public
def manifest_schema() -> Response:
    """Return the JSON Schema of manifests."""
    return _json(_MANIFEST, "application/schema+json")


def _json(content: bytes, media_type: str) -> Response:
    answer = Response(content, content_type=media_type)
    # The same until the next release: worth keeping for a while.
    answer.cache_control.public = True
    answer.cache_control.max_age = 300
    return answer
