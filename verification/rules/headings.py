"""Which rule the name of a column calls for.

The rules and their names are those of the file diagnosis of public data (공공데이터 품질관리
매뉴얼): 금액, 수량, 율, 여부, 날짜, 번호, 코드; 좌표 besides, which the manual counts as a range.
"""

import re
from enum import StrEnum


class Kind(StrEnum):
    """What the cells of a column are, as far as a rule asks."""

    AMOUNT = "amount"
    QUANTITY = "quantity"
    RATE = "rate"
    FLAG = "flag"
    DATE = "date"
    PHONE = "phone"
    POSTCODE = "postcode"
    BUSINESS = "business"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    AREA = "area"


_UNIT = re.compile(r"\s*[(\[（].{0,12}[)\]）]\s*$")
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.FLAG, r"(여부|유무|[_ ]yn)$"),
        (Kind.POSTCODE, r"(우편 ?번호|zip[_ ]?code|post(al)?[_ ]?code)$"),
        (Kind.PHONE, r"(전화 ?번호|연락처|팩스 ?번호|전화|tel(no)?|phone|fax)$"),
        (Kind.BUSINESS, r"사업자 ?(등록)? ?번호$"),
        (Kind.AREA, r"(법정동|행정동|행정구역|행정기관)[ _]?코드$"),
        (Kind.LATITUDE, r"위도$|^lat(itude)?$"),
        (Kind.LONGITUDE, r"경도$|^(lon|lng|longitude)$"),
        (Kind.DATE, r"(일자|날짜|년월일|연월일|일시|[_ ]date|^date)$"),
        (Kind.DATE, r"(등록|설치|개업|폐업|허가|인가|승인|신고|접수|발생|[착준]공|시작|종료)일$"),
        (Kind.RATE, r"(비율|[가-힣]율|[가-힣]률|[_ ]rate|^rate)$"),
        (
            Kind.QUANTITY,
            r"(수량|[건개대명층면]수|인원수?|인구수?|횟수|(세대|가구|좌석|병상)수)$",
        ),
        (Kind.QUANTITY, r"([_ ]|^)(quantity|qty|count)$"),
        (Kind.AMOUNT, r"(금액|가격|요금|비용|예산액?|보조금|사업비|단가|(지출|수입|계약|집행)액)$"),
        (Kind.AMOUNT, r"([_ ]|^)(amount|price|cost)$"),
    )
)
_MAY_BE_BELOW = re.compile(
    "증감|성장|수익|변동|변화|상승|하락|증가|감소|전년|전월|대비|차액|차이|손익|이익|손실|조정|취소|환급|정산|평균"
)
"""What may be less than nothing, more than the whole, or broken, though it is called a number."""
_BOUNDED = frozenset({Kind.RATE, Kind.QUANTITY, Kind.AMOUNT})
_NO_SHARES = re.compile(
    "환율|배율|경쟁률|효율|요율|세율|출산[율률]|사망[율률]|출생[율률]|발생[율률]|혼[율률]|이자율|용적[율률]|달성"
)
"""Called a rate, and counted per thousand, or from 0 to any number."""


def kind_called(name: str) -> Kind | None:
    """The rule that a column's name calls for; a unit in brackets at its end says nothing."""
    plain = _UNIT.sub("", name).strip()
    kind = next((kind for kind, pattern in _PATTERNS if pattern.search(plain)), None)
    if kind in _BOUNDED and _MAY_BE_BELOW.search(plain):
        return None
    return None if kind is Kind.RATE and _NO_SHARES.search(plain) else kind
