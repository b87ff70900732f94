"""One form for each value, as SQL: 1500 and 1500.0, two ways of writing a day, and nothing at all.

Every function takes SQL that gives a cell and returns SQL; nothing from outside stands in it.
"""

from verification.evidence.replay.alignment import Family, Pair

RELATIVE = 1e-9
"""The share by which two numbers may differ: what adding up in another order makes of them."""
MOST_DECIMALS = 9
"""Numbers printed with more decimals than this were not rounded, but written as they are."""

_EXACT = 2.0**53
"""Below it a number of the engine's says exactly which whole number it is."""

_COUNTED = 1e12
"""Below it two whole numbers are what was counted, or codes; above it they may be large sums."""
_WHOLE_NUMERAL = r"^[+-]?(0|[1-9][0-9]{0,36}|[1-9][0-9]{0,2}(,[0-9]{3}){1,11})(\.0+)?$"
_NUMERAL = r"^[+-]?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(,[0-9]{3})+)?(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$"
_MOMENTS = (
    "%Y-%m-%d", "%Y.%m.%d", "%Y.%m.%d.", "%Y. %m. %d", "%Y. %m. %d.", "%Y/%m/%d", "%Y%m%d",
    "%Y년 %m월 %d일", "%Y년%m월%d일",
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M",
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y.%m.%d %H:%M:%S", "%Y.%m.%d %H:%M",
    "%Y%m%d%H%M%S", "%Y-%m-%d %H:%M:%S.%f",
)  # fmt: skip


def text(cell: str) -> str:
    """A cell as text in one composition, without blanks around it; an empty one is nothing."""
    return f"nullif(trim(nfc_normalize(CAST({cell} AS VARCHAR))), '')"


def number(cell: str, family: Family) -> str:
    """A cell as a number, or null where it is none. Codes as 00012 are no numbers."""
    if family is Family.TEXT:
        plain = text(cell)
        numeral = f"regexp_matches({plain}, '{_NUMERAL}')"
        digits = f"regexp_matches({plain}, '[0-9]')"
        value = f"TRY_CAST(replace({plain}, ',', '') AS DOUBLE) + 0.0"
        return f"CASE WHEN {numeral} AND {digits} THEN {value} END"
    if family is Family.MOMENT:
        return "CAST(NULL AS DOUBLE)"
    # What is no number, as 0 / 0, is written as nothing.
    return f"CASE WHEN NOT isnan(CAST({cell} AS DOUBLE)) THEN CAST({cell} AS DOUBLE) + 0.0 END"


def moment(cell: str, family: Family) -> str:
    """A cell as a moment, or null where it is none."""
    if family is Family.MOMENT:
        return f"CAST({cell} AS TIMESTAMP)"
    forms = ", ".join(f"'{form}'" for form in _MOMENTS)
    return f"try_strptime({text(cell)}, [{forms}])"


def canonical(cell: str, family: Family, pair: Pair) -> str:
    """A cell in the one form in which its pair is compared; equal cells have equal forms.

    Of numbers it is a rounded one: two that are near may still fall on two sides of a bound.
    """
    match pair.compared_as:
        case Family.WHOLE:
            return f"CAST({cell} AS HUGEINT)"
        case Family.NUMBER:
            rounded = _rounded(number(cell, family), pair.decimals)
            if not pair.mixed:
                return rounded
            return _or_text(rounded, cell) if family is Family.TEXT else _marked(rounded)
        case Family.MOMENT:
            found = moment(cell, family)
            typed = pair.submitted.family is pair.reproduced.family is Family.MOMENT
            return found if typed else _or_text(found, cell)
        case Family.TRUTH:
            return f"lower({text(cell)})"
        case Family.TEXT:
            return _of_text(cell)


def differ(submitted: str, reproduced: str, pair: Pair) -> str:
    """Whether two cells say different things, numbers within the tolerance."""
    families = pair.submitted.family, pair.reproduced.family
    one, other = (
        canonical(cell, family, pair)
        for cell, family in zip((submitted, reproduced), families, strict=True)
    )
    unlike = f"({one}) IS DISTINCT FROM ({other})"
    if pair.compared_as is not Family.NUMBER:
        return unlike
    first, second = number(submitted, families[0]), number(reproduced, families[1])
    return f"coalesce({_apart(first, second, pair)}, {unlike})"


def _apart(one: str, other: str, pair: Pair) -> str:
    half = 0.0 if pair.decimals > MOST_DECIMALS else 0.5 * 10.0**-pair.decimals * (1 + RELATIVE)
    greatest = f"greatest(abs({one}), abs({other}))"
    # What was counted, or is a code, is told apart to the last digit.
    whole = f"({one}) = trunc({one}) AND ({other}) = trunc({other}) AND {greatest} < {_COUNTED!r}"
    share = f"CASE WHEN {whole} THEN 0.0 ELSE {RELATIVE!r} * {greatest} END"
    return f"({one}) <> ({other}) AND abs(({one}) - ({other})) > greatest({half!r}, {share})"


def _rounded(value: str, decimals: int) -> str:
    if decimals <= MOST_DECIMALS:
        return f"round({value}, {decimals}) + 0.0"
    digits = f"9 - CAST(floor(log10(abs({value}))) AS INTEGER)"
    return (
        f"CASE WHEN {value} = 0 OR isinf({value}) THEN {value} "
        f"WHEN abs({value}) < 1e-200 THEN 0.0 ELSE round({value}, {digits}) END"
    )


def _of_text(cell: str) -> str:
    """Text that reads as a number or a moment, in the form of that; all other text as it is."""
    plain = text(cell)
    value = number(cell, Family.TEXT)
    digits = f"replace(split_part({plain}, '.', 1), ',', '')"
    whole = f"{value} = trunc({value}) AND abs({value}) < {_EXACT!r}"
    forms = (
        f"CASE WHEN regexp_matches({plain}, '{_WHOLE_NUMERAL}') "
        f"THEN '=' || CAST(TRY_CAST({digits} AS HUGEINT) AS VARCHAR) END",
        f"CASE WHEN {whole} THEN '=' || CAST(CAST({value} AS HUGEINT) AS VARCHAR) END",
        f"'=' || CAST({value} AS VARCHAR)",
        f"'@' || CAST({moment(cell, Family.TEXT)} AS VARCHAR)",
        f"':' || {plain}",
    )
    read = f"regexp_matches({plain}, '^[+-]?[0-9.]')"  # all else is spared the longer looks
    return f"CASE WHEN {read} THEN coalesce({', '.join(forms)}) ELSE ':' || {plain} END"


def _or_text(typed: str, cell: str) -> str:
    return f"coalesce({_marked(typed)}, ':' || {text(cell)})"


def _marked(typed: str) -> str:
    """A typed value as text that no text of a cell is taken for."""
    return f"'=' || CAST({typed} AS VARCHAR)"


def decimals(cell: str, family: Family) -> str:
    """How many decimals a cell is printed with, null where it is no number."""
    if family is Family.WHOLE:
        return "0"
    printed = text(cell) if family is Family.TEXT else f"CAST({cell} AS VARCHAR)"
    value = number(cell, family)
    fraction = (
        f"rtrim(split_part({printed}, '.', 2), '0')"
        if family is Family.NUMBER
        else (f"split_part({printed}, '.', 2)")
    )
    return (
        f"CASE WHEN {value} IS NULL THEN NULL WHEN contains(lower({printed}), 'e') THEN 17 "
        f"ELSE length({fraction}) END"
    )
