"""Accounts, administration, help, errors."""

from types import SimpleNamespace as Value

from marketplace.web.error_pages import ERRORS, STANDALONE
from marketplace.web.labels import DEPARTMENT_KINDS, ROLES
from tests.marketplace.web.samples.common import AT, ID, ONE_PAGE, OTHER, PAGER, RULES, form
from verification.rights.licences import LICENCES

REFUSED = {"": "전자우편이나 비밀번호가 맞지 않습니다."}
ACCOUNT = Value(
    id=ID,
    name="김하늘",
    email="sky@example.org",
    roles=["official", "quality"],
    department="교통정책과",
    department_id=OTHER,
    hr_id="20190311",
    is_closed=False,
    resets_asked=True,
    wants_mail=True,
    since=AT,
)
DEPARTMENTS = {
    "departments": [
        Value(id=ID, code="A10", name="교통정책과", kind="department", headcount=12, people=7)
    ],
    "kinds": list(DEPARTMENT_KINDS.items()),
    "form": form(),
    "refused": [Value(row=3, reason="정원이 수가 아닙니다.")],
}
LICENCE_ROWS = [
    Value(
        id=each.id,
        name=each.name_ko,
        url=each.url,
        attribution=each.attribution,
        commercial=each.commercial,
        derivatives=each.derivatives,
        public_bodies_only=each.public_bodies_only,
    )
    for each in LICENCES.values()
]
ONE = {
    "account": ACCOUNT,
    "roles": list(ROLES.items()),
    "departments": [(OTHER, "교통정책과")],
    "grants": [Value(words="공무원 역할을 줌", by="관리자", at=AT, reason="인사 발령")],
    "reset_address": "https://example.org/password-reset/abc",
    "form": form(department_id=OTHER, hr_id="20190311"),
}


def token(name: str, **facts: object) -> Value:
    known = {"used_at": None, "expires_at": AT, "is_due": False, "has_expired": False}
    return Value(id=ID, name=name, created_at=AT, **{**known, **facts})


PAGES = [
    ("accounts/sign_in.html", {"form": form(faults=REFUSED, email="sky@example.org", next="/")}),
    (
        "accounts/register.html",
        {"form": form(faults={"email": "이미 가입한 주소입니다."}), "least": 10},
    ),
    (
        "accounts/account.html",
        {
            "account": ACCOUNT,
            "is_mailing": True,
            "receipts": [Value(title="세종시 버스 승하차 기록", number=3, address="/d", at=AT)],
        },
    ),
    (
        "accounts/account.html",
        {
            "account": Value(**{**vars(ACCOUNT), "wants_mail": False}),
            "is_mailing": False,
            "receipts": [],
        },
    ),
    ("accounts/password.html", {"form": form(), "least": 10}),
    ("accounts/ask_reset.html", {"form": form(), "is_sent": False}),
    ("accounts/ask_reset.html", {"form": form(), "is_sent": True}),
    ("accounts/reset.html", {"form": form(), "least": 10, "token": "abc"}),
    (
        "accounts/tokens.html",
        {
            "form": form(),
            "made": "hwr_3f9a0c6e",
            "tokens": [
                token("매월 집계", used_at=None, is_due=True),
                token("시험", used_at=AT, expires_at=None),
                token("지난해", used_at=AT, has_expired=True),
            ],
        },
    ),
    ("accounts/tokens.html", {"form": form(), "made": "", "tokens": []}),
    ("accounts/close.html", {"form": form(), "figures": Value(published=2, open=1)}),
    (
        "admin/accounts.html",
        {
            "query": Value(q="", role="quality"),
            "accounts": [ACCOUNT],
            "roles": list(ROLES.items()),
            "pager": PAGER,
        },
    ),
    (
        "admin/accounts.html",
        {"query": Value(q="x", role=""), "accounts": [], "roles": [], "pager": ONE_PAGE},
    ),
    ("admin/account.html", ONE),
    (
        "admin/account.html",
        ONE
        | {
            "reset_address": "",
            "grants": [],
            "account": Value(**{**vars(ACCOUNT), "is_closed": True}),
        },
    ),
    ("admin/departments.html", DEPARTMENTS),
    ("admin/departments.html", DEPARTMENTS | {"departments": [], "refused": []}),
    (
        "admin/held.html",
        {
            "entries": [
                Value(
                    id=ID,
                    title="승차",
                    by="이나래",
                    held_at=AT,
                    attempts=3,
                    check="values",
                    error="MemoryError",
                )
            ]
        },
    ),
    ("admin/held.html", {"entries": []}),
    (
        "help/how.html",
        {
            "assurances": ["declared", "obtained", "consistent", "reproduced", "original"],
            "lanes": [
                ("자동", "주인의 새 판이고 주의가 없을 때"),
                ("심사 1명", "그 밖"),
                ("심사 2명", "개인정보나 문서가 있을 때"),
            ],
        },
    ),
    (
        "help/points.html",
        {
            "weights": [
                ("내려받기·메뉴 이용", 1),
                ("데이터 올리기", 5),
                ("분석·시각화 올리기", 10),
            ],
            "rules": RULES,
        },
    ),
    ("help/licences.html", {"licences": LICENCE_ROWS}),
    ("errors/sign_in_required.html", {"next": "/submissions/new", "reason": ""}),
    *(
        (
            "errors/failure.html",
            {"status": status, "title": words.title, "advice": words.advice, "reference": "a1b2"},
        )
        if status in STANDALONE
        else (
            "errors/error.html",
            {
                "status": status,
                "title": words.title,
                "advice": words.advice,
                "reason": "까닭입니다." if status == 403 else "",
                "faults": [(None, "비어 있습니다"), (3, "다릅니다")] if status == 422 else [],
                "retry_after": 30 if status == 429 else None,
                "back": "/datasets/a" if status == 422 else "",
            },
        )
        for status, words in ERRORS.items()
    ),
]
