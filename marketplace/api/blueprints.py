"""The blueprints of the HTTP face, registered together."""

from flask import Flask

from marketplace.api.adoptions import adoptions
from marketplace.api.corrections import corrections
from marketplace.api.cross_verifications import cross_verifications
from marketplace.api.datasets import datasets
from marketplace.api.description import description
from marketplace.api.diagnoses import diagnoses
from marketplace.api.disputes import disputes
from marketplace.api.error_reports import error_reports
from marketplace.api.fixes import fixes
from marketplace.api.notices import notices
from marketplace.api.points import points
from marketplace.api.quality import quality
from marketplace.api.receipts import receipts
from marketplace.api.refinements import refinements
from marketplace.api.restatements import restatements
from marketplace.api.reviews import reviews
from marketplace.api.rights import rights
from marketplace.api.rows import rows
from marketplace.api.submissions import submissions
from marketplace.api.tokens import tokens
from marketplace.api.treatments import treatments
from marketplace.http.auth import csrf

PREFIX = "/api/v1"


ROOMS = (
    tokens,
    submissions,
    treatments,
    refinements,
    reviews,
    datasets,
    corrections,
    disputes,
    rows,
    rights,
    receipts,
    restatements,
    points,
    quality,
    diagnoses,
    error_reports,
    fixes,
    cross_verifications,
    adoptions,
    notices,
)


def register(app: Flask) -> None:
    """Put every call at its address."""
    app.register_blueprint(description, url_prefix="/api")
    for room in ROOMS:
        app.register_blueprint(room, url_prefix=PREFIX)
        # Asked for by `guard_forms` where a cookie could speak.
        csrf.exempt(room)
