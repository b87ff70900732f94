from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verification.treatment.bench import opened
from verification.treatment.anonymity import Anonymity, anonymity_of
from verification.treatment.frames import frames_of
from verification.treatment.groups import Groups

PAIRS = st.lists(st.tuples(st.sampled_from(["가", "나", ""]), st.sampled_from("12")), min_size=1)


@settings(deadline=None)
@given(PAIRS, st.integers(1, 9))
def test_the_smallest_class_is_counted_exactly(pairs: list[tuple[str, str]], batch: int) -> None:
    table = opened({"a": [one for one, _ in pairs], "b": [other for _, other in pairs]}, rows=batch)

    found = anonymity_of(frames_of(table), ["a", "b"], wanted=3)

    sizes = Counter(pairs).values()
    assert found == Anonymity(
        columns=("a", "b"),
        rows=len(pairs),
        classes=len(sizes),
        k=min(sizes),
        wanted=3,
        rows_under=sum(size for size in sizes if size < 3),
    )


def test_a_table_without_rows_has_no_k() -> None:
    found = anonymity_of(frames_of(opened({"a": []})), ["a"], wanted=5)

    assert (found.k, found.rows, found.document()["rows_under"]) == (None, 0, 0)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("가나"), st.integers(-9, 9))), st.integers(0, 9))
def test_groups_of_parts_merge_into_those_of_the_whole(
    rows: list[tuple[str, int]], cut: int
) -> None:
    def gathered(part: list[tuple[str, int]]) -> Groups:
        groups = Groups(["a"], ["b"])
        table = opened({"a": [a for a, _ in part], "b": [str(b) for _, b in part]})
        for frame in frames_of(table):
            groups.update(frame)
        return groups

    first = gathered(rows[:cut])
    first.merge(gathered(rows[cut:]))

    assert first.table().to_pydict() == gathered(rows).table().to_pydict()
