"""The published rules in words agree with the rules in force and with what pages call them."""

from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.ledger.kinds import EventKind, Menu, Reason
from marketplace.ledger.published import published_rules
from marketplace.ledger.rules import REFUSALS
from marketplace.ledger.texts import MENUS, REASONS

DOC = (Path(__file__).parents[3] / "docs" / "points.md").read_text(encoding="utf-8")


def cells(heading: str) -> list[list[str]]:
    """The rows of the table under a heading, their code marks taken off."""
    section = DOC.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in row] for row in rows[2:]]


def test_every_reason_and_menu_has_a_name_in_both_languages() -> None:
    assert REASONS.keys() == set(Reason)
    assert MENUS.keys() == set(Menu)
    assert all(text.ko and text.en for text in (*REASONS.values(), *MENUS.values()))


def test_the_page_gives_each_reason() -> None:
    refused = {reason for reason, _ in cells("Not recognised, with these reasons")}
    counted = {reason for reason, _ in cells("Recognised, with these reasons")}

    assert refused == REFUSALS
    assert counted == set(Reason) - REFUSALS


def test_the_page_gives_the_weights_in_force(session: Session) -> None:
    rules = published_rules(session)[-1]
    rows = cells("What counts for how much")
    uploads = {what.split("`")[0]: int(amount) for kind, what, amount in rows if kind == "upload"}

    assert {kind for kind, _, _ in rows} == set(EventKind)
    assert uploads == rules.uploads
    assert {kind: amount for kind, _, amount in rows if kind in ("download", "menu")} == {
        "download": str(rules.download),
        "menu": str(rules.menu),
    }
    assert f"(rule version {rules.number})" in DOC


def test_the_page_gives_the_menus_in_force(session: Session) -> None:
    rules = published_rules(session)[-1]
    listed = dict(cells("Menus that count"))

    assert listed.keys() == set(Menu)
    assert {menu for menu, counts in listed.items() if counts == "yes"} == rules.menus
    assert f"at most {rules.menus_per_day} a day" in DOC
