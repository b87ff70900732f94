"""What a derivation of the demonstration is: who makes what of which datasets, and how it ends."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from marketplace.cli.demo.original import MADE_UP, MARK
from marketplace.cli.demo.tables import Column, Row, Table


class Fate(StrEnum):
    """How a submission of the demonstration ends."""

    PUBLISHED = "published"
    RETURNED = "returned"
    LEFT = "left"  # nobody decides: the reviewers' queue is not empty


@dataclass(frozen=True)
class From:
    """A source by the name of its dataset, and what was done with it."""

    name: str
    how: str


@dataclass(frozen=True, kw_only=True)
class Derived:
    """Something handed in by hand. Without sources it is an original, which officials may offer.

    `make` gets the records of each source, in their order, as they were downloaded. `recipe` is
    the SQL that makes the same of them, by the names `s1`, `s2` …; None where nobody wrote one.
    """

    name: str
    maker: str
    category: str
    about: str
    keywords: tuple[str, ...]
    sources: tuple[From, ...] = ()
    columns: tuple[Column, ...]
    make: Callable[..., Iterable[Row]]
    kind: str = "data"
    licence: str = "CC-BY-4.0"
    access: str = "public"
    method: str | None = None
    recipe: str | None = None
    fate: Fate = Fate.PUBLISHED
    remark: str = "원천과 대조하였고 설명이 충분합니다."

    @property
    def title(self) -> str:
        """The title, marked as the demonstration's."""
        return f"{self.name}{MARK}"

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.name.replace(' ', '_')}.csv"

    def table(self, *records: object) -> Table:
        """Return what was made of the sources' records."""
        return Table(self.columns, tuple(self.make(*records)))

    def manifest(self, sources: Iterable[tuple[UUID, int]]) -> dict[str, Any]:
        """Return its manifest, with the dataset and version of each source."""
        return {
            "title": {"ko": self.title},
            "description": {"ko": f"{self.about}\n{MADE_UP}"},
            "kind": self.kind,
            "category": self.category,
            "keywords": list(self.keywords),
            "licence": self.licence,
            "access": self.access,
            "columns": [column.as_manifest() for column in self.columns],
            "sources": [
                {"dataset": str(dataset), "version": version, "how": named.how, "as": f"s{place}"}
                for place, (named, (dataset, version)) in enumerate(
                    zip(self.sources, sources, strict=True), start=1
                )
            ],
            "method": self.method,
            "recipe": self.recipe and {"sql": self.recipe, "output": self.file_name},
        }
