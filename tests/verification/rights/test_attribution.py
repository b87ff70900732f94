from verification.rights.attribution import Credit, attribution, attributions


def test_a_kogl_work_is_named_in_the_form_its_terms_prescribe() -> None:
    credit = Credit(
        "정류장 목록", "세종시", "KOGL-1", url="https://a.kr", year=2024, author="교통과"
    )

    assert attribution(credit) == (
        "본 저작물은 '세종시'에서 2024년에 작성하여 공공누리 제1유형으로 개방한 "
        "'정류장 목록(작성자: 교통과)'을(를) 이용하였으며, "
        "원저작물은 '세종시, https://a.kr'에서 무료로 내려받을 수 있습니다."
    )


def test_what_is_not_known_of_a_kogl_work_is_left_out() -> None:
    assert attribution(Credit("정류장", "세종시", "KOGL-0")) == (
        "본 저작물은 '세종시'에서 작성하여 공공누리 제0유형으로 개방한 '정류장'을(를) "
        "이용하였으며, 원저작물은 '세종시'에서 무료로 내려받을 수 있습니다."
    )


def test_a_creative_commons_work_names_title_maker_place_licence_and_change() -> None:
    credit = Credit("Trees", "City", "CC-BY-4.0", url="https://a.kr", year=2024, author="Kim")

    assert attribution(credit) == (
        "'Trees', Kim, City, 2024, https://a.kr (Creative Commons BY 4.0, "
        "https://creativecommons.org/licenses/by/4.0/), 변경하여 이용함"
    )


def test_a_licence_nobody_knows_is_quoted() -> None:
    assert attribution(Credit("Trees", "City", "own terms", changed=False)) == (
        "'Trees', City (라이선스: own terms)"
    )


def test_each_source_is_named_once_in_the_order_given() -> None:
    near, far = Credit("Near", "City", "MIT"), Credit("Far", "City", "MIT")

    assert attributions([near, far, near]) == (attribution(near), attribution(far))
