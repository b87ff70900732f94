"""Finding codes about columns and values against what was declared, and against each other."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        "column-missing",
        Text("선언한 열이 없음", "Declared column is missing"),
        Text(
            "설명에 적은 열이 파일에 없습니다.", "A column of the description is not in the file."
        ),
        Text(
            "파일에 열을 넣거나 설명에서 지우세요. 이름의 띄어쓰기도 확인하세요.",
            "Add the column or strike it from the description. Mind spaces in its name.",
        ),
    ),
    FindingCode(
        "column-undeclared",
        Text("선언하지 않은 열", "Undeclared column"),
        Text(
            "파일에 있는 열이 설명에 없습니다.", "A column of the file is not in the description."
        ),
        Text(
            "설명에 열을 넣거나 파일에서 지우세요.",
            "Describe the column, or remove it from the file.",
        ),
    ),
    FindingCode(
        "cell-type",
        Text("형식에 맞지 않는 값", "Value of another type"),
        Text(
            "선언한 형식(정수, 날짜 등)으로 읽을 수 없는 값입니다.",
            "The value cannot be read as what its column was declared to be.",
        ),
        Text(
            "값을 고치거나, 값이 없다는 뜻이면 비우거나, 열의 형식을 바꾸세요.",
            "Correct the value, leave it empty if there is none, or declare another type.",
        ),
    ),
    FindingCode(
        "mixed-types",
        Text("다른 값들과 형식이 다른 값", "Value unlike the others"),
        Text(
            "거의 모든 값이 한 형식인데 몇 칸만 다릅니다. 잘못 적힌 값일 수 있습니다.",
            "Nearly all values of the column are of one type, and these few are not.",
        ),
        Text(
            "값을 확인하고, 열의 형식을 선언하세요.",
            "Check the values, and declare the type of the column.",
        ),
    ),
    FindingCode(
        "missing-mark",
        Text("값이 없다는 표시", "Mark of a missing value"),
        Text(
            "'-'나 'N/A'처럼 값이 없다는 표시로 보입니다. 이 때문에 열 전체가 글자로 읽힙니다.",
            "It seems to say that there is no value, as '-' or 'N/A' do; for its sake the whole "
            "column is read as text.",
        ),
        Text(
            "값이 없으면 칸을 비우세요.",
            "Leave a cell empty where there is no value.",
        ),
    ),
    FindingCode(
        "value-missing",
        Text("빠진 필수값", "Required value missing"),
        Text(
            "비워 둘 수 없다고 선언한 열에 빈칸이 있습니다.",
            "A column declared never to be empty has empty cells.",
        ),
        Text(
            "값을 채우거나, 비울 수 있는 열로 선언하세요.",
            "Fill in the value, or declare that the column may be empty.",
        ),
    ),
    FindingCode(
        "code-unknown",
        Text("코드 목록에 없는 값", "Value not in the code list"),
        Text(
            "선언한 코드 목록에 없는 값입니다.",
            "The value does not stand in the declared list of codes.",
        ),
        Text("값을 고치거나 코드 목록에 넣으세요.", "Correct the value, or add it to the list."),
    ),
    FindingCode(
        "duplicate-row",
        Text("중복된 행", "Duplicate row"),
        Text(
            "앞의 행과 모든 값이 같은 행입니다.",
            "Every value of the row is that of an earlier row.",
        ),
        Text(
            "같은 것이 두 번 들어갔다면 하나를 지우고, 따로 있는 것이라면 구별할 열을 넣으세요.",
            "If it stands twice by mistake remove one; if not, add a column that tells them apart.",
        ),
    ),
    FindingCode(
        "duplicate-key",
        Text("중복된 키", "Duplicate key"),
        Text(
            "키로 선언한 열의 값이 앞의 행과 같아 행을 구별할 수 없습니다.",
            "The values of the key are those of an earlier row, so they do not tell rows apart.",
        ),
        Text(
            "값을 고치거나, 행을 구별하는 열을 모두 키로 선언하세요.",
            "Correct the value, or declare as key all columns that tell rows apart.",
        ),
    ),
    FindingCode(
        "key-missing",
        Text("빈 키", "Empty key"),
        Text("키로 선언한 열에 빈칸이 있습니다.", "A column declared as key has empty cells."),
        Text(
            "값을 채우거나 키 선언을 지우세요.",
            "Fill in the value, or do not declare the column as key.",
        ),
    ),
    FindingCode(
        "column-gone",
        Text("사라진 열", "Column gone"),
        Text(
            "이전 버전에 있던 열이 없어 그 열을 쓰던 사람의 작업이 멈출 수 있습니다.",
            "A column of the version before is gone, and may break what others made with it.",
        ),
        Text(
            "열을 되살리거나, 설명에 바뀐 까닭을 적으세요.",
            "Bring it back, or say in the description why it went.",
        ),
    ),
    FindingCode(
        "column-new",
        Text("새로운 열", "New column"),
        Text("이전 버전에 없던 열입니다.", "The version before had no such column."),
        Text("설명에 새 열의 뜻을 적으세요.", "Say in the description what the new column means."),
    ),
)
