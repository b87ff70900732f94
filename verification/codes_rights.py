"""Finding codes about licences, access classes and sources."""

from verification.findings import FindingCode, Text

_SOURCES: tuple[FindingCode, ...] = (
    FindingCode(
        code="source-unknown",
        title=Text("원천을 찾을 수 없음", "Source unknown"),
        meaning=Text(
            "적어 낸 원천 데이터셋과 판을 찾을 수 없어 무엇으로 만들었는지 밝힐 수 없습니다.",
            "The named dataset and version cannot be found, so the origin cannot be shown.",
        ),
        remedy=Text(
            "데이터셋과 판 번호를 확인하거나, 마켓 밖의 자료라면 외부 원천으로 적으십시오.",
            "Check dataset and version, or name it as an external source if it is not here.",
        ),
        blocks=True,
    ),
    FindingCode(
        code="source-unapproved",
        title=Text("승인되지 않은 원천", "Source not approved"),
        meaning=Text(
            "원천이 아직 승인·공개되지 않아 그것으로 만든 결과도 공개할 수 없습니다.",
            "The source is not published, so nothing made from it can be published either.",
        ),
        remedy=Text(
            "원천이 공개된 뒤에 다시 제출하십시오.",
            "Submit again once the source has been published.",
        ),
        blocks=True,
    ),
    FindingCode(
        code="source-withdrawn",
        title=Text("회수된 원천", "Source withdrawn"),
        meaning=Text(
            "원천이 회수되었습니다. 회수 전에 받은 자료를 계속 쓸 수 있는지 검토자가 판단합니다.",
            "The source was withdrawn; a reviewer decides whether earlier copies may be used.",
        ),
        remedy=Text(
            "원천의 새 판이 있으면 그것으로 다시 만드십시오.",
            "Build on the source's newer version if there is one.",
        ),
    ),
    FindingCode(
        code="source-external",
        title=Text("외부 원천", "External source"),
        meaning=Text(
            "마켓 밖의 원천은 내용을 대조할 수 없어 보증 수준이 '신고'를 넘지 않습니다.",
            "An external source cannot be compared, so assurance stays at declared.",
        ),
        remedy=Text("고칠 것은 없습니다.", "Nothing to do."),
    ),
    FindingCode(
        code="source-not-obtained",
        title=Text("내려받은 기록이 없는 원천", "No receipt for the source"),
        meaning=Text(
            "제출자가 이 판을 내려받은 기록이 없어 보증 수준이 '신고'에 머뭅니다.",
            "The submitter holds no receipt for this version, so assurance stays at declared.",
        ),
        remedy=Text(
            "로그인하여 원천을 내려받은 뒤 다시 제출하면 '취득'이 됩니다.",
            "Download the source while signed in and submit again to raise it to obtained.",
        ),
    ),
)

