"""Names held until a transaction ends: whoever needs the same one waits for whoever has it.

A name is any values that say what is to stay as it is; they are held in the database, by all
processes alike.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session


def hold(session: Session, *name: object) -> None:
    """Wait until nobody holds a name, and be the only one until this transaction ends."""
    _hold(session, "pg_advisory_xact_lock", name)


def hold_in_common(session: Session, *name: object) -> None:
    """Wait until nobody holds a name alone, and keep everybody from that until the end."""
    _hold(session, "pg_advisory_xact_lock_shared", name)


def _hold(session: Session, function: str, name: tuple[object, ...]) -> None:
    key = ":".join(map(str, name))
    session.execute(text(f"SELECT {function}(hashtextextended(:key, 0))"), {"key": key})
