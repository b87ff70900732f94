"""What stands in addresses: a version by its number, or the latest."""

from werkzeug.routing import BaseConverter, ValidationError

LATEST = "latest"
_GREATEST = 2**31 - 1


class VersionNumber(BaseConverter):
    """`latest`, or a number from 1; a view gets None for the latest."""

    regex = "latest|[1-9][0-9]{0,9}"

    def to_python(self, value: str) -> int | None:
        """Return the number; a number no version can have is no address."""
        if value == LATEST:
            return None
        if int(value) > _GREATEST:
            raise ValidationError
        return int(value)

    def to_url(self, value: int | None) -> str:
        """Return what stands in the address."""
        return LATEST if value is None else str(value)
