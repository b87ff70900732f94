"""How a version is cited, and what it tells machines: schema.org's Dataset, and BibTeX."""

from typing import Any

from marketplace.catalogue.values import VersionFacts
from marketplace.http.addresses import outside
from marketplace.ledger.days import day_of
from marketplace.web.context import NAME
from marketplace.workflow.crediting import Credits
from marketplace.workflow.showing import DatasetPage
from verification.rights.licences import find_licence


def citation(version: VersionFacts, by: str) -> str:
    """Return the sentence that cites a version."""
    title = version.described.title.shown
    year = day_of(version.published_at).year
    return f"{by} ({year}). {title} ({version.number}판) [데이터]. {NAME}. {_address(version)}"


def bibtex(version: VersionFacts, by: str, credits_of_it: Credits) -> str:
    """Return the version as an entry of a BibTeX file, with whom those who use it have to name."""
    fields = {
        "author": by,
        "title": version.described.title.shown,
        "version": str(version.number),
        "year": str(day_of(version.published_at).year),
        "publisher": NAME,
        "url": _address(version),
        "note": credits_of_it.text.ko,
    }
    # In two braces a text stays as it is written.
    lines = ",\n".join(f"  {name} = {{{{{_plain(text)}}}}}" for name, text in fields.items())
    return f"@misc{{hwanryu-{version.dataset_id.hex[:8]}-{version.number},\n{lines}\n}}\n"


def schema_org(page: DatasetPage, credits_of_it: Credits) -> dict[str, Any]:
    """Return the version as JSON-LD, as search engines for data read it."""
    version, said = page.version, page.version.described
    licence = find_licence(said.licence)
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": _address(version),
        "url": _address(version),
        "name": said.title.shown,
        "description": said.description.shown or said.title.shown,
        "license": (licence.url if licence else "") or said.licence,
        "creator": {"@type": "Organization" if version.publisher else "Person", "name": page.by},
        "datePublished": day_of(version.published_at).isoformat(),
        "version": str(version.number),
        "keywords": list(said.keywords),
        "inLanguage": "ko",
        "creditText": credits_of_it.text.ko,
        "isAccessibleForFree": said.access == "public",
        "distribution": [_distribution(version, file) for file in version.originals],
    }
    sources = [_source(page, row.source_version_id) for row in page.sources]
    known = [each for each in sources if each]
    return {**described, "isBasedOn": known} if known else described


def _distribution(version: VersionFacts, file: Any) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "sha256": file.digest,
        "contentUrl": outside(
            "web_datasets.file",
            dataset_id=version.dataset_id,
            number=version.number,
            name=file.name,
        ),
    }


def _source(page: DatasetPage, version_id: Any) -> str:
    facts = page.tree.versions.get(version_id)
    return _address(facts) if facts is not None else ""


def _address(version: VersionFacts) -> str:
    return outside("web_datasets.version", dataset_id=version.dataset_id, number=version.number)


def _plain(text: str) -> str:
    """Return a text without what would end its field early."""
    return text.replace("\\", " ").replace("{", "(").replace("}", ")")
