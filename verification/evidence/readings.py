"""The typed canonical forms in which cells of two tables are compared.

`1500`, `1500.0` and `1,500` are one number; `20180101`, `2018-01-01` and `2018.1.1` one day; text
is compared in NFC without blanks around it. A cell that says nothing in a form is null, and null
is equal to null.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum


class Reading(StrEnum):
    """A form in which the cells of a column may be read."""

    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


MOMENT_TYPES = frozenset({"DATE", "TIMESTAMP"})
NUMBER_TYPES = frozenset({"BIGINT", "DOUBLE", "BOOLEAN"})

NUMBER_PATTERN = (
    r"^\s*[-+−△▲]?\s*(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
)
"""A number at the beginning of a cell; thousands may be parted."""

QUANTITY_PATTERN = (
    NUMBER_PATTERN + r"\s*(?:\([^)]*\)|%|‰|원|천원|만원|백만원|억원|명|건|개|대|곳|회|가구|세대|"
    r"㎡|㎢|㎞|km2?|m2?|kg|g|t|톤|ha|℃|ppm)?\s*$"
)
"""A cell that is a number, perhaps with its unit, or a share in brackets. `1호선` is a name."""

MONTH_PATTERN = r"(19|20)\d\d([-./년] ?|년 )(0?[1-9]|1[0-2])( ?월)?|(19|20)\d\d(0[1-9]|1[0-2])"
"""A month with its year: 2025-01, 202501, 2025년 1월."""

_DATES = (
    # The short years first: of 23-01-05 the year 23 would be made.
    "%y-%m-%d",
    "%y.%m.%d",
    "%y/%m/%d",
    "%Y-%m-%d",
    "%Y.%m.%d",
    "%Y/%m/%d",
    "%Y%m%d",
    "%Y. %m. %d",
    "%Y. %m. %d.",
    "%Y.%m.%d.",
    "%Y년 %m월 %d일",
    "%Y년%m월%d일",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y.%m.%d %H:%M:%S",
    "%Y.%m.%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%m/%d/%Y",
)
"""The ways days and moments are written; the day before the month is nobody's way here."""

FIRST_DAY, LAST_DAY = 18000101, 22001231


def read_as(sql: str, type: str, reading: Reading) -> str:
    """Return the SQL of a column of a type of the engine in a form; other cells are null."""
    return _READ[reading](sql, type)


def month_of(sql: str, type: str) -> str:
    """Return the SQL of the first day of the month a cell names; other cells are null.

    What was written 2025.01 became a number; 2025.1 is its October.
    """
    written = _text(sql, type)
    if type == "DOUBLE":
        hundred = f"{sql} * 100"
        whole = f"abs({hundred} - round({hundred})) < 1e-6 AND abs({sql}) < 1e6"
        written = f"CASE WHEN {whole} THEN round({hundred})::BIGINT::VARCHAR END"
    figures = f"regexp_extract_all({written}, '[0-9]+')"
    month = f"{figures}[1] || coalesce(lpad({figures}[2], 2, '0'), '')"
    is_one = f"regexp_full_match({written}, '{MONTH_PATTERN}')"
    return f"try_strptime(CASE WHEN {is_one} THEN {month} END, '%Y%m')"


def _text(sql: str, type: str) -> str:
    if type == "VARCHAR":
        return f"nullif(nfc_normalize(trim({sql})), '')"
    if type == "DOUBLE":
        # Whole numbers as such: 1500.0 is 1500.
        whole = f"{sql} = trunc({sql}) AND abs({sql}) < 1e15"
        return f"CASE WHEN {whole} THEN {sql}::BIGINT::VARCHAR ELSE {sql}::VARCHAR END"
    return f"{sql}::VARCHAR"


def _number(sql: str, type: str) -> str:
    if type in MOMENT_TYPES:
        return f"strftime({sql}, '%Y%m%d')::DOUBLE"
    if type != "VARCHAR":
        return f"{sql}::DOUBLE"
    found = f"regexp_extract({sql}, '{NUMBER_PATTERN}')"
    plain = f"regexp_replace(regexp_replace({found}, '[,\\s]', '', 'g'), '[−△▲]', '-')"
    return f"TRY_CAST(nullif({plain}, '') AS DOUBLE)"


def _date(sql: str, type: str) -> str:
    if type in MOMENT_TYPES:
        return f"{sql}::TIMESTAMP"
    if type in NUMBER_TYPES:
        return (
            f"CASE WHEN {sql} BETWEEN {FIRST_DAY} AND {LAST_DAY} "
            f"THEN try_strptime({sql}::BIGINT::VARCHAR, '%Y%m%d') END"
        )
    forms = ", ".join(f"'{form}'" for form in _DATES)
    return f"try_strptime(trim({sql}), [{forms}])"


_READ: Mapping[Reading, Callable[[str, str], str]] = {
    Reading.DATE: _date,
    Reading.NUMBER: _number,
    Reading.TEXT: _text,
}


def loosely(text: str) -> str:
    """Return the SQL of a text without what cleaning takes away: blanks, marks, capitals.

    The sign and the point of a number stay: 36.5 is not 365. Where figures are parted more than
    once, as those of days and telephones are, the points part, and go.
    """
    parted = f"regexp_replace(lower({text}), '{_PARTED}', '\\1 \\2 \\3', 'g')"
    points = f"regexp_replace({parted}, '([0-9])\\.([0-9])', '\\1{_POINT}\\2', 'g')"
    signs = f"regexp_replace({points}, '{_SIGNED}', '\\1{_SIGN}\\2', 'g')"
    return f"regexp_replace({signs}, '[\\s\\p{{P}}\\p{{S}}]+', '', 'g')"


_PARTED = r"([0-9]+)\.([0-9]+)\.([0-9]+)"
_SIGNED = r"(^|[\s(\[,:;/~])[-−△▲]([0-9])"
_POINT, _SIGN = "\ue000", "\ue001"
"""What stands for a point and a sign while marks are taken away: no text has these."""
