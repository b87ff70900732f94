"""Search: every state of it stands in the address."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from flask import Blueprint, render_template, request, url_for

from marketplace.catalogue.asked import Facet, Sort
from marketplace.catalogue.search import FacetCount, SearchPage
from marketplace.http.door import actor, requires, session
from marketplace.permissions.permission import Permission
from marketplace.web.catalogue_words import CYCLES
from marketplace.web.echo import echoed
from marketplace.web.labels import ACCESSES, ASSURANCES, KINDS
from marketplace.web.marking import N_
from marketplace.web.paging import address_without, pager
from marketplace.web.results import result
from marketplace.workflow import browsing
from marketplace.workflow.assuring import grounds_of_lines
from marketplace.workflow.fronting import DERIVED
from marketplace.workflow.listing import listed
from verification.findings import Text

search = Blueprint("web_search", __name__)

ANY_DERIVED = "derived"
"""As a generation: whatever was made from something."""


def licence_words(licence: str) -> Text:
    """Return a licence's id as people say it."""
    plain = licence.replace("-4.0", "").replace("CC-", "CC ")
    return Text(plain.replace("KOGL-", "공공누리 "), plain.replace("KOGL-", "KOGL "))


def generation_words(generation: str) -> Text:
    """Return a generation as people say it."""
    if generation == ANY_DERIVED:
        return Text("되돌아온 데이터", "Given back")
    if generation == "0":
        return Text("원천", "Source")
    return Text(f"{generation}차", f"Generation {generation}")


_WORDS: Mapping[Facet, tuple[str, Callable[[str], str | Text]]] = {
    Facet.CATEGORY: (N_("분류"), str),
    Facet.GENERATION: (N_("차수"), generation_words),
    Facet.ASSURANCE: (N_("확인 정도"), lambda value: ASSURANCES.get(value, value)),
    Facet.LICENCE: (N_("이용허락"), licence_words),
    Facet.ACCESS: (N_("누가 받나"), lambda value: ACCESSES.get(value, value)),
    Facet.KIND: (N_("종류"), lambda value: KINDS.get(value, value)),
    Facet.FORMAT: (N_("파일 형식"), str),
    Facet.UPDATE_CYCLE: (N_("갱신 주기"), lambda value: CYCLES.get(value, value)),
}
"""The facets shown, in their order: what each is called, and what its values are."""


@search.get("/datasets", endpoint="search")
@requires(Permission.DATASET_READ)
def found() -> str:
    """Search datasets."""
    given = dict(request.args.lists())
    page = browsing.search(session(), actor(), {**given, **_spelled_out(given)})
    grounds = grounds_of_lines(session(), actor(), page.items)
    query = request.args.get("q", "")
    sort = request.args.get("sort") or Sort.RELEVANCE.value
    return render_template(
        "search/search.html",
        query=echoed({"q": query, "sort": sort}),
        curated=request.args.get("curated") == "yes",
        total=page.count,
        total_is=page.count_is,
        facets=[each for facet in _WORDS if (each := _facet(facet, page, given))["choices"]],
        active=list(_active(given)),
        sorts=[{"value": each.value, "is_chosen": each.value == sort} for each in Sort],
        results=[result(each, grounds) for each in listed(session(), page.items)],
        pager=pager(page.page, count=page.count, per_page=page.per_page),
        clear=url_for("web_search.search", q=query) if query else url_for("web_search.search"),
    )


def _spelled_out(given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the generations asked for, `derived` as all that it stands for."""
    asked = given.get(Facet.GENERATION, [])
    if ANY_DERIVED not in asked:
        return {}
    plain = [value for value in asked if value != ANY_DERIVED]
    return {Facet.GENERATION.value: [*plain, *map(str, DERIVED)]}


def _facet(facet: Facet, page: SearchPage, given: Mapping[str, Sequence[str]]) -> dict[str, object]:
    name, words = _WORDS[facet]
    chosen = [value for value in given.get(facet.value, []) if value]
    counts = {str(each.value): each.count for each in _counted(page, facet)}
    # What is chosen stays to be taken back, although nothing was found of it.
    values = dict.fromkeys([*counts, *chosen])
    return {
        "name": facet.value,
        "words": name,
        "choices": [
            {
                "value": value,
                "words": words(value),
                "total": _total(value, counts),
                "is_chosen": value in chosen,
            }
            for value in values
        ],
    }


def _counted(page: SearchPage, facet: Facet) -> Sequence[FacetCount]:
    return page.facets.get(facet, ())


def _total(value: str, counts: Mapping[str, int]) -> int:
    if value == ANY_DERIVED:
        return sum(count for generation, count in counts.items() if generation != "0")
    return counts.get(value, 0)


def _active(given: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str | Text]]:
    if "yes" in given.get("curated", []):
        yield {"words": N_("세종 공유데이터"), "address": address_without("curated", "yes")}
    for facet, (_, words) in _WORDS.items():
        for value in given.get(facet.value, []):
            if value:
                yield {"words": words(value), "address": address_without(facet.value, value)}
