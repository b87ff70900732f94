"""The sentences that name the sources of a work, as each licence asks for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from verification.rights.licences import Licence, find_licence


@dataclass(frozen=True)
class Credit:
    """What is known of a source that has to be named. An unknown year or author is left out."""

    title: str
    publisher: str
    licence: str
    url: str | None = None
    year: int | None = None
    author: str | None = None
    changed: bool = True


def attribution(credit: Credit) -> str:
    """Return the Korean sentence that names one source, in the form its licence asks for.

    KOGL prescribes who made it, when, under which type, the title, and where it can be had.
    Creative Commons asks for title, publisher, source, licence, and whether it was changed.
    """
    licence = find_licence(credit.licence)
    if licence is None:
        return f"'{credit.title}', {_where(credit)} (라이선스: {credit.licence}){_changed(credit)}"
    if licence.public_bodies_only:
        return _kogl(credit, licence)
    return (
        f"'{credit.title}', {_where(credit)} ({licence.name_en}, {licence.url}){_changed(credit)}"
    )


def attributions(credits_of_all: Iterable[Credit]) -> tuple[str, ...]:
    """Return one sentence for each source, nearest first, none twice.

    The list is meant to hold every ancestor of a version, not its direct sources alone.
    """
    return tuple(dict.fromkeys(attribution(credit) for credit in credits_of_all))


def _kogl(credit: Credit, licence: Licence) -> str:
    year = f" {credit.year}년에" if credit.year is not None else ""
    author = f"(작성자: {credit.author})" if credit.author is not None else ""
    home = f", {credit.url}" if credit.url is not None else ""
    kind = licence.id.removeprefix("KOGL-")
    return (
        f"본 저작물은 '{credit.publisher}'에서{year} 작성하여 공공누리 제{kind}유형으로 개방한 "
        f"'{credit.title}{author}'을(를) 이용하였으며, "
        f"원저작물은 '{credit.publisher}{home}'에서 무료로 내려받을 수 있습니다."
    )


def _where(credit: Credit) -> str:
    named = [credit.author, credit.publisher, str(credit.year) if credit.year else None, credit.url]
    return ", ".join(part for part in named if part)


def _changed(credit: Credit) -> str:
    return ", 변경하여 이용함" if credit.changed else ""
