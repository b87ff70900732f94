"""How every loop of the house is compiled: once for each machine, kept beside the source."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """The function as machine code, which other threads run beside."""
    return cast(F, numba.njit(cache=True, nogil=True)(function))


def inlined(function: F) -> F:
    """The function as a part of those that call it: too small to be worth a call."""
    return cast(F, numba.njit(cache=True, nogil=True, inline="always")(function))
