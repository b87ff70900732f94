"""The city's fourteen categories, and the other names they go by in its own tables."""

from collections.abc import Mapping

CATEGORIES = (
    "공공행정",
    "과학기술",
    "교육",
    "교통물류",
    "국토관리",
    "농축수산",
    "문화관광",
    "보건의료",
    "사회복지",
    "산업고용",
    "식품건강",
    "재난안전",
    "재정금융",
    "환경기상",
)

ALIASES: Mapping[str, str] = {
    "일반공공행정": "공공행정",
    "행정": "공공행정",
    "과학": "과학기술",
    "교통": "교통물류",
    "교통및물류": "교통물류",
    "물류": "교통물류",
    "건설": "국토관리",
    "국토": "국토관리",
    "지역개발": "국토관리",
    "농림": "농축수산",
    "농림축산": "농축수산",
    "농축산": "농축수산",
    "문화체육관광": "문화관광",
    "문화": "문화관광",
    "관광": "문화관광",
    "보건": "보건의료",
    "의료": "보건의료",
    "복지": "사회복지",
    "고용": "산업고용",
    "산업": "산업고용",
    "산업통상중소기업": "산업고용",
    "식품": "식품건강",
    "식품의약": "식품건강",
    "재난": "재난안전",
    "안전": "재난안전",
    "공공질서및안전": "재난안전",
    "재정": "재정금융",
    "재정세제금융": "재정금융",
    "금융": "재정금융",
    "환경": "환경기상",
    "기상": "환경기상",
}


def category_of(name: str) -> str | None:
    """Return the category a name stands for, or None.

    Portals write `교통 및 물류` and `공공행정·교통물류`: of several the first counts.
    """
    first = name.replace(" - ", "·").split("·")[0].split("/")[0]
    plain = "".join(first.split())
    if plain in CATEGORIES:
        return plain
    return ALIASES.get(plain)
