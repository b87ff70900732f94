"""Finding codes about archives, JSON and maps: what stands beside or around the rows."""

from verification.findings import FindingCode, Text

CODES: tuple[FindingCode, ...] = (
    FindingCode(
        "archive-name-unsafe",
        Text("다른 폴더를 가리키는 이름", "Names that lead elsewhere"),
        Text(
            "압축 안의 파일 이름이 다른 폴더를 가리켜 풀지 않았습니다.",
            "A name in the archive leads out of its folder, and nothing was unpacked.",
        ),
        Text(
            "파일을 새 폴더에 모아 다시 압축하세요.",
            "Put the files into a new folder and pack them again.",
        ),
    ),
    FindingCode(
        "archive-name-repeated",
        Text("압축 안의 같은 이름", "A name twice in an archive"),
        Text(
            "압축 안에 이름이 같은 파일이 있어 무엇을 읽을지 알 수 없습니다.",
            "Two files in the archive have one name: it is not known which one is meant.",
        ),
        Text(
            "이름을 서로 다르게 하여 다시 압축하세요.",
            "Give them different names and pack them again.",
        ),
    ),
    FindingCode(
        "archive-nested",
        Text("압축 안의 압축", "An archive in an archive"),
        Text(
            "압축 파일 안에 또 압축 파일이 있어 읽지 않았습니다.",
            "There is an archive within the archive, and it was not read.",
        ),
        Text(
            "안쪽 압축을 풀어 한 번만 압축하세요.",
            "Unpack the inner one, and pack everything once.",
        ),
    ),
    FindingCode(
        "archive-member-unread",
        Text("압축 안의 읽지 않은 파일", "Files of an archive that were not read"),
        Text(
            "압축 안에 표가 아닌 파일이 있어 그 내용은 검사하지 않았습니다.",
            "There are files in the archive that are no tables; what is in them was not checked.",
        ),
        Text(
            "표만 압축하고 문서는 따로 제출하세요.",
            "Pack the tables alone, and hand in documents apart.",
        ),
        privacy=True,
    ),
    FindingCode(
        "entities-declared",
        Text("XML 개체 선언", "XML that declares entities"),
        Text(
            "통합 문서의 XML이 외부 파일이나 반복되는 글자를 불러올 수 있는 개체를 "
            "선언하여 읽지 않았습니다.",
            "The workbook's XML declares entities, which can draw in other files or swell "
            "up; it was not read.",
        ),
        Text(
            "엑셀이나 한셀에서 열어 새로 저장하세요.",
            "Open it in a spreadsheet program and save it anew.",
        ),
    ),
    FindingCode(
        "markup-as-workbook",
        Text("엑셀 이름을 단 웹 페이지", "A web page called a workbook"),
        Text(
            "이름은 엑셀이나 내용은 웹 페이지(HTML)나 XML입니다.",
            "It is called a workbook, but holds HTML or XML.",
        ),
        Text(
            "엑셀에서 열어 통합 문서(.xlsx)로 다시 저장하세요.",
            "Open it in a spreadsheet program and save it as a workbook (.xlsx).",
        ),
    ),
    FindingCode(
        "outside-table",
        Text("표 밖의 값", "Values outside the table"),
        Text(
            "레코드 목록 밖에도 값이 적혀 있습니다. 표에는 들지 않았습니다.",
            "There are values beside the list of records, which are not in the table.",
        ),
        Text(
            "필요한 값이면 설명에 적으세요.",
            "If they matter, say them in the description.",
        ),
    ),
    FindingCode(
        "name-repeated",
        Text("한 객체에 두 번 나온 이름", "A name twice in an object"),
        Text(
            "한 레코드에 같은 이름이 두 번 있어 나중 값만 읽었습니다.",
            "A name stands twice in one record; only the later value was read.",
        ),
        Text(
            "이름을 서로 다르게 하여 다시 내보내세요.",
            "Give the values different names and export the file anew.",
        ),
    ),
    FindingCode(
        "geometry-boxed",
        Text("사각형으로 읽은 도형", "Shapes read as boxes"),
        Text(
            "도형의 좌표 전체가 아니라 그것을 둘러싼 사각형을 표에 담았습니다. "
            "원본은 그대로입니다.",
            "The table holds the box around each shape, not its outline. The original is "
            "kept as it is.",
        ),
        Text(
            "할 일이 없습니다.",
            "Nothing to do.",
        ),
    ),
    FindingCode(
        "shape-parts-differ",
        Text("도형과 속성의 수가 다름", "Shapes and rows differ in number"),
        Text(
            "도형(.shp)의 수와 속성(.dbf)의 행 수가 달라 서로 맞출 수 없습니다.",
            "There are not as many shapes (.shp) as rows (.dbf), so they cannot be joined.",
        ),
        Text(
            "같은 때에 내보낸 파일끼리 다시 압축하세요.",
            "Pack files that were exported together.",
        ),
    ),
    FindingCode(
        "projection-missing",
        Text("좌표계를 모름", "Coordinates of an unknown system"),
        Text(
            "좌표계 파일(.prj)이 없어 좌표가 어디를 가리키는지 알 수 없습니다.",
            "There is no .prj file, so nobody knows where the coordinates are.",
        ),
        Text(
            "좌표계 파일(.prj)을 함께 압축하세요.",
            "Pack the .prj file with it.",
        ),
    ),
    FindingCode(
        "deleted-rows",
        Text("지운 것으로 표시된 행", "Rows marked as deleted"),
        Text(
            "지운 것으로 표시되었으나 파일에 남아 있는 행이 있어 표에 담았습니다.",
            "Rows are marked as deleted but still in the file, and so in the table.",
        ),
        Text(
            "파일을 압축 정리(pack)하거나 새로 내보내세요.",
            "Pack the table in its program, or export it anew.",
        ),
    ),
)
