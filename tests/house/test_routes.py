"""Every route says what it asks for: a permission, or that it is for everyone."""

import re
from collections.abc import Iterator

from flask import Flask

from marketplace.http.door import PERMISSION, public, requires
from marketplace.permissions.permission import Permission
from marketplace.permissions.rules import RULES
from tests.house.application import unconnected
from tests.house.source import modules

# Flask's own door to what was built; its files are for everyone.
STATIC = "static"


def undeclared(app: Flask) -> Iterator[str]:
    """Yield the routes that name neither a permission nor `public`."""
    for rule in app.url_map.iter_rules():
        said = getattr(app.view_functions[rule.endpoint], PERMISSION, None)
        declared = said == "public" or isinstance(said, Permission)
        if rule.endpoint != STATIC and not declared:
            yield f"{rule.rule} ({rule.endpoint})"


def test_every_route_declares_a_permission() -> None:
    assert list(undeclared(unconnected())) == []


def test_a_route_without_a_permission_is_seen() -> None:
    app = Flask("small")
    app.add_url_rule("/all", "all", public(lambda: ""))
    app.add_url_rule("/own", "own", requires(Permission.ACCOUNT_OWN)(lambda: ""))
    app.add_url_rule("/open", "open", lambda: "")

    assert list(undeclared(app)) == ["/open (open)"]


def test_every_permission_has_a_rule_and_is_asked_for_somewhere() -> None:
    asking = [each.text for each in modules() if not each.stands_in("marketplace/permissions")]

    assert set(RULES) == set(Permission)
    assert [
        each.name
        for each in Permission
        if not any(re.search(rf"\bPermission\.{each.name}\b", text) for text in asking)
    ] == []


def test_what_only_reads_changes_nothing_by_its_method() -> None:
    # A form that changes something is never fetched by GET: links are followed by anything.
    told = [
        rule.rule
        for rule in unconnected().url_map.iter_rules()
        if {"GET", "POST"} <= (rule.methods or set()) and rule.rule.startswith("/api/")
    ]

    assert told == []
