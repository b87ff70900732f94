"""The one catalogue of finding codes, assembled from the tables kept by subject."""

from collections.abc import Mapping
from types import MappingProxyType

from verification import (
    codes_document,
    codes_earlier,
    codes_evidence,
    codes_file,
    codes_identifiers,
    codes_metadata,
    codes_personal,
    codes_recipe,
    codes_rights,
    codes_rules,
    codes_sheet,
    codes_structure,
    codes_table,
    codes_values,
)
from verification.findings import FindingCode

_TABLES = (
    codes_file.CODES,
    codes_document.CODES,
    codes_structure.CODES,
    codes_table.CODES,
    codes_sheet.CODES,
    codes_values.CODES,
    codes_rules.CODES,
    codes_metadata.CODES,
    codes_earlier.CODES,
    codes_personal.CODES,
    codes_identifiers.CODES,
    codes_rights.CODES,
    codes_evidence.CODES,
    codes_recipe.CODES,
)

CODES: Mapping[str, FindingCode] = MappingProxyType(
    {entry.code: entry for table in _TABLES for entry in table}
)
"""Every code a finding may carry, by its name."""
