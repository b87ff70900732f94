"""Columns that name nobody alone and may do so together: found by header and by what they hold."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType


class Quasi(StrEnum):
    """What a column tells of a person."""

    SEX = "sex"
    BIRTH = "birth"
    AGE = "age"
    OCCUPATION = "occupation"
    NATIONALITY = "nationality"
    HOUSEHOLD = "household"
    DISABILITY = "disability"
    SENSITIVE = "sensitive"
    PLACE = "place"
    MOMENT = "moment"
    COORDINATE = "coordinate"


OF_PEOPLE = frozenset(Quasi) - {Quasi.PLACE, Quasi.MOMENT, Quasi.COORDINATE}
"""What only a person has: places and times are those of anything."""

_HEADERS: Mapping[Quasi, str] = MappingProxyType(
    {
        Quasi.SEX: r"성별|\bsex\b|gender",
        Quasi.BIRTH: r"생년|출생|생일|birth|\bdob\b",
        Quasi.AGE: r"나이|연령|만\s*나이|\bage\b|age[ _]?(?:group|band)",
        Quasi.OCCUPATION: r"직업|직종|직위|직급|학력|occupation|\bjob\b",
        Quasi.NATIONALITY: r"국적|출신\s*국|nationality",
        Quasi.HOUSEHOLD: (
            r"가구\s*(?:원|형태|유형|구성|소득)|세대\s*(?:원|구성)|혼인|결혼|자녀|household|marital"
        ),
        Quasi.DISABILITY: r"장애|disab",
        Quasi.SENSITIVE: (
            r"질환|질병|병명|진단|상병|종교|사상|정당|노조|범죄|전과|유전|혈액형|성적\s*지향|"
            r"diagnos|disease"
        ),
        Quasi.PLACE: r"읍면동|행정동|법정동|거주|시군구|주소|우편\s*번호|\bdong\b",
        Quasi.MOMENT: r"일시|일자|날짜|시각|\bdate\b|\btime\b|datetime",
        Quasi.COORDINATE: r"위도|경도|좌표|\blat(?:itude)?\b|\blon(?:gitude)?\b|\blng\b",
    }
)
_CONTENTS: Mapping[Quasi, str] = MappingProxyType(
    {
        Quasi.SEX: r"남|여|남자|여자|남성|여성|[MFmf]|[Mm]ale|[Ff]emale",
        Quasi.AGE: (
            r"[1-9]?0\s*대(?:\s*(?:초반|중반|후반|이상))?|1?[0-9]{1,2}\s*세|"
            r"[0-9]{1,2}\s*[~-]\s*[0-9]{1,2}\s*세"
        ),
        Quasi.PLACE: r"(?:[가-힣]+ )*[가-힣]{1,5}[0-9]{0,2}(?:읍|면|동)",
    }
)
_HEADER_PATTERNS = {kind: re.compile(header, re.IGNORECASE) for kind, header in _HEADERS.items()}
_CONTENT_PATTERNS = {kind: re.compile(content) for kind, content in _CONTENTS.items()}
_NEARLY = 0.9

_COUNTS_PEOPLE = re.compile(
    r"인구|인원|\(\s*(?:단위\s*:?\s*)?명\s*\)|^명$|^(?:남|여)(?:자|성)?(?:\s*수)?$|"
    r"(?:명|사람|주민|환자|사망자|확진자|가입자|수급자|학생|세대|가구|노인|아동|장애인|외국인|등록자|신청자|"
    r"피해자|사상자|부상자|이용자|대상자|근로자|종사자|직원|회원|청년|고령자)\s*수"
)
_PASSERS_BY = re.compile(r"승차|하차|승하차|탑승|통행|방문|관람|입장|유동|생활\s*인구|이용")
"""Who passes by a place is counted there as anybody, and told by nothing."""


def quasi_of(name: str, top: Sequence[tuple[str, int]] = ()) -> Quasi | None:
    """What a column tells of people: by its header, else by its frequent values with counts."""
    by_header = next((kind for kind, said in _HEADER_PATTERNS.items() if said.search(name)), None)
    if by_header is not None:
        return by_header
    total = sum(count for _, count in top)
    for kind, pattern in _CONTENT_PATTERNS.items():
        fitting = sum(count for value, count in top if pattern.fullmatch(value.strip()))
        if total and fitting >= total * _NEARLY:
            return kind
    return None


def counts_people(name: str) -> bool:
    """Whether a header says that its cells count people who are told by the rest of the row."""
    return bool(_COUNTS_PEOPLE.search(name)) and not _PASSERS_BY.search(name)


def combined(kinds: Mapping[str, Quasi | None]) -> tuple[str, ...]:
    """The columns of a table that may name a person together; none if it has no row a person.

    Two are needed, one of them of what only a person has. A table that counts people has groups
    for rows: its small cells are looked at instead.
    """
    if any(_COUNTS_PEOPLE.search(name) for name in kinds):
        return ()
    names = tuple(name for name, kind in kinds.items() if kind is not None)
    of_people = any(kinds[name] in OF_PEOPLE for name in names)
    return names if of_people and len(names) > 1 else ()
