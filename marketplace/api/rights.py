"""Rights by HTTP: what some sources leave to choose from, asked before anything is offered."""

from uuid import UUID

from flask import Blueprint, Response, jsonify, request

from marketplace.api.shapes import Shape
from marketplace.catalogue.errors import FilterRefused
from marketplace.catalogue.values import VersionFacts
from marketplace.http.addresses import version_address
from marketplace.http.door import actor, requires, session
from marketplace.permissions.permission import Permission
from marketplace.workflow import browsing
from marketplace.workflow.allowing import (
    Allowed,
    LicenceRuling,
    NamedSource,
    Why,
    allowed_by,
    named_version,
)
from marketplace.workflow.crediting import credits_of_sources
from verification.findings import Text

rights = Blueprint("api_rights", __name__)

MOST_SOURCES = 50
"""As many as a manifest may name."""
_LATEST = ("", "latest")
_MOST_NUMBER = 2**31 - 1


@rights.get("/rights")
@requires(Permission.DATASET_READ)
def allowed() -> Response:
    """Return which licences and access classes a work from these sources may have."""
    asked = request.args.getlist("source")
    if len(asked) > MOST_SOURCES:
        raise FilterRefused("source", "")
    versions = [_version(each) for each in dict.fromkeys(asked)]
    attribution = credits_of_sources(session(), actor(), versions, address=version_address)
    found = allowed_by(actor(), map(named_version, versions))
    return jsonify(_shape(found, attribution))


def _version(named: str) -> VersionFacts:
    dataset, _, number = named.partition("@")
    is_number = (
        number.isascii()
        and number.isdigit()
        and len(number) < 11
        and 0 < int(number) <= _MOST_NUMBER
    )
    if not is_number and number not in _LATEST:
        raise FilterRefused("source", named)
    try:
        dataset_id = UUID(dataset)
    except ValueError:
        raise FilterRefused("source", named) from None
    return browsing.version(session(), actor(), dataset_id, int(number) if is_number else None)


def _shape(found: Allowed, attribution: Text) -> Shape:
    return {
        "public_body": found.public_body,
        "licences": [_licence(each) for each in found.licences],
        "conflict": [_source(each) for each in found.conflict],
        "access": {
            "least": found.least.value,
            "why": _text(found.access_why),
            "source": _source(found.closest),
            "classes": [
                {
                    "id": each.access.value,
                    "allowed": each.why is None,
                    "reason": _text(each.why),
                }
                for each in found.accesses
            ],
        },
        "attribution": _text(attribution),
    }


def _licence(ruling: LicenceRuling) -> Shape:
    return {
        "id": ruling.licence.id,
        "name": {"ko": ruling.licence.name_ko, "en": ruling.licence.name_en},
        "allowed": ruling.allowed,
        "verdict": ruling.verdict.value,
        "reasons": [_reason(each) for each in ruling.reasons],
    }


def _reason(why: Why) -> Shape:
    return {
        "source": _source(why.source),
        "licence": why.licence,
        "clause": _text(why.clause),
        "reason": _text(why.reason),
    }


def _source(named: NamedSource | None) -> Shape | None:
    if named is None or named.version is None:
        return None
    version = named.version
    return {"dataset": str(version.dataset_id), "version": version.number, "title": named.title}


def _text(text: Text | None) -> Shape | None:
    return None if text is None else {"ko": text.ko, "en": text.en}
