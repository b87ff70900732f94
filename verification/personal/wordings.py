"""How names, addresses and the like are worded, for RE2: it reads millions of cells in little time.

What stands in these patterns must be plain for Python's `re` too, which the mask uses.
"""

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방"
    "공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감빈동"
)
"""Surnames of one syllable: more than 99 in 100 people bear one of them."""
DOUBLE_SURNAMES = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방")

_NAME = rf"(?:(?:{'|'.join(DOUBLE_SURNAMES)})[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{1,2}})"
WHOLE_NAME = rf"^[ \t]*{_NAME}[ \t]*$"
NO_WORD_ENDS = "함됨음임요다는을를의에락처"
"""How words end that stand after a number and are no name."""
_NO_NAME_ENDS = "동읍면리시군구도역로길점원과팀실당관사장음함됨임다부업품용형은는을를의에요처락"
PLACE_OR_TRADE = rf"[{_NO_NAME_ENDS}][ \t]*$"
"""How many words end that are no names, but begin with a syllable that is a surname too."""

_BEARER = (
    "성명|이름|성함|민원인|신청인|신청자|보호자|환자명|환자|예금주|대표자|담당자|고객명|세대주|수급자|피해자|보호자명|"
    "신고자|신고인|제보자|소유자|임차인|계약자"
)
_CALLED = rf"(?:{_BEARER})(?:명)?(?:[ \t]*[:：=][ \t]*|[ \t]+|[은는][ \t]*)"
NAMED_PERSON = rf"{_CALLED}(?P<name>{_NAME})(?:[^가-힣]|$|님|씨|이 |가 |은 |는 |의 )"
"""A name right after a word for whose it is."""
TITLED_PERSON = rf"(?:^|[^가-힣])(?P<name>{_NAME})[ \t]?(?:씨|귀하)(?:[^가-힣]|$|가|는|의|께)"
NAME_IN_TEXT = (
    rf"{NAMED_PERSON.replace('?P<name>', '?:')}|{TITLED_PERSON.replace('?P<name>', '?:')}"
)

NO_NAMES = (
    "이름|성명|성함|연락처?|주소|주민|전화|정보|신청|문의|안내|민원|요청|조치|방문|변경|성별|연령|소속|서명|사유|"
    "신분|인적|동의|지정|기관|부서|현황|명단|목록|지원|변동|이메일|주거|국적|유형|구분|여부|인원|이력|명의|고객|"
    "신고|전체|서류|변호사|이상|이하|이후|이전|이용|정보|공개|사항|제출|제공|진술|주장|사망|부상|인계|추천|전원|모두"
)
"""Words that may stand where a name does, and begin with a syllable that is a surname too."""
CALLED_NO_NAME = rf"{_CALLED}(?:{NO_NAMES})"

EMAIL = r"[A-Za-z0-9._%+\-]{1,64}@(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}"
_ROLES = (
    "info|webmaster|admin|administrator|help|helpdesk|contact|support|privacy|office|service|cs|sales|"
    "press|pr|master|noreply|no-reply|mail|postmaster|opendata|data|minwon|callcenter"
)
ROLE_EMAIL = (
    rf"(?i)(?:^|[^A-Za-z0-9._%+\-])(?:{_ROLES})[0-9]{{0,2}}"
    r"@(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}"
)
"""The address of an office, by its name."""

OWN_PLATE = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주"
TRADE_PLATE = "바사아자배하허호"
"""The letter of a plate: private cars; taxis, buses, parcel vans and hired cars."""

PASSPORT = r"(?i)(?:^|[^A-Za-z0-9])[MSRODG](?:[0-9]{8}|[0-9]{3}[A-Z][0-9]{4})(?:[^A-Za-z0-9]|$)"
PASSPORT_NAMED = r"(?i)(?:여권|passport)[^0-9]{0,16}[MSRODG](?:[0-9]{8}|[0-9]{3}[A-Z][0-9]{4})"
CONNECTING = r"(?:^|[^A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{86}==)(?:[^A-Za-z0-9+/=]|$)"
DUPLICATE = r"(?:^|[^A-Za-z0-9+/=])[A-Za-z0-9+/]{64}(?:[^A-Za-z0-9+/=]|$)"
"""The two keys that tie a person's accounts together: CI (88 characters) and DI (64)."""
HEXADECIMAL = r"(?:^|[^A-Za-z0-9+/=])(?:[0-9a-f]{64}|[0-9A-F]{64})(?:[^A-Za-z0-9+/=]|$)"
KEY_NAMED = r"(?i)(?:\bci\b|\bdi\b|연계정보|중복가입)"
_PAIR = "[0-9A-Fa-f]{2}"
MAC = rf"(?:^|[^0-9A-Za-z:\-])(?:(?:{_PAIR}:){{5}}|(?:{_PAIR}-){{5}}){_PAIR}(?:[^0-9A-Za-z:\-]|$)"
"""The address of a network card."""

UNIT = r"[0-9]{1,4}[ \t]*동[ \t]*[0-9]{1,4}[ \t]*호"
LOT = (
    r"[가-힣](?:로|길)[ \t]?[0-9]+"
    r"|[가-힣0-9](?:동|리|가)[ \t]?(?:산[ \t]?)?[0-9]+(?:-[0-9]+|번지|$|[^0-9동])"
)
"""An address down to the house: the road and its number, or the place and its lot."""

_MONTH_DAY = r"(?:0?[1-9]|1[0-2])[-./년월 ]{1,2}(?:0?[1-9]|[12][0-9]|3[01])"
BIRTHDAY = (
    rf"^[ \t]*(?:(?:19|20)?[0-9]{{2}}[-./년 ]{{1,2}}{_MONTH_DAY}일?\.?"
    r"|(?:(?:19|20)[0-9]{2}|[0-9]{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?:[ T].*)?[ \t]*$"
)
