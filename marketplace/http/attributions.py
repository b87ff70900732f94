"""The text that names a version and every source of it, as a file to keep beside a work."""

from flask import Response

from marketplace.catalogue.values import VersionFacts
from marketplace.workflow.crediting import Credits


def attribution_answer(version: VersionFacts, credits_of_it: Credits) -> Response:
    """Return whom to name for a version, in Korean and then in English."""
    text = credits_of_it.text
    answer = Response(f"{text.ko}\n\n{text.en}\n", mimetype="text/plain")
    name = f"{version.dataset_id}-{version.number}-attribution.txt"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
