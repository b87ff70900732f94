"""What a dataset's row says: taken from its latest version, and from nothing else."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from marketplace.catalogue.models import Distribution, Form, Version
from marketplace.catalogue.values import PublishedFile
from marketplace.catalogue.words import grams_of, run_together, searchable

SUMMARY_LENGTH = 200
BAR = "|"
"""Parts titles from keywords; no word contains it."""


def shown_columns(
    version: Version, files: Sequence[PublishedFile] | Sequence[Distribution]
) -> dict[str, Any]:
    """Return what a dataset's row says while this version is its latest."""
    ko, en = version.title.get("ko"), version.title.get("en")
    described = " ".join(version.description.values())
    head = _head([title for title in (ko, en) if title], version.keywords)
    body = searchable((*(str(column.get("name")) for column in version.columns), described))
    return {
        "latest_number": version.number,
        "published_at": version.published_at,
        "withdrawn_at": None,
        "title_ko": ko or en or "",
        "title_en": en,
        "kind": version.kind,
        "category": version.category,
        "generation": version.generation,
        "assurance": version.assurance,
        "licence": version.licence,
        "access": version.access,
        "update_cycle": version.update_cycle,
        "formats": formats_of(files),
        "keywords": list(version.keywords),
        "period_from": version.period_from,
        "period_to": version.period_to,
        "summary": described[:SUMMARY_LENGTH],
        "head_text": head,
        "body_text": body,
        "grams": grams_of((*head.split(), *body.split())),
    }


def _head(titles: Sequence[str], keywords: Sequence[str]) -> str:
    """Return titles and keywords, each also run together, with a bar where the titles end."""
    named, tagged = ((*texts, *map(run_together, texts)) for texts in (titles, keywords))
    return f"{searchable(named)} {BAR} {searchable(tagged)}"


def formats_of(files: Sequence[PublishedFile] | Sequence[Distribution]) -> list[str]:
    """Return the kinds of file a version came as (`CSV`, `XLSX`), each once, sorted."""
    named = {
        PurePath(file.name).suffix.removeprefix(".").upper()
        for file in files
        if file.form == Form.ORIGINAL
    }
    return sorted(named - {""})
