"""Finding codes about a file as such: what it is and whether it can be read."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        "empty-file",
        Text("내용이 없는 파일", "Empty file"),
        Text(
            "파일이나 시트에 아무 값도 없습니다.", "The file, or every sheet of it, holds nothing."
        ),
        Text("내용이 있는 파일로 바꾸세요.", "Replace it by a file that holds something."),
    ),
    FindingCode(
        "file-too-large",
        Text("너무 큰 파일", "File too large"),
        Text(
            "파일이 받을 수 있는 크기보다 커서 읽지 않았습니다.",
            "The file is larger than is accepted, and was not read.",
        ),
        Text(
            "기간이나 지역으로 나누어 여러 파일로 제출하세요.",
            "Split it by period or area into several files.",
        ),
    ),
    FindingCode(
        "encrypted",
        Text("암호가 걸린 파일", "Encrypted file"),
        Text(
            "암호가 있어야 열 수 있어 내용을 검사하지 못했습니다.",
            "The file opens with a password only, so nothing in it could be checked.",
        ),
        Text(
            "암호를 풀고 다시 저장하여 제출하세요.",
            "Save it without the password and submit it again.",
        ),
    ),
    FindingCode(
        "unreadable",
        Text("손상된 파일", "Damaged file"),
        Text(
            "이름이 말하는 형식으로 열 수 없습니다. 전송 중에 손상되었을 수 있습니다.",
            "The file does not open as what it is. It may have been damaged on the way.",
        ),
        Text(
            "원본이 열리는지 확인하고 다시 저장하여 제출하세요.",
            "Make sure that the original opens, save it anew and submit it again.",
        ),
    ),
    FindingCode(
        "not-text",
        Text("글자로 읽을 수 없는 파일", "Not a text file"),
        Text(
            "CSV라는 이름이지만 글자가 아닌 내용이 많아 표로 읽지 않았습니다.",
            "It is called CSV, but too much of it is no text, so it was not read as a table.",
        ),
        Text(
            "CSV(UTF-8)로 다시 저장하여 제출하세요.", "Save it as CSV (UTF-8) and submit it again."
        ),
    ),
    FindingCode(
        "unpacks-too-large",
        Text("풀면 너무 커지는 파일", "File that unpacks too large"),
        Text(
            "압축을 풀면 한도를 넘는 크기가 되어 읽지 않았습니다.",
            "Unpacked, the file would be larger than is accepted, and was not read.",
        ),
        Text(
            "빈 행·열과 되풀이되는 긴 글을 지우거나 여러 파일로 나누세요.",
            "Remove empty rows and columns and long repeated texts, or split the file.",
        ),
    ),
    FindingCode(
        "too-many-columns",
        Text("열이 너무 많음", "Too many columns"),
        Text(
            "열의 수가 한도를 넘어 읽지 않았습니다.",
            "There are more columns than are accepted, and the table was not read.",
        ),
        Text(
            "연도나 항목이 열로 펼쳐져 있다면 행으로 바꾸세요.",
            "Where years or items are spread over columns, turn them into rows.",
        ),
    ),
    FindingCode(
        "too-many-rows",
        Text("행이 너무 많음", "Too many rows"),
        Text(
            "행의 수가 한도를 넘어 끝까지 읽지 않았습니다.",
            "There are more rows than are accepted, and the table was not read to its end.",
        ),
        Text(
            "기간이나 지역으로 나누어 여러 파일로 제출하세요.",
            "Split it by period or area into several files.",
        ),
    ),
    FindingCode(
        "too-many-cells",
        Text("칸이 너무 많음", "Too many cells"),
        Text(
            "행과 열을 곱한 칸의 수가 한도를 넘습니다. 멀리 떨어진 칸에 값이 있을 수 있습니다.",
            "Rows times columns are more than is accepted. A stray cell far away may be the cause.",
        ),
        Text(
            "표 밖의 값을 지우거나 여러 파일로 나누세요.",
            "Remove what stands outside the table, or split the file.",
        ),
    ),
    FindingCode(
        "too-many-sheets",
        Text("시트가 너무 많음", "Too many sheets"),
        Text(
            "시트의 수가 한도를 넘어 읽지 않았습니다.",
            "There are more sheets than are accepted, and the workbook was not read.",
        ),
        Text(
            "여러 통합 문서로 나누거나 같은 양식의 시트를 합치세요.",
            "Split the workbook, or join sheets of one form.",
        ),
    ),
    FindingCode(
        "record-too-long",
        Text("한 행이 너무 김", "Record too long"),
        Text(
            "한 행이 한도보다 길어 읽지 못했습니다. 닫히지 않은 따옴표가 흔한 원인입니다.",
            "One record is longer than is accepted. A quote that is never closed is "
            "the usual cause.",
        ),
        Text(
            "따옴표의 짝을 맞추고, 긴 본문은 따로 제출하세요.",
            "Close every quote, and hand in long texts apart.",
        ),
    ),
    FindingCode(
        "too-many-ragged-rows",
        Text("칸 수가 다른 행이 너무 많음", "Too many ragged rows"),
        Text(
            "머리글과 칸 수가 다른 행이 너무 많아 표로 읽지 않았습니다.",
            "Too many records are not as wide as the header for the file to be read as a table.",
        ),
        Text(
            "구분자와 따옴표를 확인하고 다시 저장하세요.",
            "Look at the delimiter and the quotes, and save the file anew.",
        ),
    ),
    FindingCode(
        "took-too-long",
        Text("읽는 데 너무 오래 걸림", "Took too long"),
        Text(
            "정해진 시간 안에 다 읽지 못했습니다.",
            "The file could not be read in the time there is.",
        ),
        Text("여러 파일로 나누어 제출하세요.", "Split it into several files."),
    ),
    FindingCode(
        "type-mismatch",
        Text("이름과 내용이 다른 형식", "Content is not what the name says"),
        Text(
            "파일 이름의 확장자와 실제 내용의 형식이 다릅니다. 검사는 내용의 형식으로 하였습니다.",
            "The content has another format than the name says. It was checked as what it is.",
        ),
        Text(
            "확장자를 내용에 맞게 고치거나, 그 형식으로 다시 저장하세요.",
            "Correct the name, or save the file in the format it is named for.",
        ),
    ),
    FindingCode(
        "digest-mismatch",
        Text("SHA-256이 다름", "Digest differs"),
        Text(
            "받은 바이트가 제출자가 알린 것과 다릅니다. 전송 중에 바뀌었거나 다른 파일입니다.",
            "The bytes that came are not those announced: changed on the way, or another file.",
        ),
        Text(
            "파일을 다시 올리세요. 값을 직접 적었다면 그 값을 확인하세요.",
            "Upload the file again. If the value was typed by hand, check it.",
        ),
    ),
    FindingCode(
        "macros",
        Text("매크로가 든 파일", "File with macros"),
        Text(
            "열면 실행될 수 있는 코드가 들어 있어 남에게 줄 수 없습니다.",
            "It carries code that may run when opened, and cannot be passed on.",
        ),
        Text(
            "매크로 없는 파일(.xlsx, .docx, .pptx)로 저장하여 바꾸세요.",
            "Save it as a file without macros (.xlsx, .docx, .pptx).",
        ),
    ),
    FindingCode(
        "read-as-document",
        Text("문서로 받음", "Taken as a document"),
        Text(
            "표로 읽지 않는 형식입니다. 꺼낼 수 있는 글자만 개인정보를 검사하고, 내용은 사람이 "
            "확인합니다.",
            "It is not of a format that is read as a table. What text could be taken out was "
            "searched for personal data; a person looks at the rest.",
        ),
        Text(
            "표라면 CSV, XLSX, Parquet로 제출하면 자동으로 검사됩니다.",
            "If it is a table, hand it in as CSV, XLSX or Parquet to have it checked.",
        ),
        privacy=True,
    ),
    FindingCode(
        "undecodable",
        Text("읽을 수 없는 바이트", "Undecodable bytes"),
        Text(
            "파일의 인코딩으로 읽을 수 없는 바이트가 있어 글자가 사라졌습니다. "
            "그 칸은 '깨진 글자'로 표시됩니다.",
            "Some bytes mean nothing in the file's encoding and were lost. Their "
            "cells are listed as broken characters.",
        ),
        Text("원본에서 UTF-8로 다시 저장하세요.", "Save it again from the original, in UTF-8."),
    ),
    FindingCode(
        "nul-bytes",
        Text("NUL 바이트", "NUL bytes"),
        Text(
            "글자가 아닌 NUL 바이트가 있습니다. 파일이 손상되었을 수 있습니다.",
            "There are NUL bytes, which are no characters. The file may be damaged.",
        ),
        Text(
            "원본 프로그램에서 CSV로 다시 내보내세요.",
            "Export it as CSV anew from the program it came from.",
        ),
    ),
    FindingCode(
        "open-quote",
        Text("짝이 맞지 않는 따옴표", "Unbalanced quotes"),
        Text(
            "따옴표의 수가 홀수라 여러 행이 한 칸으로 합쳐졌을 수 있습니다.",
            "The number of quotes is odd: several records may have been read as one cell.",
        ),
        Text(
            "행 수를 확인하고, 값 안의 따옴표는 두 번 적으세요.",
            "Check the number of rows; write a quote inside a cell twice.",
        ),
    ),
    FindingCode(
        "dialect-odd",
        Text("드문 방식으로 나눈 파일", "Delimited in an unusual way"),
        Text(
            "칸을 나누거나 값을 묶는 방식이 드물어, 다른 프로그램은 다르게 읽을 수 있습니다.",
            "Its cells are delimited or quoted in a way that other programs may read differently.",
        ),
        Text(
            "쉼표로 나누고 큰따옴표로 묶은 CSV로 저장하세요.",
            "Save it as CSV: commas between the cells, double quotes around them.",
        ),
    ),
    FindingCode(
        "delimiter-unclear",
        Text("구분자를 알 수 없음", "Delimiter unclear"),
        Text(
            "한 열로 읽었으나 줄마다 같은 부호가 같은 수로 있어, 여러 열일 수 있습니다.",
            "It was read as one column, though every line holds the same mark as often: there may "
            "be several.",
        ),
        Text(
            "쉼표로 나눈 CSV로 저장하세요. 한 열이 맞으면 고칠 것이 없습니다.",
            "Save it as CSV with commas. If it is one column, there is nothing to do.",
        ),
    ),
    FindingCode(
        "nested-column",
        Text("여러 값이 든 열", "Nested column"),
        Text(
            "한 칸에 목록이나 구조가 든 열이 있습니다. 글자로만 비교하고 보여 줍니다.",
            "Some columns hold lists or structures. They are compared and shown as text only.",
        ),
        Text(
            "되도록 한 칸에 한 값이 되도록 펼쳐서 제출하세요.",
            "Where possible, unfold them into one value a cell.",
        ),
    ),
)
