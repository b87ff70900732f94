"""What the name of a column says of its cells."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType


class Says(StrEnum):
    """What a header may say."""

    RESIDENT = "resident"
    CORPORATE = "corporate"
    BARCODE = "barcode"
    CLOCK = "clock"
    SERIAL = "serial"
    BUSINESS = "business"
    LICENCE = "licence"
    PASSPORT = "passport"
    HEALTH = "health"
    ACCOUNT = "account"
    CARD = "card"
    CONNECTING = "connecting"
    DEVICE = "device"
    VERSION = "version"
    PHONE = "phone"
    MOBILE = "mobile"
    EMAIL = "email"
    PLATE = "plate"
    NAME = "name"
    OFFICIAL = "official"
    ADDRESS = "address"
    BIRTH = "birth"
    PARCEL = "parcel"
    PRIVATE = "private"
    OFFICE = "office"
    NOTHING = "nothing"


_PEOPLE = (
    "사용자|이용자|회원|고객|환자|학생|직원|보호자|신청인|신청자|민원인|수급자|수혜자|대상자|소유자|소유주|"
    "세대주|예금주|납세자|체납자|계약자|임차인|임대인|수령인|수신인|참가자|응시자|합격자|당첨자|기부자|"
    "작성자|접수자|피해자|처리자|수강생|근로자|구매자|주문자|가입자|상담자|봉사자|졸업생|입주자"
)

_PATTERNS: Mapping[Says, str] = MappingProxyType(
    {
        Says.RESIDENT: (
            r"주민(?:등록)?\s*번호|주민등록|외국인\s*등록|거소\s*신고|\brrn\b|"
            r"jumin|resident[ _]?(?:reg|n)"
        ),
        Says.CORPORATE: r"법인|corporat|\bcrn\b",
        Says.BARCODE: r"바코드|상품|제품|품목|barcode|\bean\b|gtin|isbn|유통표준",
        Says.CLOCK: r"시각|일시|시간|timestamp|epoch|\btime\b|_at$|unix|밀리초|\bts\b",
        Says.SERIAL: (
            r"접수|주문|송장|관리\s*번호|일련|문서|순번|전표|영수|승인|등기|고지|납부|사건|"
            r"serial|order|receipt|invoice|tracking|\bseq"
        ),
        Says.BUSINESS: r"사업자|\bbrn\b|biz[ _]?(?:no|reg)|business[ _]?(?:no|reg|num)",
        Says.LICENCE: r"면허\s*(?:증\s*)?번호|운전\s*면허|driv\w*[ _]?licen[cs]e",
        Says.PASSPORT: r"여권|passport",
        Says.HEALTH: r"건강\s*보험|보험증|의료\s*보험|health[ _]?insurance",
        Says.ACCOUNT: r"계좌|통장|입금\s*은행|account[ _]?(?:no|num)|bank[ _]?acc",
        Says.CARD: r"카드\s*번호|신용\s*카드|체크\s*카드|card[ _]?(?:no|num)|\bpan\b",
        Says.CONNECTING: r"^(?:ci|di)$|연계\s*정보|중복\s*가입|\b(?:ci|di)[ _]?(?:값|value)",
        Says.DEVICE: (
            r"\bip\b|_ip$|^ip_|ip\s*(?:주소|addr)|아이피|\bmac\b|맥\s*주소|imei|기기\s*(?:번호|식별)"
        ),
        Says.VERSION: r"버전|version|펌웨어|\bver\b|릴리스|규격",
        Says.PHONE: r"전화|연락처|phone|\btel\b|\bhp\b|\bcell\b|휴대|핸드폰|모바일|mobile",
        Says.MOBILE: r"휴대|핸드폰|모바일|mobile|\bhp\b|\bcell",
        Says.EMAIL: r"메일|e-?mail",
        Says.PLATE: r"차량\s*(?:등록\s*)?번호|차번|번호판|자동차\s*(?:등록\s*)?번호|plate",
        Says.NAME: (
            r"성명|성함|^이름$|^(?:full[ _]?)?name$|"
            rf"^(?:{_PEOPLE})(?:명|이름|\s*이름)?$|"
            r"(?:user|customer|patient|person|owner|applicant|member|student)[ _]?name"
        ),
        Says.OFFICIAL: (
            r"대표자|대표명|담당자|담당$|책임자|관리자|원장|교장|시설장|점장|소장명|강사|저자"
        ),
        Says.ADDRESS: r"주소|거주지|소재지|address|\baddr\b",
        Says.BIRTH: r"생년월일|출생\s*(?:년월)?일|생일|birth|\bdob\b|주민.*앞",
        Says.PARCEL: r"\bpnu\b|필지|토지\s*고유|고유\s*번호|지번\s*코드",
        Says.PRIVATE: rf"자택|^집|집\s*(?:전화|주소)|거주|본인|개인|(?:{_PEOPLE}|가족|부모|home)",
        Says.OFFICE: (
            r"기관|부서|대표\s*(?:전화|번호|메일|이메일|주소)|문의|시설|업소|업체|사업장|사업소|센터|학교|도서관|병원|"
            r"사무|관리|담당|소재|설치|회사|법인|점포|매장|지점|제공|운영|공공|상담|민원\s*전화|콜센터|영업"
        ),
        # Nobody can tell from such a name what the column holds.
        Says.NOTHING: (
            r"^\s*(?:col(?:umn)?|field|fld|var|value|val|attr|key|text|txt|str|data|unnamed|"
            r"no_?name|열|컬럼|칼럼|필드|항목|값|기타|정보|[a-z]{1,2})?[\s_:.\-]*\d*\s*$"
        ),
    }
)

_COMPILED = {says: re.compile(pattern, re.IGNORECASE) for says, pattern in _PATTERNS.items()}

_LOOK_AT_ALL = frozenset(
    {
        Says.RESIDENT,
        Says.PASSPORT,
        Says.DEVICE,
        Says.PHONE,
        Says.EMAIL,
        Says.PLATE,
        Says.NAME,
        Says.OFFICIAL,
        Says.ADDRESS,
        Says.BIRTH,
        Says.NOTHING,
    }
)


@lru_cache(maxsize=4096)
def said(name: str) -> frozenset[Says]:
    """What a column's name says; an empty name says nothing."""
    return frozenset(says for says, pattern in _COMPILED.items() if pattern.search(name))


def wants_all_cells(name: str) -> bool:
    """Whether a column is to be looked at whole: what its header speaks of may have few digits."""
    return bool(said(name) & _LOOK_AT_ALL)
