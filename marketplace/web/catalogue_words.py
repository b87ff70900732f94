"""What the catalogue sorts by, as pages call it: the fourteen categories, update cycles."""

from marketplace.web.marking import N_

CATEGORIES = {
    name: name
    for name in (
        N_("공공행정"),
        N_("과학기술"),
        N_("교육"),
        N_("교통물류"),
        N_("국토관리"),
        N_("농축수산"),
        N_("문화관광"),
        N_("보건의료"),
        N_("사회복지"),
        N_("산업고용"),
        N_("식품건강"),
        N_("재난안전"),
        N_("재정금융"),
        N_("환경기상"),
    )
}

CYCLES = {
    "realtime": N_("실시간"),
    "hourly": N_("매시간"),
    "daily": N_("매일"),
    "weekly": N_("매주"),
    "monthly": N_("매월"),
    "quarterly": N_("분기"),
    "half-yearly": N_("반기"),
    "yearly": N_("매년"),
    "irregular": N_("수시"),
    "once": N_("한 번"),
}
