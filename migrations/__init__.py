"""Alembic migrations: numbered, one head, never edited once they have left this repository."""
