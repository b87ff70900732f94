"""Finding codes about the rules of value diagnosis: one column, several, and totals."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        "amount-negative",
        Text(
            "음수인 금액",
            "Negative amount",
        ),
        Text(
            "금액 열에서 드물게 음수인 값입니다.",
            "The amount is negative in a column where hardly any is.",
        ),
        Text(
            "부호를 확인하고, 줄어든 금액이면 열 이름이나 설명에 그렇게 적으세요.",
            "Check the sign; if it is a decrease, say so in the name of the column or its "
            "description.",
        ),
    ),
    FindingCode(
        "quantity-range",
        Text(
            "음수나 소수인 수량",
            "Quantity negative or not whole",
        ),
        Text(
            "수량 열에서 드물게 음수이거나 소수인 값입니다.",
            "The quantity is negative or has a fraction in a column where hardly any has.",
        ),
        Text(
            "값을 확인하세요. 평균이나 증감이라면 열 이름에 적으세요.",
            "Check the value. If it is a mean or a change, say so in the name of the column.",
        ),
    ),
    FindingCode(
        "rate-range",
        Text(
            "범위를 벗어난 율",
            "Rate out of range",
        ),
        Text(
            "0부터 100(또는 0부터 1)까지인 율 열에서 벗어난 값입니다.",
            "The value is not between 0 and 100, or 0 and 1 where nearly all are.",
        ),
        Text(
            "값과 단위를 확인하고, 100을 넘을 수 있는 율이면 설명에 적으세요.",
            "Check value and unit; if the rate may pass 100, say so in the description.",
        ),
    ),
    FindingCode(
        "flag-mixed",
        Text(
            "다른 방식으로 적은 여부",
            "Yes or no in another way",
        ),
        Text(
            "여부 열의 값이 다른 값들과 다른 방식(Y/N, 예/아니오 등)으로 적혀 있습니다.",
            "The column says yes and no in one way (Y/N, O/X …), and this value in another.",
        ),
        Text(
            "한 가지 방식의 두 값으로 맞추세요.",
            "Use the two words of one way throughout.",
        ),
    ),
    FindingCode(
        "date-form",
        Text(
            "다른 형식으로 적은 날짜",
            "Date in another form",
        ),
        Text(
            "날짜 열의 값이 다른 값들과 다른 형식으로 적혀 있습니다.",
            "The date is written in another form than most of its column.",
        ),
        Text(
            "YYYY-MM-DD처럼 한 가지 형식으로 맞추세요.",
            "Write all dates in one form, such as YYYY-MM-DD.",
        ),
    ),
    FindingCode(
        "date-impossible",
        Text(
            "달력에 없는 날짜",
            "Date that is on no calendar",
        ),
        Text(
            "2월 30일처럼 없는 날짜입니다.",
            "There is no such day, as there is no 30 February.",
        ),
        Text(
            "값을 고치고, 모르는 날짜면 비우세요.",
            "Correct the value, or leave it empty if the day is not known.",
        ),
    ),
    FindingCode(
        "number-form",
        Text(
            "형식에 맞지 않는 번호",
            "Number of another form",
        ),
        Text(
            "전화번호, 우편번호(5자리) 또는 사업자등록번호(검증 숫자)의 형식에 맞지 않는 값입니다.",
            "The value is no telephone number, postcode of five digits or business number "
            "with a right check digit, as the others are.",
        ),
        Text(
            "값을 고치세요. 앞의 0이 사라졌다면 열을 글자로 저장하세요.",
            "Correct the value. If a leading zero is gone, save the column as text.",
        ),
    ),
    FindingCode(
        "coordinate-outside",
        Text(
            "우리나라 밖의 좌표",
            "Coordinate outside Korea",
        ),
        Text(
            "위도나 경도가 우리나라 범위 밖입니다. 0이거나 두 열이 뒤바뀐 값일 수 있습니다.",
            "Latitude or longitude is outside Korea: it may be 0, or the two may be swapped.",
        ),
        Text(
            "좌표를 고치고, 모르면 비우세요.",
            "Correct the coordinate, or leave it empty if it is not known.",
        ),
    ),
    FindingCode(
        "area-code-form",
        Text(
            "형식에 맞지 않는 행정구역 코드",
            "Area code of another form",
        ),
        Text(
            "시도 번호로 시작하는 열 자리 코드가 아닙니다.",
            "It is not ten digits that begin with the number of a province.",
        ),
        Text(
            "행정표준코드의 열 자리 코드로 적으세요.",
            "Write the ten digits of the standard administrative code.",
        ),
    ),
    FindingCode(
        "area-unlisted",
        Text(
            "목록에 없는 행정구역 코드",
            "Area code that no list has",
        ),
        Text(
            "행정표준코드 목록(2023년 5월)에 없는 시군구이거나, 세종시에 없는 읍면동입니다. "
            "그 뒤에 생긴 곳일 수 있습니다.",
            "The list of standard administrative codes (May 2023) has no such district, or Sejong "
            "has no such town. It may have come about since.",
        ),
        Text(
            "코드를 확인해 고치세요. 새로 생긴 곳이면 그대로 두세요.",
            "Check the code and correct it; leave it if the area is new.",
        ),
    ),
    FindingCode(
        "order-reversed",
        Text(
            "시작보다 이른 종료",
            "End before start",
        ),
        Text(
            "시작하는 날짜가 끝나는 날짜보다 늦습니다.",
            "The start of the row is later than its end.",
        ),
        Text(
            "두 날짜가 뒤바뀌었거나 잘못 적혔는지 확인하세요.",
            "Check whether the two are swapped, or one of them is wrong.",
        ),
    ),
    FindingCode(
        "code-names-differ",
        Text(
            "한 코드의 여러 이름",
            "Several names for one code",
        ),
        Text(
            "같은 코드가 다른 행에서는 다른 이름으로 적혀 있습니다.",
            "The code stands beside another name in other rows.",
        ),
        Text(
            "코드마다 이름을 하나로 맞추고, 이름이 바뀌었으면 설명에 적으세요.",
            "Give each code one name; if it was renamed, say so in the description.",
        ),
    ),
    FindingCode(
        "total-differs",
        Text(
            "부분의 합과 다른 합계",
            "Total that is not the sum of its parts",
        ),
        Text(
            "적힌 합계가 그 부분들을 더한 값과 다릅니다.",
            "The printed total is not what its parts add up to.",
        ),
        Text(
            "부분의 값과 합계를 확인하고, 빠진 부분이 있으면 설명에 적으세요.",
            "Check total and parts; if a part is left out, say so in the description.",
        ),
    ),
    FindingCode(
        "relation-broken",
        Text(
            "지켜지지 않은 논리관계",
            "Logical relation broken",
        ),
        Text(
            "선언한 규칙에 따르면 이 행의 다른 열에 있는 값과 함께 있을 수 없습니다.",
            "By a declared rule the cell may not stand beside that of another column of its row.",
        ),
        Text(
            "두 열의 값을 확인하고, 규칙이 맞지 않으면 규칙을 고치세요.",
            "Check the values of both columns; if the rule is wrong, correct the rule.",
        ),
    ),
    FindingCode(
        "reference-missing",
        Text(
            "참조하는 표에 없는 값",
            "Value missing where it refers to",
        ),
        Text(
            "다른 표(또는 열)에 있어야 할 값이 그곳에 없습니다.",
            "The value does not stand in the other table, or column, that it refers to.",
        ),
        Text(
            "값을 고치거나, 가리키는 표에 그 값을 더하세요.",
            "Correct the value, or add it to the table it refers to.",
        ),
    ),
    FindingCode(
        "reference-sampled",
        Text(
            "일부 값만 대조한 참조",
            "Reference compared in part",
        ),
        Text(
            "서로 다른 값이 65,536가지를 넘어, 고르게 고른 값만 대조하였습니다. 건수도 그 값의 "
            "것입니다.",
            "There are more than 65,536 different values: those of an even sample were compared, "
            "and the counts are of them alone.",
        ),
        Text(
            "할 일은 없습니다. 발견된 것이 있으면 나머지 값도 함께 확인하세요.",
            "Nothing to do. If something was found, look at the other values as well.",
        ),
    ),
    FindingCode(
        "rule-unapplied",
        Text(
            "살필 것이 없는 규칙",
            "Declared rule that applies to nothing",
        ),
        Text(
            "선언한 규칙의 열이나 표가 파일에 없거나, 비교할 수 있는 행이 하나도 없습니다.",
            "No table has the columns of a declared rule, or no row holds what it compares.",
        ),
        Text(
            "규칙에 적은 파일, 시트, 열의 이름과 그 열에 든 값을 확인하세요.",
            "Check the names of file, sheet and columns in the rule, and what the columns hold.",
        ),
    ),
)
