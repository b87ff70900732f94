import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from verification.personal import sampling
from verification.personal.sampling import KEPT, Numbers, Sample


def numbers(*values: int) -> Numbers:
    return np.array(values, dtype=np.uint64)


@given(st.lists(st.integers(0, 2**64 - 1)), st.lists(st.integers(0, 2**64 - 1)))
def test_a_sample_below_its_bound_is_every_distinct_number(one: list[int], two: list[int]) -> None:
    merged = Sample().update(numbers(*one)).merge(Sample().update(numbers(*two)))

    assert set(merged.numbers.tolist()) == {*one, *two}
    assert merged == Sample().update(numbers(*two, *one))
    assert merged.exact


def test_beyond_its_bound_a_sample_does_not_depend_on_the_order() -> None:
    values = np.arange(3 * KEPT, dtype=np.uint64)
    half = len(values) // 2

    forward = Sample().update(values)
    backward = Sample().update(values[::-1][:half]).update(values[::-1][half:])
    merged = Sample().update(values[:1000]).merge(Sample().update(values[1000:]))

    assert forward == backward == merged
    assert (len(forward), forward.exact) == (KEPT, False)


def test_a_sample_is_spread_over_all_numbers() -> None:
    values = np.arange(4 * KEPT, dtype=np.uint64)

    kept = Sample().update(values).numbers

    assert abs(float(kept.mean()) / (2 * KEPT) - 1) < 0.02


def test_the_hash_is_that_of_splitmix64() -> None:
    # The first output of the reference generator seeded with 0.
    assert sampling._mixed(numbers(0)).tolist() == [0xE220A8397B1DCDAF]
