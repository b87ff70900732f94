"""Generates a full shelf: datasets as a city might have them, the same for the same seed.

Words are drawn so that some stand in most titles, many in a few, and a long tail in one or two.
"""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from psycopg import Cursor
from psycopg.types.json import Jsonb
from sqlalchemy import Table

from marketplace.catalogue.models import Dataset, DatasetUse, Distribution, Form, Version
from marketplace.catalogue.shown import shown_columns
from storage.database import Base
from storage.digests import digest_of

BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
TOPICS = {
    "공공행정": "민원 조례 주민센터 공무원 위원회 예산집행 계약 자원봉사 인구 세대수 여권 인감",
    "과학기술": "연구개발 특허 소프트웨어 무선인터넷 와이파이 스타트업 로봇 센서 통신망",
    "교육": "학교 유치원 어린이집 도서관 평생학습 학원 급식 장학금 통학로",
    "교통물류": "버스 정류장 택시 자전거 주차장 교통카드 신호등 과속방지턱 도로 어울링 승차 환승",
    "국토관리": "토지 건축물 아파트 공시지가 도로명주소 지적 개발행위 측량 가로수 교량",
    "농축수산": "로컬푸드 농가 축산 과수원 복숭아 농약 비닐하우스 저수지 가축",
    "문화관광": "공연장 축제 박물관 관광지 문화재 체육시설 숙박업 캠핑장 공원",
    "보건의료": "병원 약국 예방접종 보건소 의료기기 응급실 감염병 건강검진",
    "사회복지": "경로당 노인 장애인 복지관 어린이 아동수당 기초생활 돌봄 임산부",
    "산업고용": "사업체 일자리 상가 소상공인 창업 산업단지 전통시장 매출 카드소비",
    "식품건강": "음식점 식품제조 위생등급 모범업소 급식소 식중독 영양 정육점",
    "재난안전": "대피소 소화전 화재 구급출동 산불 침수 지진 제설 안전벨 무더위쉼터",
    "재정금융": "세입 세출 지방세 체납 보조금 채무 결산 재산 계약금액",
    "환경기상": "미세먼지 대기질 폐기물 재활용 쓰레기 하천 수질 소음 강수량 기온 별",
}
ENGLISH = """
population bus stop parking school library hospital pharmacy shelter budget tax land building park
festival market restaurant air quality water waste noise rainfall welfare senior child business
startup patent sensor road bridge tree farm livestock museum tourism usage boarding
"""
FORMS = "현황 현황 현황 목록 통계 이력 정보 위치정보 실적 조사결과 집계 분석결과"
PLACES = """
조치원읍 한솔동 새롬동 도담동 아름동 종촌동 고운동 소담동 보람동 금남면 장군면 부강면 전의면
"""
COLUMNS = """
연번 기관명 주소 위도 경도 전화번호 데이터기준일자 연도 월 일자 시간 구분 명칭 면적 금액 건수 인원
비율 행정동 법정동 관리번호 설치일 상태 비고 유형 등급 용도 높이 길이 수량 단위 담당부서 stop_id
station_name latitude longitude created_at amount
"""
SENTENCES = (
    "세종특별자치시 {place} 일대의 {topic} {form}을 제공합니다.",
    "{topic}와 관련된 {word} 자료를 월별로 모은 데이터입니다.",
    "{word} 기준으로 {topic} {form}을 정리하였으며 {place} 자료를 포함합니다.",
    "관리부서에서 {topic} 업무를 처리하면서 수집한 값이며 개인정보는 포함하지 않습니다.",
    "좌표는 WGS84 기준이고 결측값은 빈 칸으로 표시합니다.",
)
LICENCES = ("KOGL-1", "KOGL-1", "KOGL-0", "KOGL-2", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0")
ACCESSES = ("public",) * 17 + ("joint", "joint", "closed")
KINDS = ("data",) * 8 + ("analysis", "visualisation", "document")
CYCLES = ("daily", "monthly", "quarterly", "yearly", "yearly", "irregular", None)
FILES = ("CSV", "CSV", "CSV", "XLSX", "PARQUET")
TAIL = [chr(0xAC00 + 19 * step) + chr(0xAC00 + 37 * step % 11_172) for step in range(580)]
BYTES = digest_of(b"bench")


@dataclass(frozen=True)
class Shelf:
    """The people and departments the datasets belong to."""

    departments: tuple[uuid.UUID, ...]
    owners: tuple[uuid.UUID, ...]


def shelf(draw: random.Random) -> Shelf:
    """Return forty departments and two hundred owners."""
    return Shelf(
        tuple(_uuid(draw) for _ in range(40)),
        tuple(_uuid(draw) for _ in range(200)),
    )


def load(cursor: Cursor[tuple[object, ...]], *, count: int, seed: int) -> Shelf:
    """Write `count` datasets of one version and one file each, by COPY."""
    draw = random.Random(seed)
    owned_by = shelf(draw)
    cursor.execute(
        "INSERT INTO stored_objects VALUES (%s, 1, 'text/csv', now()) ON CONFLICT DO NOTHING",
        [BYTES],
    )
    rows: dict[str, list[Base]] = {"datasets": [], "dataset_uses": [], "versions": []}
    rows["distributions"] = []
    for number in range(count):
        for row in _dataset(draw, owned_by, number):
            rows[row.__tablename__].append(row)
        if len(rows["datasets"]) == 5_000 or number == count - 1:
            for written in rows.values():
                _copy(cursor, written)
                written.clear()
    return owned_by


def _copy(cursor: Cursor[tuple[object, ...]], rows: list[Base]) -> None:
    table = rows[0].__table__
    assert isinstance(table, Table)
    names = [column.name for column in table.columns]
    json = {column.name for column in table.columns if str(column.type) == "JSONB"}
    with cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            values = ((name, getattr(row, name)) for name in names)
            copy.write_row([Jsonb(value) if name in json else value for name, value in values])


def _dataset(draw: random.Random, owned_by: Shelf, number: int) -> Iterator[Base]:
    at = BEGIN + timedelta(minutes=30 * number + draw.randrange(30))
    version = version_of(draw, owned_by, at=at)
    file = Distribution(
        id=_uuid(draw),
        version_id=version.id,
        position=0,
        name=f"세종특별자치시_{number}.{draw.choice(FILES).lower()}",
        form=Form.ORIGINAL.value,
        media_type="text/csv",
        size=1,
        rows=draw.randrange(10, 100_000),
        digest=BYTES,
    )
    yield Dataset(
        id=version.dataset_id,
        owner_id=version.maker_id,
        department_id=version.department_id,
        first_published_at=at,
        **shown_columns(version, [file]),
    )
    people = int(draw.paretovariate(1.2)) - 1
    yield DatasetUse(dataset_id=version.dataset_id, people=people, downloads=3 * people)
    yield version
    yield file


def version_of(draw: random.Random, owned_by: Shelf, *, at: datetime) -> Version:
    """Return a first version of some dataset, not yet in any session."""
    category = draw.choice(list(TOPICS))
    topics = TOPICS[category].split()
    topic, form, place = map(draw.choice, (topics, FORMS.split(), PLACES.split()))
    word = TAIL[min(int(draw.paretovariate(0.6)), len(TAIL)) - 1]
    titled = draw.choice(("세종특별자치시", "세종시", place)) if draw.random() < 0.7 else word
    sentences = [
        sentence.format(place=place, topic=draw.choice(topics), form=form, word=word)
        for sentence in draw.sample(SENTENCES, draw.randint(2, 4))
    ]
    english = " ".join(draw.sample(ENGLISH.split(), 3)) if draw.random() < 0.4 else None
    year = at.year - draw.randrange(3)
    return Version(
        id=_uuid(draw),
        dataset_id=_uuid(draw),
        number=1,
        submission_id=_uuid(draw),
        maker_id=draw.choice(owned_by.owners),
        department_id=draw.choice(owned_by.departments),
        publisher="세종특별자치시",
        published_at=at,
        title={"ko": f"{titled} {topic} {form}", **({"en": english} if english else {})},
        description={"ko": " ".join(sentences)},
        kind=draw.choice(KINDS),
        category=category,
        keywords=[topic, *draw.sample(topics, 2), word],
        licence=draw.choice(LICENCES),
        access=draw.choice(ACCESSES),
        update_cycle=draw.choice(CYCLES),
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        columns=[{"name": name} for name in draw.sample(COLUMNS.split(), draw.randint(4, 12))],
        sources=[],
        generation=draw.choices((0, 1, 2, 3), (80, 14, 5, 1))[0],
        assurance=draw.choice(("original", "original", "obtained", "declared")),
        report_digest=BYTES,
        previews=[],
    )


def _uuid(draw: random.Random) -> uuid.UUID:
    return uuid.UUID(int=draw.getrandbits(128), version=4)
