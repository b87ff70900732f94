"""The built front end: which file of `static/dist` stands behind a plain name."""

import json
from collections.abc import Callable
from pathlib import Path

from marketplace.errors import MarketplaceError

DIST = Path(__file__).parents[1] / "static" / "dist"


class FrontEndNotBuilt(MarketplaceError):
    """The pages' stylesheet and script were never built: `npm ci && npm run build`."""

    def __init__(self, dist: Path) -> None:
        super().__init__(f"no built front end in {dist}: run `npm ci && npm run build`")
        self.dist = dist


def built_names(dist: Path = DIST) -> dict[str, str]:
    """Return the plain names and the hashed ones; raise `FrontEndNotBuilt` if there is no build."""
    try:
        return dict(json.loads((dist / "manifest.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise FrontEndNotBuilt(dist) from None


def built(url_for: Callable[..., str], names: dict[str, str]) -> Callable[[str], str]:
    """Return the template function `built('app.css')` → the address of that file as it was built.

    The name carries a hash of the content, so it may be kept by browsers for ever.
    """

    def address(name: str) -> str:
        return url_for("static", filename=f"dist/{names[name]}")

    return address
