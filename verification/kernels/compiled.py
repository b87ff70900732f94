"""How every loop of the house is compiled: once for each machine, and kept.

What is kept is known by the digest of all sources here: by itself the compiler looks at the file of
a loop alone, and would go on with the old code of the small steps that another file lends it.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

_HERE = Path(__file__).parent


def _digest() -> str:
    """The digest of the sources, and of the compiler's version."""
    sources = [path.read_bytes() for path in sorted(_HERE.glob("*.py"))]
    return hashlib.sha256(b"".join([numba.__version__.encode(), *sources])).hexdigest()[:16]


def _folders() -> Iterator[Path]:
    """Where compiled code may be kept, best first."""
    name = f"hwanryu-{_digest()}"
    yield _HERE / "__pycache__" / name
    yield Path(tempfile.gettempdir()) / f"{name}-{os.getuid()}"


def _is_ours(folder: Path) -> bool:
    """Whether it can be written to by nobody but us: what is kept there is run."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            return folder.stat().st_uid == os.getuid()
    except OSError:
        return any(folder.glob("*.nbi")) and folder.is_relative_to(_HERE)


numba.config.CACHE_DIR = str(  # type: ignore[attr-defined]
    next(filter(_is_ours, _folders()), _HERE)
)

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """The function as machine code, which other threads run beside."""
    return cast(F, numba.njit(cache=True, nogil=True)(function))


def inlined(function: F) -> F:
    """The function as a part of those that call it: too small to be worth a call."""
    return cast(F, numba.njit(cache=True, nogil=True, inline="always")(function))
