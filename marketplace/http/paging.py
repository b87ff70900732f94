"""Pages of lists: `page` and `per_page` in the query, `Link` in the answer (RFC 8288)."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, request

from marketplace.http.bodies import query_number

MOST_PER_PAGE = 100


@dataclass(frozen=True)
class Page:
    """Which page is asked for; pages count from 1."""

    number: int
    size: int


def asked_page(*, default: int = 20) -> Page:
    """Return the page the query asks for; raise `BodyFaulty` if it is out of bounds."""
    return Page(query_number("page", 1), query_number("per_page", default, most=MOST_PER_PAGE))


def linked(response: Response, page: Page, *, count: int) -> Response:
    """Add the links to the pages before and after, and to the first and last."""
    links = ", ".join(f'<{url}>; rel="{relation}"' for relation, url in _links(page, count))
    if links:
        response.headers["Link"] = links
    return response


def _links(page: Page, count: int) -> Iterator[tuple[str, str]]:
    last = max(1, -(-count // page.size))
    wanted = {"first": 1, "prev": page.number - 1, "next": page.number + 1, "last": last}
    for relation, number in wanted.items():
        if 1 <= number <= last and number != page.number:
            yield relation, _with_page(number)


def _with_page(number: int) -> str:
    query = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return f"{request.base_url}?{urlencode([*query, ('page', str(number))])}"
