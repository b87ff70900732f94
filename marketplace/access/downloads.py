"""Which stored object stands behind a file's name and form."""

from dataclasses import dataclass
from pathlib import PurePath

from marketplace.catalogue.models import Form
from marketplace.catalogue.values import PublishedFile, VersionFacts
from marketplace.errors import NotFound
from storage.digests import Digest

_FORMS = {
    None: Form.ORIGINAL,
    "": Form.ORIGINAL,
    "original": Form.ORIGINAL,
    "parquet": Form.TABLE,
    "refined": Form.REFINED,
}


@dataclass(frozen=True)
class Grant:
    """What is given: bytes by their digest, under a name, in a form."""

    digest: Digest
    name: str
    media_type: str
    size: int
    form: str


def grant_download(
    version: VersionFacts, name: str, form: str | None, *, sheet: str | None = None
) -> Grant:
    """Return what stands behind a file of a version; raise `NotFound` if there is no such one."""
    wanted = _FORMS.get(form)
    for file in version.files:
        if file.name == name and file.form is wanted and sheet in (None, file.sheet):
            shown = name_given(file)
            return Grant(file.digest, shown, file.media_type, file.size, file.form.value)
    raise NotFound("file", name)


def name_given(file: PublishedFile) -> str:
    """Under which name a file is given out: `people.parquet`, `people_정제_인구.csv`."""
    if file.form is Form.ORIGINAL:
        return file.name
    stem = PurePath(file.name).stem
    if file.form is Form.TABLE:
        return f"{stem}.parquet"
    return "_".join((stem, "정제", *filter(None, (file.sheet,)))) + ".csv"
