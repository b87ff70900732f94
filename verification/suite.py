"""Which checks are run, and in which order."""

from verification.checks import (
    conformance,
    contract,
    documents,
    duplicates,
    earlier,
    metadata,
    personal_data,
    small_groups,
    structure,
    undeclared,
    values,
)
from verification.rights import checks as rights
from verification.rules import across, declared, references, single, sums, unapplied
from verification.subject import Check

SUITE: tuple[Check, ...] = (
    *contract.CHECKS,
    *documents.CHECKS,
    *structure.CHECKS,
    *conformance.CHECKS,
    *values.CHECKS,
    *single.CHECKS,
    *across.CHECKS,
    *sums.CHECKS,
    *declared.CHECKS,
    *references.CHECKS,
    *unapplied.CHECKS,
    *duplicates.CHECKS,
    *earlier.CHECKS,
    *metadata.CHECKS,
    *personal_data.CHECKS,
    *small_groups.CHECKS,
    *rights.CHECKS,
    *undeclared.CHECKS,
)
"""Every check of the house. The order is that of the report."""
