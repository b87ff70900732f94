from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from storage.database import make_engine


@pytest.fixture
def owner_session(database_owner_url: str) -> Iterator[Session]:
    """A session of the role that owns the tables: triggers hold even that one."""
    engine = make_engine(database_owner_url)
    with Session(engine) as opened:
        yield opened
    engine.dispose()
