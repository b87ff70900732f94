"""How a version is cited: a sentence for people, schema.org JSON-LD for programs reading pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from marketplace.catalogue.cycles import REPETITIONS
from marketplace.catalogue.values import DatasetFacts, PublishedFile, VersionFacts
from verification.rights.licences import find_licence

SEOUL = ZoneInfo("Asia/Seoul")
SITE_NAME = "환류"


@dataclass(frozen=True)
class Cited:
    """What a citation needs besides the version: its address, and who made it.

    `maker` is the name of a person who published on their own; None once it has been erased.
    """

    url: str
    maker: str | None = None


def citation(version: VersionFacts, cited: Cited) -> str:
    """Return the sentence to cite a version by: author (year). title (version). site. address."""
    year = version.published_at.astimezone(SEOUL).year
    title = version.described.title.shown
    author = version.publisher or cited.maker or "이름을 밝히지 않은 제공자"
    return f"{author} ({year}). {title} (제{version.number}판). {SITE_NAME}. {cited.url}"


def schema_org(
    dataset: DatasetFacts, cited: Cited, *, file_url: Callable[[PublishedFile], str]
) -> dict[str, Any]:
    """Return the dataset's shown version as a schema.org Dataset; what is not known is left out."""
    version = dataset.shown
    said = version.described
    licence = find_licence(said.licence)
    described: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": cited.url,
        "url": cited.url,
        "identifier": str(dataset.id),
        "name": said.title.shown,
        "alternateName": said.title.en if said.title.ko else None,
        "description": said.description.shown or said.title.shown,
        "keywords": list(said.keywords) or None,
        "about": said.category,
        "version": str(version.number),
        "license": licence.url if licence else said.licence,
        "isAccessibleForFree": True,
        "datePublished": _day(dataset.first_published_at),
        "dateModified": _day(version.published_at),
        "temporalCoverage": _period(version),
        "repeatFrequency": REPETITIONS.get(said.update_cycle or ""),
        "creator": _creator(version, cited),
        "creditText": citation(version, cited),
        "variableMeasured": [column["name"] for column in said.columns] or None,
        "isBasedOn": [source["external"]["url"] for source in said.sources if "external" in source]
        or None,
        "distribution": [_download(file, file_url(file)) for file in version.originals] or None,
    }
    return {name: value for name, value in described.items() if value is not None}


def _creator(version: VersionFacts, cited: Cited) -> dict[str, str] | None:
    if version.publisher:
        return {"@type": "Organization", "name": version.publisher}
    return {"@type": "Person", "name": cited.maker} if cited.maker else None


def _day(at: Any) -> str:
    return str(at.astimezone(SEOUL).date().isoformat())


def _period(version: VersionFacts) -> str | None:
    """Return an ISO 8601 interval, open (`..`) on the side that is not known."""
    begin, end = version.described.period_from, version.described.period_to
    if begin is None and end is None:
        return None
    return "/".join(day.isoformat() if day else ".." for day in (begin, end))


def _download(file: PublishedFile, url: str) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": url,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.digest,
    }
