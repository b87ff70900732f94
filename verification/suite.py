"""Which checks are run, and in which order."""

from verification.checks import personal_data
from verification.rights import checks as rights
from verification.subject import Check

SUITE: tuple[Check, ...] = (
    *personal_data.CHECKS,
    *rights.CHECKS,
)
"""Every check of the house. The order is that of the report."""
