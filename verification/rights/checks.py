"""Checks of rights: sources known and approved, their licences and access classes allow this offer."""

from verification.subject import Check

CHECKS: tuple[Check, ...] = ()
