"""Every table of the house, imported so that the metadata is whole."""

import importlib

from sqlalchemy import MetaData

from storage.database import Base

MODULES = (
    "storage.stored",
    "storage.outbox",
    "verification.models",
    "verification.index.models",
    "submissions.models",
    "marketplace.accounts.models",
    "marketplace.adoptions.models",
    "marketplace.catalogue.models",
    "marketplace.cross_verifications.models",
    "marketplace.diagnoses.models",
    "marketplace.fixes.models",
    "marketplace.lineage.models",
    "marketplace.lineage.correction_models",
    "marketplace.ledger.models",
    "marketplace.notices.models",
    "marketplace.notices.mails",
    "marketplace.http.idempotency",
    "marketplace.workflow.import_entries",
)


def metadata() -> MetaData:
    """Return the metadata with all tables in it."""
    for module in MODULES:
        importlib.import_module(module)
    return Base.metadata
