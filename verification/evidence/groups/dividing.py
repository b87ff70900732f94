"""Factors of honest figures: they were divided by a number of days, or of inhabitants."""

from verification.evidence.engine import Engine
from verification.evidence.groups.measures import Measure
from verification.evidence.groups.measuring import stepped
from verification.evidence.relations import Relation, RelationColumn

_RATES = (
    *("율", "비중", "비율", "백분", "퍼센트", "%", "당", "대비", "지수"),
    *("rate", "ratio", "share", "percent"),
)
"""What columns are called that were divided by something, which may be of another place."""
_NEAR, _ALIKE = 0.1, 1e-4


def may_be_divided(
    engine: Engine, source: Relation, column: RelationColumn, measure: Measure, suspected: str
) -> bool:
    """Return whether a factor is one that an honest figure has, too.

    A sum divided by how many days or places there are is a mean; what is called a rate may have
    been divided by anything.
    """
    if suspected == "elsewhere":
        return False
    if any(word in column.name.lower() for word in _RATES):
        return True
    factor = float(suspected)
    count = factor if measure.function == "mean" else 1 / factor
    return count > 1 and _is_a_count(engine, source, count)


def _is_a_count(engine: Engine, source: Relation, count: float) -> bool:
    """Whether some column of a source has so many different values."""
    if abs(count - round(count)) > _ALIKE * count:
        return False
    ways = [sql for _, sql in stepped(source)]
    if not ways:
        return False
    roughly = engine.row(
        f"SELECT {', '.join(f'approx_count_distinct({sql})' for sql in ways)} "
        f"FROM {source.name} AS source"
    )
    return any(
        engine.one(f"SELECT count(DISTINCT {sql}) FROM {source.name} AS source") == round(count)
        for sql, about in zip(ways, roughly, strict=True)
        if abs(about - count) <= _NEAR * count + 2
    )
