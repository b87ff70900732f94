"""How cell text is shown to people: masked first, then made short and harmless to print."""

import re

from verification.personal.mask import mask

_LOOKED_AT = 2_000
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def shown(text: str, *, at_most: int = 60) -> str:
    """The beginning of a text, without any number of a person and in one line.

    Masked before it is cut: half a number would no longer be recognised as one.
    """
    visible = _UNPRINTABLE.sub(" ", mask(text[:_LOOKED_AT]))
    return visible if len(visible) <= at_most else visible[: at_most - 1] + "…"
