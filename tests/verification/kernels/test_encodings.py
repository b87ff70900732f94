import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from verification.kernels import encodings

KOREAN = st.text(st.one_of(st.characters(codec="cp949"), st.sampled_from("가힣똠뷁a,\n")))


def memory(content: bytes) -> np.ndarray:
    return np.frombuffer(content + b"\0" * 8, np.uint8)


@given(st.binary(max_size=40))
def test_bytes_are_utf8_up_to_where_the_language_says(content: bytes) -> None:
    held = memory(content)

    until = encodings.utf8_until(held.ctypes.data, len(content))

    try:
        content.decode()
    except UnicodeDecodeError as broken:
        assert until == broken.start
    else:
        assert until == len(content)


@given(KOREAN)
def test_cp949_becomes_the_same_text_in_utf8(text: str) -> None:
    content = text.encode("cp949")
    out = np.empty(2 * len(content) + 3, dtype=np.uint8)

    held = memory(content)
    base = held.ctypes.data
    assert encodings.cp949_until(base, len(content), encodings.cp949_table()) == len(content)
    done, filled = encodings.cp949_to_utf8(base, len(content), encodings.cp949_table(), out)

    assert (done, out[:filled].tobytes().decode()) == (len(content), text)


@given(st.binary(max_size=30))
def test_bytes_that_are_no_cp949_are_told(content: bytes) -> None:
    held = memory(content)

    until = encodings.cp949_until(held.ctypes.data, len(content), encodings.cp949_table())

    try:
        content.decode("cp949")
    except UnicodeDecodeError as broken:
        assert until == broken.start
    else:
        assert until == len(content)


def test_a_pair_that_is_cut_off_waits_for_its_other_half() -> None:
    content = "가나".encode("cp949")[:-1]
    held, out = memory(content), np.empty(16, dtype=np.uint8)

    done, filled = encodings.cp949_to_utf8(
        held.ctypes.data, len(content), encodings.cp949_table(), out
    )

    assert (done, out[:filled].tobytes().decode()) == (2, "가")
