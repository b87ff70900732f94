"""Finding codes about what names a person besides the resident number, and about small groups."""

from verification.findings import FindingCode, Text

_REMOVE = Text(
    "필요 없는 열이면 지우거나 가리고, 공개해도 되는 값이라면 그 근거를 방법 설명에 적으십시오.",
    "Remove or mask what is not needed, or say in the method why it may be published.",
)
_REPLACE = Text(
    "해당 열을 지우거나 되돌릴 수 없는 값으로 바꾼 파일로 교체하십시오. 그 번호가 아니라면 "
    "개인정보 검토자에게 사유와 함께 해제를 요청하십시오.",
    "Replace the file by one without the column, or with values that cannot be turned back. If "
    "they are something else, ask the privacy reviewer to release it.",
)
_NOTHING = Text(
    "고칠 것은 없습니다. 판단이 틀렸다면 검토자에게 알리십시오.",
    "Nothing to do. Tell the reviewer if this is wrong.",
)

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        code="driving-licence",
        title=Text("운전면허번호가 들어 있음", "Driving licence numbers"),
        meaning=Text(
            "운전면허번호라고 적힌 값이 있습니다. 법이 정한 고유식별정보이므로 제출을 멈췄습니다.",
            "Values are named driving licence numbers, which the law protects as unique "
            "identifiers, so the submission is stopped.",
        ),
        remedy=_REPLACE,
        blocks=True,
        privacy=True,
    ),
    FindingCode(
        code="passport-number",
        title=Text("여권번호가 들어 있음", "Passport numbers"),
        meaning=Text(
            "여권번호라고 적힌 값이 있습니다. 법이 정한 고유식별정보이므로 제출을 멈췄습니다.",
            "Values are named passport numbers, which the law protects as unique identifiers, so "
            "the submission is stopped.",
        ),
        remedy=_REPLACE,
        blocks=True,
        privacy=True,
    ),
    FindingCode(
        code="connecting-information",
        title=Text("연계정보(CI·DI)가 들어 있음", "Keys that join a person's accounts (CI, DI)"),
        meaning=Text(
            "본인확인 뒤에 만들어지는 값으로, 여러 곳의 자료를 한 사람으로 이을 수 있어 제출을 "
            "멈췄습니다.",
            "They are made when someone proves who they are, and join what many places know of "
            "them, so the submission is stopped.",
        ),
        remedy=_REPLACE,
        blocks=True,
        privacy=True,
    ),
    FindingCode(
        code="personal-number-suspected",
        title=Text("개인을 가리키는 번호로 의심되는 값", "Possible numbers of persons"),
        meaning=Text(
            "면허·여권·카드 번호나 연계정보와 모양이 같지만 다른 것일 수도 있어 사람이 확인합니다.",
            "Values look like licence, passport or card numbers or keys of persons, but may be "
            "something else; a person decides.",
        ),
        remedy=Text(
            "무슨 값인지 열 설명에 적거나, 개인의 번호라면 지우고 다시 제출하십시오.",
            "Say in the column's description what they are, or remove them and submit again.",
        ),
        privacy=True,
    ),
    FindingCode(
        code="payment-card",
        title=Text("카드번호가 들어 있음", "Payment card numbers"),
        meaning=Text(
            "카드사 번호로 시작하고 검증번호가 맞거나 카드번호라고 적힌 값이 있습니다.",
            "Values begin as cards do and pass their check digit, or are named card numbers.",
        ),
        remedy=_REMOVE,
        privacy=True,
    ),
    FindingCode(
        code="bank-account",
        title=Text("계좌번호가 들어 있음", "Bank account numbers"),
        meaning=Text(
            "은행 이름이나 계좌라는 말과 함께 적힌 번호가 있습니다. 개인의 계좌인지 확인합니다.",
            "Numbers stand with a bank's name or the word account; whose they are is looked at.",
        ),
        remedy=_REMOVE,
        privacy=True,
    ),
    FindingCode(
        code="health-insurance-number",
        title=Text("건강보험증 번호가 들어 있음", "Health insurance numbers"),
        meaning=Text(
            "건강보험증 번호라고 적힌 11자리 숫자가 있습니다.",
            "Eleven digits are named the number of a health insurance card.",
        ),
        remedy=_REMOVE,
        privacy=True,
    ),
    FindingCode(
        code="landline-number",
        title=Text("개인의 유선전화번호로 보이는 값", "Landlines that may be people's"),
        meaning=Text(
            "집이나 개인의 유선전화번호로 보입니다. 기관·부서의 대표번호는 여기에 들지 않습니다.",
            "They seem to be landlines of homes or people; those of offices are not meant.",
        ),
        remedy=Text(
            "기관의 번호라면 열 이름에 적고, 개인의 번호라면 지우십시오.",
            "If they are an office's, say so in the column's name; if people's, remove them.",
        ),
        privacy=True,
    ),
    FindingCode(
        code="mobile-number-partial",
        title=Text("일부만 가린 휴대전화번호", "Partly masked mobile numbers"),
        meaning=Text(
            "가린 자리가 있어 그 자체로는 누구인지 알기 어렵습니다.",
            "Some digits are hidden, so that by themselves they hardly name anyone.",
        ),
        remedy=Text(
            "필요 없는 열이면 지우는 편이 낫습니다.", "The column is better left out if not needed."
        ),
    ),
    FindingCode(
        code="email-address",
        title=Text("전자우편 주소가 들어 있음", "E-mail addresses"),
        meaning=Text(
            "사람의 전자우편 주소로 보이는 값이 있습니다. 부서의 주소는 여기에 들지 않습니다.",
            "Values look like people's e-mail addresses; those of offices are not meant.",
        ),
        remedy=_REMOVE,
        privacy=True,
    ),
    FindingCode(
        code="vehicle-plate",
        title=Text("차량번호가 들어 있음", "Vehicle number plates"),
        meaning=Text(
            "비사업용 자동차의 번호판으로 보입니다. 때와 곳이 함께 있으면 사람을 "
            "알아볼 수 있습니다.",
            "They look like plates of private cars, which with time and place may name a person.",
        ),
        remedy=_REMOVE,
        privacy=True,
    ),
    FindingCode(
        code="device-identifier",
        title=Text("기기 식별번호가 들어 있음", "Identifiers of devices"),
        meaning=Text(
            "사람이 쓰는 기기를 가리킬 수 있는 IP·MAC 주소나 IMEI가 있습니다.",
            "There are IP or MAC addresses or IMEIs, which may tell a person's device.",
        ),
        remedy=_REMOVE,
        privacy=True,
    ),
    FindingCode(
        code="person-name",
        title=Text("사람 이름이 들어 있음", "Names of people"),
        meaning=Text(
            "성명으로 보이는 값이 있습니다. 대표자나 담당자의 이름은 공개가 적법한 때가 많아 "
            "사람이 확인합니다.",
            "Values look like names. Those of representatives and officials may often be "
            "published, so a person decides.",
        ),
        remedy=_REMOVE,
        privacy=True,
    ),
    FindingCode(
        code="home-address",
        title=Text("집을 가리키는 주소", "Addresses of homes"),
        meaning=Text(
            "동·호나 번지까지 적혀 한 집을 가리킵니다.",
            "They go down to the flat or the house and tell a household.",
        ),
        remedy=Text(
            "읍면동까지만 남기거나 열을 지우십시오.",
            "Keep them to the town or quarter, or remove the column.",
        ),
        privacy=True,
    ),
    FindingCode(
        code="birth-date",
        title=Text("생년월일이 들어 있음", "Dates of birth"),
        meaning=Text(
            "생년월일은 성별·사는 곳과 합치면 사람을 알아볼 수 있습니다.",
            "With sex and place a date of birth may name a person.",
        ),
        remedy=Text(
            "태어난 해나 나이대로 바꾸십시오.", "Turn them into years of birth or age groups."
        ),
        privacy=True,
    ),
    FindingCode(
        code="corporate-number",
        title=Text("법인등록번호", "Corporate registration numbers"),
        meaning=Text(
            "법인의 번호이므로 개인정보가 아닙니다.",
            "They are numbers of legal persons, and no personal data.",
        ),
        remedy=_NOTHING,
    ),
    FindingCode(
        code="business-number",
        title=Text("사업자등록번호", "Business registration numbers"),
        meaning=Text(
            "그 자체로는 개인정보가 아니지만, 개인사업자의 번호는 다른 정보와 함께 사람을 "
            "가리킬 수 있습니다.",
            "By themselves they are no personal data; with other facts a sole trader's may name "
            "a person.",
        ),
        remedy=_NOTHING,
    ),
    FindingCode(
        code="parcel-number",
        title=Text("필지 고유번호(PNU)", "Parcel numbers (PNU)"),
        meaning=Text(
            "땅을 가리키는 19자리 번호입니다. 소유자 자료와 이어질 수 있습니다.",
            "Nineteen digits that tell a piece of land, and may be joined with its owner.",
        ),
        remedy=_NOTHING,
    ),
    FindingCode(
        code="quasi-identifiers",
        title=Text("합치면 사람을 가리킬 수 있는 열", "Columns that together may name a person"),
        meaning=Text(
            "성별·나이·사는 곳 따위는 하나로는 모르지만 합치면 사람을 알아볼 수 있습니다.",
            "Sex, age, place and the like name nobody alone, but may do so together.",
        ),
        remedy=Text(
            "값을 넓은 범주로 바꾸면 작은 집단이 줄어듭니다.",
            "Wider classes leave fewer small groups.",
        ),
    ),
    FindingCode(
        code="small-groups",
        title=Text("너무 작은 집단", "Groups that are too small"),
        meaning=Text(
            "같은 조건의 사람이 공개 자료는 5명, 공동 활용은 3명보다 적은 행이 있습니다(k-익명성).",
            "Some rows share their facts with fewer than five people (three among officials), as "
            "k-anonymity counts.",
        ),
        remedy=Text(
            "나이대·읍면동처럼 넓은 범주로 바꾸거나 그 행을 지우십시오.",
            "Use wider classes such as age groups and towns, or leave those rows out.",
        ),
        privacy=True,
    ),
    FindingCode(
        code="small-cells",
        title=Text("적은 사람 수", "Small counts of people"),
        meaning=Text(
            "1명부터 4명까지의 수가 그대로 적혀 있어 누구인지 드러날 수 있습니다.",
            "Counts of one to four people stand as they are and may give someone away.",
        ),
        remedy=Text(
            "그 칸을 가리고, 합계에서 되짚을 수 없게 다른 칸도 함께 가리십시오.",
            "Suppress those cells, and others with them so that no total gives them back.",
        ),
        privacy=True,
    ),
)
