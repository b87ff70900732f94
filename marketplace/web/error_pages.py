"""What the error pages say, by status: a title, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.web.marking import N_


@dataclass(frozen=True)
class ErrorWords:
    """A title and advice, in Korean; the page translates them."""

    title: str
    advice: str


ERRORS: Mapping[int, ErrorWords] = {
    400: ErrorWords(
        N_("요청을 읽지 못했습니다"),
        N_("주소와 보낸 내용을 확인해 주세요. 오래 열어 둔 화면이라면 새로 고치세요."),
    ),
    401: ErrorWords(N_("로그인이 필요합니다"), N_("로그인한 뒤 다시 해 주세요.")),
    403: ErrorWords(
        N_("할 수 없는 일입니다"),
        N_("권한이 있어야 한다면 소속 기관의 관리자에게 역할을 요청하세요."),
    ),
    404: ErrorWords(
        N_("그런 것이 없습니다"),
        N_("주소가 바뀌었거나, 없어졌거나, 아직 공개되지 않았습니다."),
    ),
    405: ErrorWords(N_("이 주소로는 할 수 없는 일입니다"), N_("화면의 버튼으로 다시 해 주세요.")),
    409: ErrorWords(
        N_("그사이 바뀌었습니다"),
        N_("화면을 새로 고쳐 지금 상태를 본 뒤 다시 해 주세요."),
    ),
    413: ErrorWords(
        N_("너무 큽니다"),
        N_("나누어 보내 주세요. 파일은 올리기 화면에서 저장소로 바로 올립니다."),
    ),
    415: ErrorWords(N_("받지 않는 형식입니다"), N_("화면의 버튼으로 다시 해 주세요.")),
    422: ErrorWords(N_("고칠 곳이 있습니다"), N_("아래를 고쳐 다시 보내 주세요.")),
    429: ErrorWords(N_("너무 자주 요청했습니다"), N_("잠시 쉬었다가 다시 해 주세요.")),
    500: ErrorWords(
        N_("저희 잘못으로 멈췄습니다"),
        N_("보낸 내용은 반쯤 처리된 채로 남지 않습니다. 잠시 뒤 다시 해 주세요."),
    ),
    503: ErrorWords(
        N_("잠시 쉬고 있습니다"),
        N_("곧 다시 열립니다. 하던 일은 그대로 있습니다."),
    ),
    507: ErrorWords(
        N_("저장할 자리가 없습니다"),
        N_("올린 것은 그대로 있습니다. 관리자에게 알려 주세요."),
    ),
}
"""Every status a page may answer with."""

STANDALONE = frozenset({500, 503, 507})
"""Those whose page must stand without a database: they use `errors/failure.html`."""


def words_for(status: int) -> ErrorWords:
    """Return the words of a status; one that has none takes those of its hundred."""
    return ERRORS.get(status) or ERRORS[400 if status < 500 else 500]
