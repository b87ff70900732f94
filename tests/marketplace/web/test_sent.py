import pytest

from marketplace.web.sent import local_address


@pytest.mark.parametrize(
    ("given", "led"),
    [
        ("/points?page=2#top", "/points?page=2#top"),
        ("/datasets?q=버스", "/datasets?q=버스"),
        ("", "/"),
        ("points", "/"),
        ("//elsewhere.test/x", "/"),
        ("/\\elsewhere.test", "/"),
        ("/\telsewhere.test", "/"),
        ("https://elsewhere.test", "/"),
        ("javascript:alert(1)", "/"),
        ("http://[", "/"),
    ],
)
def test_only_addresses_of_this_site_lead_anywhere(given: str, led: str) -> None:
    assert local_address(given) == led
