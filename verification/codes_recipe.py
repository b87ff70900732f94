"""Finding codes about recipes that are run again."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        code="recipe-differs",
        title=Text("가공 절차의 결과와 다름", "Not what the recipe gives"),
        meaning=Text(
            "적어 낸 가공 절차를 원천에 다시 돌린 결과가 낸 표와 다릅니다.",
            "The recipe, run again over its sources, gives other rows than the table has.",
        ),
        remedy=Text(
            "다른 칸을 바로잡거나, 실제로 쓴 절차로 고쳐 다시 내십시오.",
            "Mend the cells that differ, or give the recipe that was really used.",
        ),
    ),
    FindingCode(
        code="recipe-refused",
        title=Text("돌릴 수 없는 가공 절차", "Recipe refused"),
        meaning=Text(
            "가공 절차는 적어 낸 원천만 읽고 늘 같은 결과를 내는 SELECT 문 하나여야 합니다.",
            "A recipe is one SELECT that reads its sources alone and always gives the same rows.",
        ),
        remedy=Text(
            "이름이 나온 부분을 빼십시오. 쓸 수 있는 것은 docs/recipes.md에 있습니다.",
            "Leave out what is named; docs/recipes.md says what may stand in a recipe.",
        ),
    ),
    FindingCode(
        code="recipe-failed",
        title=Text("오류로 끝난 가공 절차", "Recipe failed"),
        meaning=Text(
            "가공 절차가 끝까지 돌지 못해 결과를 견줄 수 없습니다.",
            "The recipe did not come to its end, so there is nothing to compare.",
        ),
        remedy=Text(
            "이름과 형식을 원천의 열에 맞추고 check 명령으로 먼저 돌려 보십시오.",
            "Fit names and types to the source's columns, and try it with the check command.",
        ),
    ),
    FindingCode(
        code="recipe-too-slow",
        title=Text("너무 오래 걸리는 가공 절차", "Recipe takes too long"),
        meaning=Text(
            "정해진 시간 안에 가공 절차가 끝나지 않았습니다.",
            "The recipe did not end within its time.",
        ),
        remedy=Text(
            "먼저 거르고 모은 다음 잇는 등 절차를 가볍게 고치십시오.",
            "Make it lighter: filter and aggregate before joining.",
        ),
    ),
    FindingCode(
        code="recipe-too-large",
        title=Text("너무 큰 가공 절차", "Recipe takes too much"),
        meaning=Text(
            "가공 절차가 쓰는 메모리나 디스크, 결과의 크기가 한도를 넘었습니다.",
            "The recipe takes more memory or disk than it may, or gives too much.",
        ),
        remedy=Text(
            "먼저 거르고 필요한 열만 고르는 등 절차를 가볍게 고치십시오.",
            "Make it lighter: filter early, and take only the columns needed.",
        ),
    ),
    FindingCode(
        code="recipe-output-missing",
        title=Text("결과 파일이 없음", "No such output"),
        meaning=Text(
            "가공 절차의 결과라고 적은 파일이 낸 파일 가운데 없거나 표로 읽히지 않습니다.",
            "The file named as the recipe's output is not among the files, or is no table.",
        ),
        remedy=Text(
            "결과 파일 이름을 낸 파일의 이름과 똑같이 적으십시오.",
            "Name the output exactly as the file that was handed in.",
        ),
    ),
    FindingCode(
        code="recipe-sources-unavailable",
        title=Text("원천을 읽을 수 없는 가공 절차", "Sources cannot be read"),
        meaning=Text(
            "가공 절차가 쓸 원천 가운데 표로 읽을 수 있는 것이 없어 다시 돌릴 수 없습니다.",
            "None of the recipe's sources can be read as a table, so it cannot be run again.",
        ),
        remedy=Text(
            "원천을 마켓에 있는 데이터의 판으로 적고, 그것을 받을 수 있는지 확인하십시오.",
            "Name versions held here as sources, and see whether you may have their bytes.",
        ),
    ),
)
