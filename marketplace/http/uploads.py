"""The JSON of uploads, the same for programs and for the page's uploader."""

from collections.abc import Mapping
from typing import Any

from marketplace.http.bodies import json_body, object_schema
from marketplace.workflow.offering import Upload
from storage.digests import as_digest
from storage.transfers import UploadedPart
from submissions.intake import Announcement
from submissions.uploads import MultipartUpload, SingleUpload

Shape = dict[str, Any]

_FILE = object_schema(
    {
        "name": {"type": "string", "minLength": 1, "maxLength": 1000},
        "size": {"type": "integer", "minimum": 0, "maximum": 2**53},
    },
    media_type={
        "type": ["string", "null"],
        "maxLength": 255,
        "pattern": r"^[\w!#$&^.+-]+/[\w!#$&^.+-]+(\s*;[\x20-\x7e]*)?$",
    },
    sha256={"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
)
_COMPLETE = object_schema(
    {},
    parts={
        "type": "array",
        "maxItems": 10_000,
        "items": {
            "type": "object",
            "required": ["number", "etag"],
            "additionalProperties": False,
            "properties": {
                "number": {"type": "integer", "minimum": 1, "maximum": 10_000},
                "etag": {"type": "string", "minLength": 1, "maxLength": 200},
                "size": {"type": "integer"},
            },
        },
    },
)


def announced_file() -> Announcement:
    """Return the file this request announces; raise `BodyFaulty`."""
    body = json_body(_FILE)
    return Announcement(
        name=body["name"],
        size=body["size"],
        media_type=body.get("media_type") or "application/octet-stream",
        digest=as_digest(body["sha256"]) if body.get("sha256") else None,
    )


def sent_parts() -> list[UploadedPart]:
    """Return the parts this request says have been sent; raise `BodyFaulty`."""
    body = json_body(_COMPLETE, may_be_empty=True)
    return [UploadedPart(part["number"], part["etag"].strip('"')) for part in body.get("parts", ())]


def upload_shape(offered: Upload) -> Shape:
    """Return a file that was announced, and how it is to be sent."""
    file = offered.file
    return {
        "id": str(file.id),
        "name": file.name,
        "size": file.size,
        "media_type": file.media_type,
        "complete": file.completed_at is not None,
        "sha256": file.digest,
        "upload": _how(offered.how),
    }


def _how(how: SingleUpload | MultipartUpload | None) -> Shape | None:
    match how:
        case None:
            return None
        case SingleUpload(request):
            return {"method": "single", "url": request.url, "headers": dict(request.headers)}
        case MultipartUpload(part_size, parts, present):
            there = {part.number: part.etag for part in present}
            return {
                "method": "multipart",
                "part_size": part_size,
                "parts": [_part(part.number, part.url, there) for part in parts],
                "present": [
                    {"number": part.number, "etag": part.etag, "size": part.size}
                    for part in present
                ],
            }


def _part(number: int, url: str, there: Mapping[int, str]) -> Shape:
    """Return a part; one that has arrived carries its ETag, and need not be sent again."""
    arrived = {"etag": there[number]} if number in there else {}
    return {"number": number, "url": url, **arrived}
