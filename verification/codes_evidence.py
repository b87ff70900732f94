"""Finding codes about what was shown of where the content comes from."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        code="evidence-contradicted",
        title=Text("원천과 어긋남", "Contradicts the source"),
        meaning=Text(
            "원천에 온전히 있는 값과 제출한 값이 다르거나, 원천에 없는 행이 있습니다.",
            "Cells differ although the source is whole there, or rows do not stand in the source.",
        ),
        remedy=Text(
            "근거에 적힌 행과 칸을 고치고, 일부러 바꾸었다면 '원천과 다른 점'에 밝히십시오.",
            "Mend the rows named; what was changed on purpose belongs into the deviations.",
        ),
    ),
    FindingCode(
        code="evidence-partly",
        title=Text("일부만 원천과 맞음", "Agrees with the source in part"),
        meaning=Text(
            "맞지 않는 칸은 모두 원천이 비어 있거나 스스로 밝힌 곳입니다.",
            "Whatever does not agree is lacking in the source, or was declared.",
        ),
        remedy=Text(
            "빠진 값을 어떻게 채웠는지 방법에 적으십시오.",
            "Say in the method how lacking values were made up.",
        ),
    ),
    FindingCode(
        code="evidence-undecidable",
        title=Text("원천과 견줄 수 없음", "Cannot be compared with the source"),
        meaning=Text(
            "내용이 원천에서 나왔는지 판단할 수 없었습니다.",
            "It could not be told whether the content comes from the source.",
        ),
        remedy=Text(
            "가공 방식을 맞게 골랐는지 보고, 가공 절차(SQL)를 적으면 다시 돌려 확인합니다.",
            "Check the kind of derivation; a recipe (SQL) would be run again and settle it.",
        ),
    ),
)
