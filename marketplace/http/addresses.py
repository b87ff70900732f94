"""Addresses as the world outside writes them."""

from flask import url_for

from marketplace.catalogue.values import VersionFacts
from marketplace.http.door import services


def outside(endpoint: str, **values: object) -> str:
    """Return the whole address of a page: of the public site where the settings name one."""
    public = services().settings.public_url.rstrip("/")
    if public:
        return public + url_for(endpoint, **values)  # type: ignore[arg-type]
    return url_for(endpoint, _external=True, **values)  # type: ignore[arg-type]


def version_address(version: VersionFacts) -> str:
    """Return the whole address of a version's page."""
    return outside("web_datasets.version", dataset_id=version.dataset_id, number=version.number)


def attribution_address(version: VersionFacts) -> str:
    """Return the whole address of the text that names a version and all its sources."""
    return outside("web_datasets.attribution", dataset_id=version.dataset_id, number=version.number)
