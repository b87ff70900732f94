"""Finding codes about the shape of a table."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        "title-rows",
        Text("머리글 위의 제목 행", "Title rows"),
        Text(
            "첫 행이 제목이나 설명이라, 그 아래의 열 이름 행부터 표로 읽었습니다.",
            "The first rows are a title: the table was read from the row of names below.",
        ),
        Text(
            "첫 행에 열 이름만 두면 누구나 바로 쓸 수 있습니다.",
            "With the names alone in the first row, anyone can use the file as it is.",
        ),
    ),
    FindingCode(
        "header-missing",
        Text("열 이름 행이 없음", "No header"),
        Text(
            "첫 행이 열 이름이 아니라 값처럼 보입니다. 그래도 열 이름으로 읽었으므로 "
            "값 한 행이 빠졌을 수 있습니다.",
            "The first record looks like values. It was read as names all the same, "
            "so one row may be lost.",
        ),
        Text("첫 행에 열 이름을 넣으세요.", "Put the names of the columns in the first row."),
    ),
    FindingCode(
        "header-blank",
        Text("이름 없는 열", "Column without a name"),
        Text(
            "열 이름이 비어 있어 순서로 이름을 붙였습니다.",
            "A column has no name, and was named by its place.",
        ),
        Text(
            "열에 이름을 붙이거나 빈 열을 지우세요.",
            "Name the column, or remove it if it is empty.",
        ),
    ),
    FindingCode(
        "header-repeated",
        Text("같은 이름의 열", "Repeated column name"),
        Text(
            "이름이 같은 열이 둘 이상이라 뒤의 열에 번호를 붙였습니다.",
            "Two or more columns have one name; the later ones were numbered.",
        ),
        Text("열마다 다른 이름을 붙이세요.", "Give each column a name of its own."),
    ),
    FindingCode(
        "ragged-row",
        Text("칸 수가 다른 행", "Ragged row"),
        Text(
            "칸 수가 머리글과 달라 어느 값이 어느 열의 것인지 알 수 없는 행입니다. "
            "표에서 빠졌습니다.",
            "The record is not as wide as the header, so its values belong to no "
            "column. It was left out of the table.",
        ),
        Text(
            "값 안의 쉼표나 따옴표를 확인하여 칸 수를 맞추세요.",
            "Look for commas and quotes inside values, and make the record as wide as the header.",
        ),
    ),
    FindingCode(
        "blank-row",
        Text("빈 행", "Blank row"),
        Text(
            "모든 칸이 비어 있는 행이 표 안에 있습니다. 표에서 빠졌습니다.",
            "There are rows in the table in which every cell is empty. They were left out.",
        ),
        Text("빈 행을 지우세요.", "Remove the blank rows."),
    ),
    FindingCode(
        "no-rows",
        Text("값이 없는 표", "No rows"),
        Text(
            "열 이름만 있고 값이 한 행도 없습니다.", "There are names of columns, and not one row."
        ),
        Text("값이 든 파일로 바꾸세요.", "Replace it by a file with rows."),
    ),
    FindingCode(
        "hidden-sheet",
        Text("숨겨진 시트", "Hidden sheet"),
        Text(
            "통합 문서에 숨겨진 시트가 있습니다. 받은 사람은 누구나 볼 수 있습니다.",
            "The workbook has a hidden sheet. Anyone who gets it can unhide it.",
        ),
        Text(
            "공개할 내용이 아니면 시트를 지우고 다시 제출하세요.",
            "Unless it is meant for others, remove the sheet and submit again.",
        ),
    ),
    FindingCode(
        "broken-characters",
        Text("깨진 글자", "Broken characters"),
        Text(
            "다른 인코딩으로 잘못 읽어 저장된 글자가 있습니다.",
            "Some characters were once read in a wrong encoding and kept that way.",
        ),
        Text("원본에서 UTF-8로 다시 내보내세요.", "Export it anew from the original, in UTF-8."),
    ),
    FindingCode(
        "column-repeated",
        Text("값이 같은 열", "Columns that say the same"),
        Text("두 열의 모든 값이 같습니다.", "All cells of two columns are the same."),
        Text(
            "하나가 잘못 복사된 것인지 확인하고, 필요 없으면 지우세요.",
            "Check whether one was copied by mistake, and remove it if it is not needed.",
        ),
    ),
)
