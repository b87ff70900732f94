"""Which checks are run, and in which order."""

from verification.checks import (
    conformance,
    contract,
    documents,
    duplicates,
    earlier,
    personal_data,
    small_groups,
    structure,
    values,
)
from verification.rights import checks as rights
from verification.subject import Check

SUITE: tuple[Check, ...] = (
    *contract.CHECKS,
    *documents.CHECKS,
    *structure.CHECKS,
    *conformance.CHECKS,
    *values.CHECKS,
    *duplicates.CHECKS,
    *earlier.CHECKS,
    *personal_data.CHECKS,
    *small_groups.CHECKS,
    *rights.CHECKS,
)
"""Every check of the house. The order is that of the report."""
