"""Finding codes about metadata that no longer fits its file."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        "rows-drift",
        Text("적힌 행 수와 다름", "Number of rows differs from what is said"),
        Text(
            "설명에 적힌 행 수가 파일의 행 수와 다릅니다. 파일이나 설명 가운데 하나가 "
            "예전 것입니다.",
            "The number of rows that is declared is not that of the file: one of them is out of "
            "date.",
        ),
        Text(
            "최신 파일인지 확인하고, 맞으면 적힌 행 수를 고치세요.",
            "Check that this is the latest file; if it is, correct the number.",
        ),
    ),
    FindingCode(
        "period-drift",
        Text("적힌 기간과 다름", "Period differs from what is said"),
        Text(
            "날짜 열의 처음과 끝이 설명에 적힌 기간과 맞지 않습니다.",
            "The first and last day of a column of dates do not fit the period that is declared.",
        ),
        Text(
            "설명의 기간을 고치거나, 빠진 기간의 자료를 넣으세요.",
            "Correct the period, or add what is missing of it.",
        ),
    ),
    FindingCode(
        "description-drift",
        Text("설명 글의 숫자와 다름", "A number in the description differs"),
        Text(
            "설명에 적힌 행이나 열의 수가 반올림을 헤아려도 파일과 맞지 않습니다.",
            "The description names a number of rows or columns that the file has not, rounding "
            "allowed for.",
        ),
        Text(
            "설명의 숫자를 고치세요. 자주 바뀌는 수는 적지 않는 것이 낫습니다.",
            "Correct the number. One that changes often is better left out.",
        ),
    ),
)
