"""Finding codes about spreadsheets: how they are laid out, and what they carry out of sight."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        "header-levels",
        Text("여러 행에 걸친 머리글", "Header of several rows"),
        Text(
            "열 이름이 둘 이상의 행에 나뉘어 있어 위에서 아래로 이어 한 이름으로 읽었습니다.",
            "The names of the columns stand over two or more rows, and were joined from above.",
        ),
        Text(
            "열마다 이름을 한 칸에 적어 한 행으로 두세요.",
            "Give each column its whole name in one cell of one row.",
        ),
    ),
    FindingCode(
        "total-rows",
        Text("합계 행", "Rows of totals"),
        Text(
            "합계나 소계 행이 값과 섞여 있어 더하면 두 번 셈하게 됩니다.",
            "Totals or subtotals stand among the values: whoever adds them up counts twice.",
        ),
        Text(
            "합계 행을 지우거나 정제할 때 빼세요.",
            "Remove them, or have them taken out when the file is refined.",
        ),
    ),
    FindingCode(
        "note-rows",
        Text("주석 행", "Rows of notes"),
        Text(
            "주석이나 출처를 적은 행이 표 안에서 값처럼 읽힙니다.",
            "Rows hold notes or a source and are read as if they were values.",
        ),
        Text(
            "주석은 설명에 옮겨 적고 행을 지우세요.",
            "Move the notes into the description and remove the rows.",
        ),
    ),
    FindingCode(
        "several-tables",
        Text("한 시트의 여러 표", "Several tables in a sheet"),
        Text(
            "한 시트에 표가 둘 이상 있는 듯하나 하나로 읽었습니다.",
            "There seems to be more than one table in the sheet; it was read as one.",
        ),
        Text(
            "표마다 시트를 따로 두세요.",
            "Give each table a sheet of its own.",
        ),
    ),
    FindingCode(
        "tables-parted",
        Text("시트 하나에서 나눈 표", "Tables taken apart"),
        Text(
            "한 시트에 열 이름이 다른 표가 아래위로 있어 표마다 따로 읽었습니다.",
            "Tables with names of their own stand one below another in the sheet; each was read "
            "by itself.",
        ),
        Text(
            "표마다 시트를 따로 두면 받는 사람도 그대로 쓸 수 있습니다.",
            "Give each table a sheet of its own, so that others can use them as they are.",
        ),
    ),
    FindingCode(
        "merged-cells",
        Text("병합된 칸", "Merged cells"),
        Text(
            "병합된 칸은 첫 칸에만 값이 있어 나머지는 빈 칸으로 읽힙니다.",
            "Of merged cells the first alone holds the value, and the others are read as empty.",
        ),
        Text(
            "병합을 풀고 칸마다 값을 채우세요.",
            "Unmerge them and fill in the value in each cell.",
        ),
    ),
    FindingCode(
        "error-values",
        Text("오류가 적힌 칸", "Cells that show an error"),
        Text(
            "수식이 계산되지 않아 #DIV/0!, #REF!, #N/A 같은 오류가 값 대신 들어 있습니다. "
            "값이 아니므로 수로 세지 않습니다.",
            "Formulas that could not be worked out show #DIV/0!, #REF!, #N/A and the like. They "
            "are no values, and count as no numbers.",
        ),
        Text(
            "수식을 고치거나, 값이 없는 칸이면 비워 두세요.",
            "Correct the formulas, or leave the cell empty where there is no value.",
        ),
    ),
    FindingCode(
        "hidden-rows",
        Text("숨겨진 행", "Hidden rows"),
        Text(
            "숨겨진 행도 표에 들어 있습니다. 받은 사람은 누구나 볼 수 있습니다.",
            "Hidden rows are part of the table. Anyone who gets the file can unhide them.",
        ),
        Text(
            "공개할 내용이 아니면 지우고 다시 제출하세요.",
            "Unless they are meant for others, remove them and submit again.",
        ),
    ),
    FindingCode(
        "hidden-columns",
        Text("숨겨진 열", "Hidden columns"),
        Text(
            "숨겨진 열도 표에 들어 있습니다. 받은 사람은 누구나 볼 수 있습니다.",
            "Hidden columns are part of the table. Anyone who gets the file can unhide them.",
        ),
        Text(
            "공개할 내용이 아니면 지우고 다시 제출하세요.",
            "Unless they are meant for others, remove them and submit again.",
        ),
    ),
    FindingCode(
        "sheet-comments",
        Text("메모가 달린 칸", "Comments on cells"),
        Text(
            "칸에 메모가 달려 있습니다. 메모의 내용은 검사하지 않았습니다.",
            "Cells carry comments, and what those say was not checked.",
        ),
        Text(
            "메모를 지우고 다시 제출하세요.",
            "Remove the comments and submit again.",
        ),
        privacy=True,
    ),
    FindingCode(
        "external-links",
        Text("다른 파일이나 접속으로 이어진 연결", "Links to elsewhere"),
        Text(
            "다른 통합 문서나 데이터베이스, 웹에 연결되어 있고 "
            "그 내용 일부가 저장되어 있을 수 있습니다.",
            "The workbook is linked to others, a database or the web, and may keep some "
            "of what is there.",
        ),
        Text(
            "연결을 끊고 값만 남겨 다시 저장하세요.",
            "Break the links, keep the values, and save it anew.",
        ),
        privacy=True,
    ),
    FindingCode(
        "pivot-cache",
        Text("피벗 테이블의 원자료", "What a pivot table was made from"),
        Text(
            "피벗 테이블을 만든 원자료가 보이지 않게 통합 문서 안에 남아 있습니다.",
            "The rows a pivot table was made from are still in the workbook, out of sight.",
        ),
        Text(
            "피벗 테이블을 값으로 바꾸어 다시 저장하세요.",
            "Turn the pivot table into values and save it anew.",
        ),
        privacy=True,
    ),
)
