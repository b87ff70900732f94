"""The pager of a list: where the reader is, and the addresses around."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

AROUND = 2


@dataclass(frozen=True)
class Pager:
    """The page shown, the last there is, and addresses of those before, after and near it."""

    number: int
    last: int
    previous: str | None
    following: str | None
    near: Sequence[tuple[int, str]]


def pager(number: int, *, count: int, per_page: int) -> Pager:
    """Return the pager of the list this request shows a page of."""
    last = max(1, -(-count // per_page))
    near = range(max(1, number - AROUND), min(last, number + AROUND) + 1)
    return Pager(
        number=number,
        last=last,
        previous=address_with(page=str(number - 1)) if number > 1 else None,
        following=address_with(page=str(number + 1)) if number < last else None,
        near=[(each, address_with(page=str(each))) for each in near],
    )


def address_with(**changed: str | None) -> str:
    """Return this page's query with some values replaced, or taken out where None is given."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changed]
    added = [(name, value) for name, value in changed.items() if value is not None]
    return f"?{urlencode([*kept, *added])}"


def address_without(name: str, value: str) -> str:
    """Return this page's query without one of the values of a name, and on its first page."""
    kept = [
        pair
        for pair in request.args.items(multi=True)
        if pair != (name, value) and pair[0] != "page"
    ]
    return f"?{urlencode(kept)}"
