"""A version stands in an address by its number, or as the latest."""

import pytest
from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, Rule

from marketplace.http.converters import VersionNumber

ADDRESSES = Map(
    [Rule("/versions/<version:number>", endpoint="version")],
    converters={"version": VersionNumber},
).bind("example.test")


@pytest.mark.parametrize(
    ("step", "number"), [("latest", None), ("1", 1), ("12", 12), ("2147483647", 2147483647)]
)
def test_a_version_is_read_and_written(step: str, number: int | None) -> None:
    assert ADDRESSES.match(f"/versions/{step}") == ("version", {"number": number})
    # werkzeug passes over values that are None: a page says `latest` in so many words.
    assert ADDRESSES.build("version", {"number": number or "latest"}) == f"/versions/{step}"


@pytest.mark.parametrize(
    "step", ["0", "01", "-1", "1.0", "newest", "2147483648", "9" * 30, "%D9%A3"]
)
def test_what_no_version_can_be_is_no_address(step: str) -> None:
    with pytest.raises(NotFound):
        ADDRESSES.match(f"/versions/{step}")
