"""The sources somebody named, as the server knows them; the version last received where none is."""

from collections.abc import Iterator, Sequence

from marketplace.cli.drafting import AskedSource, FoundSource
from marketplace.cli.errors import AskedWrongly
from marketplace.cli.server import Server

_PAGE = 100


def found_source(server: Server, asked: AskedSource) -> FoundSource:
    """Return a source as the server knows it; raise `AskedWrongly` for a file."""
    if asked.dataset is None:
        raise AskedWrongly(f"{asked.path}: a file here is no source there; name it by its id")
    number = asked.version or _received(server, str(asked.dataset))
    return FoundSource(asked, server.version(str(asked.dataset), number))


def unreceived(server: Server, sources: Sequence[FoundSource]) -> Iterator[FoundSource]:
    """Yield the sources that no receipt is held for: they show less."""
    held = set(_receipts(server))
    for source in sources:
        if (source.dataset, source.version) not in held:
            yield source


def _received(server: Server, dataset: str) -> int:
    for held, number in _receipts(server):
        if held == dataset:
            return number
    raise AskedWrongly(f"{dataset}: you received no version of it; name one as {dataset}@N")


def _receipts(server: Server) -> Iterator[tuple[str, int]]:
    page, seen, count = 0, 0, 1
    while seen < count:
        page += 1
        answer = server.get("/receipts", page=page, per_page=_PAGE)
        count = min(answer["count"], page * _PAGE + _PAGE)
        seen = page * _PAGE
        yield from ((str(each["dataset"]), int(each["version"])) for each in answer["items"])
