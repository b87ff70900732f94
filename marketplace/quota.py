"""How much one person may ask of others: so many things a day, whatever they are."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

_DAY = timedelta(days=1)


def seconds_to_wait(
    session: Session,
    moment: InstrumentedAttribute[datetime],
    *mine: ColumnElement[bool],
    most: int,
    at: datetime,
) -> int | None:
    """Return in how many seconds there may be one more of what is `mine`; None: there may be now.

    `moment` is when each was begun; `most` of them within a day.
    """
    lately, oldest = session.execute(
        select(func.count(), func.min(moment)).where(*mine, moment > at - _DAY)
    ).one()
    if lately < most or oldest is None:
        return None
    return max(1, round((oldest + _DAY - at).total_seconds()))
