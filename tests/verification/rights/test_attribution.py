from verification.findings import Text
from verification.rights.attribution import RESTRICTED, Credit, attribution, attributions


def test_a_kogl_work_is_named_in_the_form_its_terms_prescribe() -> None:
    credit = Credit(
        "정류장 목록", "세종시", "KOGL-1", url="https://a.kr", year=2024, author="교통과"
    )

    assert attribution(credit) == Text(
        "본 저작물은 '세종시'에서 '2024년' 작성하여 공공누리 제1유형으로 개방한 "
        "'정류장 목록(작성자:교통과)'을 이용하였으며, "
        "해당 저작물은 '세종시, https://a.kr'에서 무료로 다운받으실 수 있습니다.",
        "This work uses '정류장 목록 (by 교통과)', made by '세종시' in 2024 and opened under KOGL "
        "type 1; it can be had free of charge from '세종시, https://a.kr'.",
    )


def test_what_is_not_known_of_a_kogl_work_is_left_out() -> None:
    assert attribution(Credit("정류장", "세종시", "KOGL-0")).ko == (
        "본 저작물은 '세종시'에서 작성하여 공공누리 제0유형으로 개방한 '정류장'을 "
        "이용하였으며, 해당 저작물은 '세종시'에서 무료로 다운받으실 수 있습니다."
    )


def test_a_creative_commons_work_names_title_maker_place_licence_and_change() -> None:
    credit = Credit("Trees", "City", "CC-BY-4.0", url="https://a.kr", year=2024, author="Kim")
    named = (
        "'Trees', Kim, City, 2024, https://a.kr (Creative Commons BY 4.0, "
        "https://creativecommons.org/licenses/by/4.0/)"
    )

    assert attribution(credit) == Text(f"{named}, 변경하여 이용함", f"{named}, changed")


def test_a_licence_nobody_knows_is_quoted() -> None:
    assert attribution(Credit("Trees", "City", "own terms", changed=False)) == Text(
        "'Trees', City (라이선스: own terms)", "'Trees', City (licence: own terms)"
    )


def test_each_source_is_named_once_in_the_order_given() -> None:
    near, far = Credit("Near", "City", "MIT"), Credit("Far", "City", "MIT")

    told = attributions([near, None, far, near, None])

    assert told == (attribution(near), RESTRICTED, attribution(far))
