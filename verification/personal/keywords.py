"""The words that tell, right before a number, what it is the number of."""

from enum import IntFlag

from verification.kernels.keywords import Keywords


class Word(IntFlag):
    """What a word before a number says it is."""

    RESIDENT = 1
    CORPORATE = 2
    ACCOUNT = 4
    CARD = 8
    LICENCE = 16
    PASSPORT = 32
    HEALTH = 64
    SERIAL = 128
    PRIVATE = 256
    OFFICE = 512
    BUSINESS = 1024
    DEVICE = 2048
    PLATE = 4096
    REGION = 8192
    BEARER = 16384


KEYWORDS = Keywords.of(
    {
        Word.RESIDENT: "주민 외국인 거소 생년월일 rrn resident jumin",
        Word.CORPORATE: "법인",
        Word.ACCOUNT: "계좌 은행 농협 신협 수협 새마을금고 우체국 뱅크 입금 통장 account bank",
        Word.CARD: "카드 card",
        Word.LICENCE: "면허 licence license",
        Word.PASSPORT: "여권 passport",
        Word.HEALTH: "건강보험 보험증 의료보험",
        Word.SERIAL: (
            "접수 주문 송장 바코드 상품 제품 문서 관리번호 사건 납부 고지 시리얼 등기 일련 승인 "
            "품목 전표 필지 order isbn serial s/n invoice tracking barcode"
        ),
        Word.PRIVATE: "자택 집전화 집 보호자 신청인 민원인 본인 연락처 가정",
        Word.OFFICE: "대표 문의 부서 기관 시청 군청 구청 센터 사무소 팩스 fax 안내 콜센터 상담",
        Word.BUSINESS: "사업자",
        Word.DEVICE: "imei mac ip 아이피",
        Word.PLATE: "차량 차번 번호판",
        Word.REGION: (
            "서울 부산 대구 인천 광주 대전 울산 경기 강원 충북 충남 전북 전남 경북 경남 제주"
        ),
        Word.BEARER: (
            "성명 이름 성함 민원인 신청인 신청자 보호자 환자 예금주 대표자 담당자 고객 세대주 "
            "수급자 피해자 신고자 신고인 제보자 소유자 임차인 계약자"
        ),
    }
)
"""The same, as the kernel reads them."""
