"""Renders templates outside an application, strictly: what a page is not given is an error."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.routing import Map, Rule

import marketplace
from marketplace.http.static_files import built
from marketplace.web.words import install_words
from tests.marketplace.web.endpoints import ENDPOINTS
from tests.marketplace.web.samples import collaborations, desks, offers, people, quality, shelf
from tests.marketplace.web.samples.common import ANONYMOUS, SIGNED_IN

TEMPLATES = Path(marketplace.__file__).parent / "templates"
PAGES = [
    *shelf.PAGES,
    *offers.PAGES,
    *desks.PAGES,
    *quality.PAGES,
    *people.PAGES,
    *collaborations.PAGES,
]
BUILT = {name: name for name in ("app.css", "fonts.css", "app.js", "mark.svg")}


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True
    )
    urls = Map([Rule(path, endpoint=name) for name, path in ENDPOINTS.items()]).bind("127.0.0.1")

    def url_for(endpoint: str, **values: object) -> str:
        return urls.build(endpoint, values)

    made.globals.update(
        url_for=url_for,
        built=built(url_for, BUILT),
        csrf_token=lambda: "token",
        get_flashed_messages=lambda with_categories=False: [("message", "저장했습니다.")],
    )
    install_words(made)
    return made


def render(name: str, values: Mapping[str, object], *, signed_in: bool = True) -> str:
    shared = SIGNED_IN if signed_in else ANONYMOUS
    return environment().get_template(name).render({**shared, **values})
