"""Finding codes about personal data."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        code="resident-number",
        title=Text("주민등록번호가 들어 있음", "Resident registration numbers"),
        meaning=Text(
            "주민등록번호나 외국인등록번호로 확인된 값이 있습니다. 법에 근거가 없으면 가질 수도, "
            "남에게 줄 수도 없으므로 제출을 멈추고 아무에게도 보이지 않게 하였습니다.",
            "Values were confirmed to be resident or foreigner registration numbers. The law lets "
            "nobody pass them on, so the submission is stopped and shown to no one.",
        ),
        remedy=Text(
            "해당 열을 지우거나 되돌릴 수 없는 값으로 바꾼 파일로 교체하십시오. 주민등록번호가 "
            "아니라면 개인정보 검토자에게 사유와 함께 해제를 요청하십시오.",
            "Replace the file by one without the column, or with values that cannot be turned "
            "back. If they are something else, ask the privacy reviewer to release it.",
        ),
        blocks=True,
        privacy=True,
    ),
    FindingCode(
        code="resident-number-suspected",
        title=Text("주민등록번호로 의심되는 값", "Possible resident registration numbers"),
        meaning=Text(
            "주민등록번호와 모양이 같지만 다른 번호일 수도 있는 값이 있어 사람이 확인합니다.",
            "Values look like resident numbers but may be something else; a person decides.",
        ),
        remedy=Text(
            "무슨 번호인지 열 설명에 적거나, 주민등록번호라면 지우고 다시 제출하십시오.",
            "Say in the column's description what they are, or remove them and submit again.",
        ),
        privacy=True,
    ),
    FindingCode(
        code="resident-number-partial",
        title=Text("일부만 가린 주민등록번호", "Partly masked resident registration numbers"),
        meaning=Text(
            "뒷자리를 가렸어도 생년월일과 성별이 남아 있어 다른 정보와 합치면 사람을 알아볼 수 "
            "있습니다.",
            "Birthday and sex can still be read; joined with other data they may name a person.",
        ),
        remedy=Text(
            "연령대와 성별처럼 넓은 범주로 바꾸거나 열을 지우십시오.",
            "Turn them into wide classes such as age group and sex, or remove the column.",
        ),
        privacy=True,
    ),
    FindingCode(
        code="mobile-number",
        title=Text("휴대전화번호가 들어 있음", "Mobile phone numbers"),
        meaning=Text(
            "개인의 휴대전화번호로 보이는 값이 있어 개인정보 검토자가 확인합니다. 기관의 "
            "유선번호는 여기에 들지 않습니다.",
            "Values look like people's mobile numbers; a privacy reviewer decides. Institutions' "
            "landlines are not meant.",
        ),
        remedy=Text(
            "필요 없는 열이면 지우고, 공개해도 되는 번호라면 그 근거를 방법 설명에 적으십시오.",
            "Remove the column if it is not needed, or say why the numbers may be published.",
        ),
        privacy=True,
    ),
    FindingCode(
        code="serial-like-resident-number",
        title=Text("일련번호로 본 13자리 숫자", "13-digit numbers taken for serial numbers"),
        meaning=Text(
            "주민등록번호처럼 보이는 값이 섞여 있으나, 열 전체를 보아 법인등록번호·상품번호·"
            "일련번호로 판단하였습니다.",
            "Some look like resident numbers, but the column as a whole shows corporate numbers, "
            "barcodes or serial numbers.",
        ),
        remedy=Text(
            "고칠 것은 없습니다. 판단이 틀렸다면 검토자에게 알리십시오.",
            "Nothing to do. Tell the reviewer if this is wrong.",
        ),
    ),
)
