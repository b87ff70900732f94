"""What was typed, shown again in a form that was refused."""

from collections.abc import Mapping

from submissions.typed import holds_resident_number
from verification.personal.mask import mask


def echoed(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values as they were typed, but for a resident number: no page shows one."""
    return {
        name: mask(value) if holds_resident_number(value) else value
        for name, value in values.items()
    }
