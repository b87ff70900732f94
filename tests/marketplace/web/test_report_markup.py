"""What a reader of a report is told, whichever way they read."""

import re
from html import unescape

from tests.marketplace.web.outline import read
from tests.marketplace.web.pages import render
from tests.marketplace.web.samples.bodies import COUNTS, OLD, RICH
from tests.marketplace.web.samples.offers import SUBMITTED
from tests.marketplace.web.samples.reports import shown
from verification.codes import CODES


def page(body: dict[str, object], query: str = "") -> str:
    return render(
        "submissions/report.html", {"submission": SUBMITTED, "report": shown(body, query)}
    )


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_every_picture_says_what_it_shows_or_stands_aside() -> None:
    drawn = [given for tag, given in read(page(RICH)).elements if tag == "svg"]

    assert len(drawn) > 10
    for each in drawn:
        assert (each.get("role") == "img" and each["aria-label"]) or each["aria-hidden"] == "true"


def test_the_shape_of_quality_is_told_and_stands_beside_its_numbers() -> None:
    html = page(RICH)

    scores = "완전성 99.2, 일관성 100.0, 정확성 74.0, 보안성 점수 없음, 적시성 85.5"
    assert f'aria-label="품질 지표의 모양: {scores}"' in html
    said = words(html)
    assert "정확성 Accuracy 값이 정해진 형식과 범위에 드는가 74.0 74.0 26,000 / 100,000" in said
    assert "주기 31일, 마지막 날에서 40일 지남" in said


def test_a_histogram_has_a_table_with_every_one_of_its_counts() -> None:
    html = page(RICH)

    assert "승차 값의 분포: 0부터 4,800까지, 1,600–2,000에 가장 많은 30,120개" in html
    table = html.split("<summary>분포를 표로", 1)[1].split("</table>", 1)[0]
    assert re.findall(r'<td class="number">([\d,]+)</td>', table) == [f"{n:,}" for n in COUNTS]


def test_a_check_is_named_in_both_languages_and_a_crash_is_the_platforms() -> None:
    said = words(page(RICH))

    assert "적어 낸 형식 Declared types ! 발견 있음 2,600 2" in said
    assert "주민등록번호 Resident registration numbers × 검사 중단 플랫폼의 잘못 0 1" in said
    assert "플랫폼이 멈춘 것이며 파일의 잘못이 아닙니다" in said
    assert "플랫폼이 멈춘" not in words(page(OLD))


def test_findings_say_what_to_do_in_both_languages_where_and_where_the_rest_is() -> None:
    html = page(RICH)
    said, meaning = words(html), CODES["cell-type"]

    assert f"할 일 {meaning.remedy.ko}" in said
    assert f"{meaning.title.en}. {meaning.meaning.en} {meaning.remedy.en}" in said
    assert "승차집계.xlsx 1월 17 승차 측정중 승차집계.xlsx 1월 18 승차 측정중" in said
    assert '그 밖에 2,590곳 · <a href="/report.json">모두 JSON으로 보기</a>' in html
    assert said.index(meaning.title.ko) < said.index(CODES["duplicate-row"].title.ko)


def test_a_clean_report_of_the_first_shape_says_so_and_shows_what_it_has() -> None:
    said = words(page(OLD))

    assert "발견된 것이 없습니다" in said
    assert "승차 정수 값 있음 10 83.3% 빈칸 2 16.7% 서로 다른 값 9 최소 0 최대 41" in said


def test_estimates_are_told_from_counts() -> None:
    said = words(page(RICH))

    assert "서로 다른 값 약 2,040 오차 ±3.0%" in said
    assert "구간마다 오차 ±1.0%" in said
    assert "많은 값 (승차) · 개수의 오차 12까지" in said


def test_what_a_column_is_called_is_text() -> None:
    assert "정류장 &lt;script&gt;alert(1)&lt;/script&gt;" in page(RICH)
