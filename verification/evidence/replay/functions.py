"""The functions a recipe may call: those that give the same result whenever they are asked.

The engine's own register is the base: what it calls consistent. It errs, and it registers what
tells of the engine itself; those are taken out here, by name. Of macros, whose register says
nothing, a few are let in by name.
"""

import re


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


REGISTERED = """
    SELECT DISTINCT function_name FROM duckdb_functions()
    WHERE stability = 'CONSISTENT' AND function_type IN ('scalar', 'aggregate', 'window')
"""

_OF_THE_TIME = {"age", "current_localtime", "current_localtimestamp"}
_OF_CHANCE = {"reservoir_quantile", "approx_top_k", "lttb"}
_OF_THE_ENGINE = {
    "can_cast_implicitly",
    "cast_to_type",
    "combine",
    "combine_aggr",
    "create_sort_key",
    "finalize",
    "index_key",
    "invoke",
    "json_deserialize_sql",
    "json_serialize_plan",
    "json_serialize_sql",
    "make_type",
    "parse_duckdb_log_message",
    "replace_type",
    "to_aggregate_state",
    "version",
}
_INTERNAL = re.compile(r"__(internal|cast)|icu_|variant_bytes|duckdb_|pragma_|pg_")
_DENIED = _OF_THE_TIME | _OF_CHANCE | _OF_THE_ENGINE

_MACROS = words(
    """
    array_append array_pop_back array_pop_front array_prepend array_push_back array_push_front
    array_reverse array_to_string date_add days_in_month fdiv fmod geomean geometric_mean if
    json_group_array json_group_object list_any_value list_append list_avg list_bit_and list_bit_or
    list_bit_xor list_bool_and list_bool_or list_count list_entropy list_first list_histogram
    list_kurtosis list_last list_mad list_max list_median list_min list_mode list_prepend
    list_product list_reverse list_sem list_skewness list_stddev_pop list_stddev_samp
    list_string_agg list_sum list_var_pop list_var_samp map_contains_entry map_contains_value
    md5_number_lower md5_number_upper nullif regexp_split_to_table split_part wavg weighted_avg
    """
)

NAMING_AN_AGGREGATE = words("aggregate array_aggr array_aggregate list_aggr list_aggregate")
"""Those whose second argument is the name of a function they call."""

NAMING_TYPES = words("from_json from_json_strict json_transform json_transform_strict")
"""Those whose second argument is a text with the names of types."""

TYPES_OF_THE_DAY = re.compile(r"time\s*tz|time\s*with\s*time\s*zone", re.IGNORECASE)
"""A time of day with a zone: what it is in another zone depends on the season it is asked in."""

TABLE_FUNCTIONS = frozenset({"generate_series", "range", "unnest"})
"""Those that may stand where a table may: they read nothing."""

VALUES_OF_THE_SESSION = words(
    """
    current_catalog current_date current_role current_schema current_time current_timestamp
    current_user localtime localtimestamp session_user user
    """
)
"""What looks like a column, and is the time or the engine's where there is no such column."""


def allowed_of(registered: set[str]) -> frozenset[str]:
    """The functions that may be called, of those the engine calls consistent."""
    pure = {name for name in registered - _DENIED if not _INTERNAL.match(name)}
    return frozenset(pure | _MACROS | {"unnest"})
