"""The sentences that name the sources of a work, as each licence asks for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from verification.findings import Text
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


RESTRICTED = Text("열람이 제한된 데이터셋을 이용하였습니다.", "It uses a restricted dataset.")
"""What is said of a source that whoever reads may not know of."""


_NOTHING = Text("", "")


def attribution(credit: Credit) -> Text:
    """Return the sentence that names one source, in the form its licence asks for.

    KOGL prescribes who made it, when, under which type, the title, and where it can be had.
    Creative Commons asks for title, publisher, source, licence, and whether it was changed.
    """
    licence = find_licence(credit.licence)
    if licence is None:
        return _plain(credit, Text(f"라이선스: {credit.licence}", f"licence: {credit.licence}"))
    if licence.id.startswith("KOGL-"):
        return _kogl(credit, licence)
    home = f", {licence.url}" if licence.url else ""
    return _plain(credit, Text(*(f"{licence.name_en}{home}",) * 2))


def attributions(credits_of_all: Iterable[Credit | None]) -> tuple[Text, ...]:
    """Return one sentence for each source, nearest first, none twice; None: a restricted one.

    The list is meant to hold every ancestor of a version, not its direct sources alone.
    """
    told = (attribution(credit) if credit else RESTRICTED for credit in credits_of_all)
    return tuple(dict.fromkeys(told))


def _kogl(credit: Credit, licence: Licence) -> Text:
    """The words of the Ministry of Culture (mcst.go.kr, koglType), and the same in English."""
    kind = licence.id.removeprefix("KOGL-")
    in_year = Text(f" '{credit.year}년'", f" in {credit.year}") if credit.year else _NOTHING
    by = Text(f"(작성자:{credit.author})", f" (by {credit.author})") if credit.author else _NOTHING
    home = f"{credit.publisher}, {credit.url}" if credit.url else credit.publisher
    return Text(
        f"본 저작물은 '{credit.publisher}'에서{in_year.ko} 작성하여 공공누리 제{kind}유형으로 "
        f"개방한 '{credit.title}{by.ko}'을 이용하였으며, "
        f"해당 저작물은 '{home}'에서 무료로 다운받으실 수 있습니다.",
        f"This work uses '{credit.title}{by.en}', made by '{credit.publisher}'{in_year.en} and "
        f"opened under KOGL type {kind}; it can be had free of charge from '{home}'.",
    )


def _plain(credit: Credit, licence: Text) -> Text:
    named = [credit.author, credit.publisher, str(credit.year) if credit.year else None, credit.url]
    where = ", ".join(part for part in (f"'{credit.title}'", *named) if part)
    changed = Text(", 변경하여 이용함", ", changed") if credit.changed else _NOTHING
    return Text(f"{where} ({licence.ko}){changed.ko}", f"{where} ({licence.en}){changed.en}")
