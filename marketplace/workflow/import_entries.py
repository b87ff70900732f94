"""The table that makes an import resumable: which row of a list became which submission."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.accounts.models import Account
from storage.database import Base, UtcTime
from submissions.models import Submission

LONGEST_KEY = 300


class ImportEntry(Base):
    """A row of a list one official imported, by its key, and the last submission made of it."""

    __tablename__ = "import_entries"

    account_id: Mapped[UUID] = mapped_column(ForeignKey(Account.id), primary_key=True)
    key: Mapped[str] = mapped_column(String(LONGEST_KEY), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), comment="of the file offered last")
    submission_id: Mapped[UUID] = mapped_column(
        ForeignKey(Submission.id), comment="the last one for this row"
    )
    at: Mapped[UtcTime]
