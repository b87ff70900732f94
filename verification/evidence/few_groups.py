"""A few groups of many, in which is looked for what the aggregates are.

Which of hundreds of functions a column holds is seen in some dozens of groups as well as in all;
every cell is held to the few functions found afterwards, over the whole source.
"""

from dataclasses import dataclass, replace

from verification.evidence.engine import Engine
from verification.evidence.grouped import of_no_total
from verification.evidence.grouping import Grouping
from verification.evidence.relations import Relation

SHORT = 500_000
"""Of a source of so many rows everything may be gathered."""
_ROWS = 300_000
_LEAST, _MOST = 4, 256


@dataclass(frozen=True)
class FewGroups:
    """Rows of a source to look at, and the offered rows of the same groups: a name in SQL."""

    source: Relation
    offered: str
    whole: bool


def few_groups(engine: Engine, child: Relation, source: Relation, grouping: Grouping) -> FewGroups:
    """Return some groups with all their rows; of a short source and few groups, everything."""
    everything = FewGroups(source, "child", whole=True)
    if not grouping.keys or (source.rows <= SHORT and child.rows <= _MOST):
        return everything
    count = round(_ROWS * child.rows / source.rows)
    engine.run(
        "CREATE OR REPLACE TEMP TABLE few_offered AS SELECT * FROM child "
        f"WHERE {of_no_total(engine, grouping)} "
        f"ORDER BY hash(n) LIMIT {min(max(count, _LEAST), _MOST)}"
    )
    tied = " AND ".join(
        f"{pair.child} IS NOT DISTINCT FROM {pair.source}" for pair in grouping.keys
    )
    engine.run(
        "CREATE OR REPLACE TEMP TABLE few AS "
        f"SELECT source.* FROM source SEMI JOIN few_offered AS child ON {tied}"
    )
    rows = engine.one("SELECT count(*) FROM few")
    return (
        FewGroups(replace(source, name="few", rows=rows), "few_offered", False)
        if rows
        else everything
    )