_LICENCES: tuple[FindingCode, ...] = (
    FindingCode(
        code="licence-forbids",
        title=Text("원천의 이용허락에 어긋남", "The source's licence forbids it"),
        meaning=Text(
            "원천의 이용허락 조건과 이 제출의 라이선스가 함께 설 수 없습니다.",
            "The licence of a source does not allow a work under the licence chosen.",
        ),
        remedy=Text(
            "원천이 허용하는 라이선스를 고르십시오. 변경금지라면 소유자의 허락이 필요합니다.",
            "Choose a licence the source allows; without derivatives, ask its owner's consent.",
        ),
        blocks=True,
    ),
    FindingCode(
        code="licence-closes-reuse",
        title=Text("다음 가공을 막는 라이선스", "The licence closes further reuse"),
        meaning=Text(
            "법으로는 가능하지만 변경금지로 내면 다음 사람이 가공할 수 없어 마켓이 받지 않습니다.",
            "Lawful, but a no-derivatives work ends the chain of reuse, so it is not taken.",
        ),
        remedy=Text(
            "변경을 허용하는 라이선스를 고르십시오.", "Choose a licence that allows changes."
        ),
        blocks=True,
    ),
    FindingCode(
        code="licences-contradict",
        title=Text("원천끼리 이용허락이 모순됨", "The sources' licences contradict"),
        meaning=Text(
            "원천들의 이용허락을 함께 만족하는 라이선스가 없습니다.",
            "No licence satisfies all the sources together.",
        ),
        remedy=Text(
            "모순되는 원천 가운데 하나를 빼고 다시 만드십시오.",
            "Leave out one of the sources that contradict each other.",
        ),
        blocks=True,
    ),
    FindingCode(
        code="licence-public-bodies-only",
        title=Text("공공기관만 쓸 수 있는 라이선스", "A licence for public bodies only"),
        meaning=Text(
            "공공누리는 공공기관의 저작물에만 붙일 수 있습니다.",
            "KOGL marks may be put on works of public bodies only.",
        ),
        remedy=Text(
            "같은 조건의 크리에이티브 커먼즈 라이선스를 고르십시오.",
            "Choose the Creative Commons licence with the same conditions.",
        ),
        blocks=True,
    ),
    FindingCode(
        code="licence-unknown",
        title=Text("알 수 없는 라이선스", "Unknown licence"),
        meaning=Text(
            "마켓에 등록되지 않은 라이선스라 함께 쓸 수 있는지 사람이 확인해야 합니다.",
            "The marketplace does not know the licence; a person has to judge it.",
        ),
        remedy=Text(
            "알려진 라이선스라면 그 식별자(예: CC-BY-4.0, KOGL-1)로 적으십시오.",
            "If it is a known licence, name it by its id (such as CC-BY-4.0 or KOGL-1).",
        ),
    ),
    FindingCode(
        code="licence-needs-check",
        title=Text("이용허락 확인 필요", "The licences need a check"),
        meaning=Text(
            "두 라이선스를 함께 쓸 수 있는지 의견이 갈립니다.",
            "It is disputed whether the two licences go together.",
        ),
        remedy=Text(
            "원천의 출처표시를 그대로 두고, 검토자가 확인할 근거를 방법 설명에 적으십시오.",
            "Keep the source's notice and give the reviewer your grounds in the method.",
        ),
    ),
    FindingCode(
        code="non-commercial-own-data",
        title=Text("공공데이터의 상업적 이용 제한", "Public data barred from commercial use"),
        meaning=Text(
            "공공기관은 제3자의 권리 같은 사유 없이 공공데이터의 상업적 이용을 막을 수 없습니다.",
            "A public body may not bar commercial use of its data without a ground in law.",
        ),
        remedy=Text(
            "사유를 설명에 적거나 제한 없는 라이선스 또는 공공누리 제1유형으로 바꾸십시오.",
            "State the ground, or choose KOGL type 1 or a licence without restriction.",
        ),
    ),
)

_ACCESS: tuple[FindingCode, ...] = (
    FindingCode(
        code="access-weaker-than-source",
        title=Text("원천보다 넓은 공개 범위", "Wider access than the source's"),
        meaning=Text(
            "원천보다 많은 사람에게 열 수 없습니다. 받은 자료를 남에게 주는 것이 됩니다.",
            "The result may not be open to more people than its source is.",
        ),
        remedy=Text(
            "공개 범위를 원천과 같거나 좁게 고르거나, 소유자에게 공개 전환을 요청하십시오.",
            "Choose an access class as strict as the source's, or ask its owner to open it.",
        ),
        blocks=True,
    ),
)

_UNDECLARED: tuple[FindingCode, ...] = (
    FindingCode(
        code="source-undeclared",
        title=Text("적지 않은 원천", "Source not declared"),
        meaning=Text(
            "이미 공개된 데이터의 행이 여기에 있는데, 그 데이터를 원천으로 적지 않았습니다.",
            "Rows of published data stand in this table, and that data is not named as a source.",
        ),
        remedy=Text(
            "그 판을 원천으로 적으십시오. 다른 데서 얻었다면 어디인지 외부 원천으로 밝히십시오.",
            "Name that version as a source; if it came from elsewhere, say where it did.",
        ),
    ),
    FindingCode(
        code="duplicate-of-published",
        title=Text("이미 공개된 것과 같은 내용", "Published already"),
        meaning=Text(
            "부호화·순서·열 이름·표기만 다르고, 이미 공개된 데이터와 내용이 거의 같습니다.",
            "But for encoding, order, names or notation it is what has been published already.",
        ),
        remedy=Text(
            "고친 것이면 그 데이터셋의 새 판으로 내고, 아니라면 무엇을 더했는지 적으십시오.",
            "Offer a correction as that dataset's new version, or say what has been added.",
        ),
    ),
    FindingCode(
        code="licence-laundered",
        title=Text("적지 않은 원천의 조건에 어긋남", "Against an undeclared source's terms"),
        meaning=Text(
            "적지 않은 원천의 이용허락이 이 제출의 라이선스를 허용하지 않습니다.",
            "The licence of the source that is not named does not allow the licence chosen.",
        ),
        remedy=Text(
            "원천을 적고 그 조건을 지키는 라이선스를 고르십시오.",
            "Name the source, and choose a licence that it allows.",
        ),
    ),
)

CODES: tuple[FindingCode, ...] = (*_SOURCES, *_LICENCES, *_ACCESS, *_UNDECLARED)
