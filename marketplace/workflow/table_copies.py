"""The Parquet copies of published tables that all processes of this machine share."""

from marketplace.access.copies import KeptCopies
from marketplace.services import Services


def copies_of(services: Services) -> KeptCopies:
    """Return them; what is not there yet is fetched when it is asked for."""
    settings = services.settings
    return KeptCopies(
        settings.data / "rows", services.objects, most_bytes=settings.rows_cache_bytes
    )
