"""How much of what the settings allow may be read in one go."""

from marketplace.services import Services
from verification.limits import Limits


def limits_of(services: Services) -> Limits:
    """Return the limits of one verification, from the settings."""
    settings = services.settings
    return Limits(
        file_bytes=settings.max_file_bytes,
        rows=settings.max_rows,
        columns=settings.max_columns,
        cells=settings.max_cells,
        archive_members=settings.max_archive_members,
        archive_ratio=settings.max_archive_ratio,
        seconds=settings.max_verify_seconds,
        evidence_seconds=settings.max_evidence_seconds,
        evidence_bytes=settings.max_evidence_bytes,
        recipe_seconds=settings.max_recipe_seconds,
        recipe_bytes=settings.max_recipe_bytes,
    )
