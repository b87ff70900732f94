"""People, versions and rules for the tests of the ledger: honest defaults, nothing shared."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from marketplace.ledger.facts import ActorFacts, Upload, VersionFacts
from marketplace.ledger.rules import REFUSALS, Rules

MORNING = datetime(2026, 5, 4, 0, 0, tzinfo=UTC)
TODAY = date(2026, 5, 4)

RULES = Rules(
    number=1,
    valid_from=date(2000, 1, 1),
    download=1,
    menu=1,
    uploads={"data": 5, "document": 5, "analysis": 10, "visualisation": 10},
    menus=frozenset({"rows-selection", "build-on-this", "citation", "lineage"}),
    menus_per_day=3,
    refuse=REFUSALS,
)


def official(department: UUID | None = None) -> ActorFacts:
    return ActorFacts(uuid4(), department or uuid4(), official=True)


def citizen() -> ActorFacts:
    return ActorFacts(uuid4())


def version(owner: ActorFacts | None = None, *, number: int = 1) -> VersionFacts:
    owner = owner or official()
    return VersionFacts(uuid4(), uuid4(), number, owner.id, owner.department)


def upload(
    of: VersionFacts, kind: str = "data", *, content: str | None = None, imported: bool = False
) -> Upload:
    return Upload(of, kind, content or uuid4().hex * 2, imported=imported)
