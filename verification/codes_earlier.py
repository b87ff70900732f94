"""Finding codes about what a new version holds that the one before did not, or no more."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        "rows-changed",
        Text("크게 달라진 행 수", "Number of rows changed much"),
        Text(
            "이전 버전보다 행이 30 % 넘게 줄었거나 두 배가 넘습니다.",
            "There are more than 30 % fewer rows than in the version before, or more than twice "
            "as many.",
        ),
        Text(
            "빠지거나 겹친 기간이 없는지 확인하고, 맞으면 설명에 까닭을 적으세요.",
            "Check that no period is missing or doubled; if it is right, say why in the "
            "description.",
        ),
    ),
    FindingCode(
        "type-changed",
        Text("달라진 열의 형식", "Type of a column changed"),
        Text(
            "열이 이전 버전과 다른 형식이어서, 이 자료를 읽던 프로그램이 멈출 수 있습니다.",
            "The column is of another type than in the version before, which may stop programs "
            "that read it.",
        ),
        Text(
            "형식에 맞지 않는 값이 섞였는지 확인하고, 뜻한 것이면 설명에 적으세요.",
            "Look for values of another form; if it was meant, say so in the description.",
        ),
    ),
    FindingCode(
        "nulls-rose",
        Text("늘어난 빈칸", "More empty cells"),
        Text(
            "열에서 빈칸이 차지하는 비율이 이전 버전보다 10 %포인트 넘게 늘었습니다.",
            "The share of empty cells in the column is more than ten points higher than in the "
            "version before.",
        ),
        Text(
            "값이 빠진 까닭을 확인하세요.",
            "Find out why the values are missing.",
        ),
    ),
    FindingCode(
        "numbers-shifted",
        Text("크게 달라진 수치", "Numbers changed much"),
        Text(
            "평균이 이전 버전의 가운데 절반이 놓인 폭보다 멀리 옮겨 갔거나, 최솟값이나 최댓값이 "
            "이전 범위의 폭보다 멀리 벗어났습니다.",
            "The mean moved further than the middle half of the values before was wide, or the "
            "least or the greatest lies further outside than all of them were wide.",
        ),
        Text(
            "단위가 바뀌었거나 잘못 적은 값이 있는지 확인하세요.",
            "Check whether the unit has changed, or a value is wrong.",
        ),
    ),
    FindingCode(
        "distinct-fell",
        Text("줄어든 값의 종류", "Fewer different values"),
        Text(
            "서로 다른 값이 이전 버전의 절반도 되지 않습니다. 행이 줄어든 것은 헤아렸습니다.",
            "There are less than half as many different values as in the version before, fewer "
            "rows allowed for.",
        ),
        Text(
            "일부 지역이나 항목이 빠졌는지 확인하세요.",
            "Check whether areas or kinds are missing.",
        ),
    ),
    FindingCode(
        "categories-changed",
        Text("달라진 분류 값", "Categories changed"),
        Text(
            "이전 버전에서 5 % 이상이던 분류 값이 없어졌거나, 없던 값이 5 % 이상을 차지합니다.",
            "A category that 5 % of the cells or more had before is gone, or one that was not "
            "there has as many.",
        ),
        Text(
            "이름을 다르게 적은 것이면 맞추고, 분류가 바뀌었으면 설명에 적으세요.",
            "If it is written differently, write it as before; if the categories changed, say so "
            "in the description.",
        ),
    ),
)
