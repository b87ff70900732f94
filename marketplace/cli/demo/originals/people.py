"""Health and welfare."""

from collections.abc import Iterator

from marketplace.cli.demo.chance import Chance
from marketplace.cli.demo.city import MONTHS, TOWNS, warmth
from marketplace.cli.demo.original import (
    IN_TOWN,
    KOGL_1,
    MONTH,
    TOWN,
    Original,
    count,
    number,
    text,
)
from marketplace.cli.demo.tables import Form, Row


def _clinics(chance: Chance) -> Iterator[Row]:
    kinds = (("의원", 2600), ("치과의원", 5200), ("한의원", 6100), ("약국", 3900))
    for town in TOWNS:
        for kind, people in kinds:
            for place in range(1, 2 + min(3, town.people // (people * 2))):
                yield (
                    f"{town.name} 바른{kind} {place}",
                    town.name,
                    kind,
                    chance.between(1, 6),
                    chance.yes(0.3),
                )


def _vaccinations(chance: Chance) -> Iterator[Row]:
    for month_number, month in enumerate(MONTHS, start=1):
        for kind, usual in (("인플루엔자", 2100), ("폐렴구균", 240), ("영유아정기", 1750)):
            season = 1 + (0.9 * warmth(month_number, peak=11) if kind == "인플루엔자" else 0)
            yield (month, kind, chance.around(usual * season, 0.15))


def _transports(chance: Chance) -> Iterator[Row]:
    for month in MONTHS:
        for illness, usual in (("심혈관", 96), ("뇌혈관", 74), ("외상", 410), ("기타", 690)):
            yield (month, illness, chance.around(usual, 0.2), chance.near(13.5, 2.5))


def _nurseries(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for place in range(1, 2 + town.people // 5_000):
            places = chance.between(20, 120)
            yield (
                f"{town.name} 고운별어린이집 {place}",
                town.name,
                chance.one(("국공립", "민간", "가정", "직장")),
                places,
                round(places * chance.near(0.82, 0.15, 2)),
            )


def _senior_halls(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for place in range(1, 6):
            yield (
                f"{town.name} 제{place}경로당",
                town.name,
                chance.around(34, 0.5),
                chance.around(110, 0.5),
            )


def _benefits(chance: Chance) -> Iterator[Row]:
    for month in MONTHS:
        for town in TOWNS:
            households = chance.around(town.people * 0.014, 0.05)
            yield (month, town.name, households, round(households * 1.42))


ORIGINALS = (
    Original(
        name="병의원과 약국 현황",
        owner="official2",
        category="보건",
        about="병의원과 약국의 진료 과목 수와 야간 진료 여부입니다.",
        keywords=("병원", "의원", "약국", "야간진료"),
        form=Form.XLSX,
        columns=(
            text("기관명", "기관의 이름", key=True),
            IN_TOWN,
            text("종별", "의원, 치과의원, 한의원, 약국"),
            count("전문인력", "의사 또는 약사의 수", "명"),
            text("야간여부", "밤 8시 이후에도 열면 Y"),
        ),
        rows=_clinics,
    ),
    Original(
        name="예방접종 종류별 월별 실적",
        owner="official2",
        category="보건의료",
        about="보건소와 위탁 의료기관의 예방접종 실적입니다.",
        keywords=("예방접종", "보건소", "독감"),
        columns=(
            MONTH,
            text("접종종류", "예방접종의 종류", key=True),
            count("접종건수", "그 달의 접종 건수"),
        ),
        rows=_vaccinations,
    ),
    Original(
        name="응급 이송 질환별 월별 현황",
        owner="official2",
        category="보건의료",
        about="119 구급대가 병원으로 옮긴 환자를 질환으로 나눈 자료입니다.",
        keywords=("응급", "이송", "구급"),
        form=Form.CP949,
        columns=(
            MONTH,
            text("질환", "크게 나눈 질환", key=True),
            count("이송인원", "옮긴 환자의 수", "명"),
            number("평균이송시간", "현장에서 병원까지 걸린 시간의 평균", "분"),
        ),
        rows=_transports,
    ),
    Original(
        name="어린이집 현황",
        owner="official2",
        category="사회복지",
        about="어린이집의 설립 유형과 정원, 현원입니다.",
        keywords=("어린이집", "보육", "정원"),
        licence=KOGL_1,
        columns=(
            text("어린이집명", "어린이집의 이름", key=True),
            IN_TOWN,
            text("설립유형", "국공립, 민간, 가정, 직장"),
            count("정원", "맡을 수 있는 아이의 수", "명"),
            count("현원", "맡고 있는 아이의 수", "명"),
        ),
        rows=_nurseries,
    ),
    Original(
        name="경로당 현황",
        owner="official2",
        category="복지",
        about="경로당의 회원 수와 면적입니다.",
        keywords=("경로당", "노인", "어르신"),
        cycle="반기",
        form=Form.BOM,
        columns=(
            text("경로당명", "경로당의 이름", key=True),
            IN_TOWN,
            count("회원수", "등록한 회원의 수", "명"),
            count("면적", "건물의 넓이", "㎡"),
        ),
        rows=_senior_halls,
    ),
    Original(
        name="읍면동별 기초생활 수급 가구",
        owner="official2",
        category="사회복지",
        about="읍면동별 수급 가구와 가구원의 수입니다.",
        keywords=("기초생활", "수급", "복지"),
        columns=(
            MONTH,
            TOWN,
            count("수급가구", "수급 가구의 수", "가구"),
            count("수급인원", "수급 가구에 사는 사람의 수", "명"),
        ),
        rows=_benefits,
    ),
)
