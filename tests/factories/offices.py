"""A workbook as offices make them: a title, a merged head, totals, a note."""

from io import BytesIO

from openpyxl import Workbook


def population() -> bytes:
    """Return a sheet of people by town and sex in three years."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "인구"
    rows = [
        ["읍면동별 인구 현황"],
        [],
        ["읍면동", "성별", "인구(명)", None, None],
        [None, None, "2021년", "2022년", "2023년"],
        ["조치원읍", "남", "21,345", "21,400", "21,512"],
        [None, "여", "21,020", "21,117", "-"],
        ["보람동", "남", "9,876", "9,912", "10,004"],
        [None, "여", "10,112", "10,230", "10,335"],
        ["합계", None, "62,353", "62,659", "41,851"],
        ["※ 주민등록 기준"],
    ]
    for row in rows:
        sheet.append(row)
    for cells in ("A1:E1", "A3:A4", "B3:B4", "C3:E3", "A5:A6", "A7:A8"):
        sheet.merge_cells(cells)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
