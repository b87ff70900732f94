"""The migrations form one line, bring the database to the models, and make some tables final."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table, create_engine, text
from sqlalchemy.exc import DatabaseError

from migrations.models import MODULES, metadata
from migrations.run import configuration
from storage.database import Base
from tests.house.source import FOLDERS, Module, layers, modules

NUMBERED = re.compile(r"\d{4}_[a-z][a-z0-9_]*")

APPEND_ONLY = {
    "account_entries",
    "adoption_entries",
    "aside_entries",
    "check_runs",
    "corrections",
    "derivation_changes",
    "derivations",
    "diagnoses",
    "events",
    "headcount_entries",
    "history_entries",
    "mark_clearings",
    "marks",
    "postings",
    "reports",
    "reviews",
    "rule_versions",
    "verification_runs",
}
"""What happened stays as it happened. Taking a table out of this list is a decision of its own."""

# A row trigger for UPDATE and DELETE, a statement trigger for TRUNCATE: both before, both enabled.
_PROTECTED = text("""
    SELECT relname FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid
    JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE proname = 'refuse_change' AND tgenabled IN ('O', 'A') AND (tgtype & 2) = 2
    GROUP BY relname
    HAVING bool_or((tgtype & 1) = 1 AND (tgtype & 24) = 24)
       AND bool_or((tgtype & 1) = 0 AND (tgtype & 32) = 32)
""")

_CHANGES = (
    "UPDATE reports SET body = '{}'",
    "DELETE FROM reports",
    "TRUNCATE reports CASCADE",
    "ALTER TABLE reports DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "DROP TABLE reports CASCADE",
)


def scripts(folder: Path | None = None) -> ScriptDirectory:
    """Return the migrations of a folder, or those of the house."""
    if folder is None:
        return ScriptDirectory.from_config(configuration())
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def misnamed(found: ScriptDirectory) -> Iterator[str]:
    """Yield the migrations whose file is not numbered, or called other than their revision."""
    for each in found.walk_revisions():
        name = Path(each.path).stem
        if name != each.revision or not NUMBERED.fullmatch(name):
            yield f"{name}: revision {each.revision}"


def upward_keys(tables: MetaData, rooms: dict[str, str]) -> Iterator[str]:
    """Yield the foreign keys that point up or aside; higher ids are plain values."""
    for table in tables.sorted_tables:
        for key in table.foreign_keys:
            here, there = rooms[table.name], rooms[key.column.table.name]
            if here != there and height(there) >= height(here):
                yield f"{table.name}.{key.parent.name} → {there}"


def height(room: str) -> tuple[int, int]:
    """Return how high a room stands: its folder, then the marketplace's layer it is in."""
    folder, _, inner = room.partition(".")
    layer = next((n for n, names in enumerate(reversed(layers())) if inner in names), 0)
    return FOLDERS.index(folder), layer


def room_of(module: str) -> str:
    """Return the folder a model lives in, and within the marketplace the room."""
    steps = module.split(".")
    return ".".join(steps[:2]) if steps[0] == "marketplace" else steps[0]


def protected(connection: Connection) -> set[str]:
    """Return the tables that refuse UPDATE, DELETE and TRUNCATE."""
    return set(connection.execute(_PROTECTED).scalars())


def test_the_migrations_have_one_head_and_one_root() -> None:
    found = scripts()

    assert len(found.get_heads()) == 1
    assert len(found.get_bases()) == 1


def test_a_second_head_is_seen(tmp_path: Path) -> None:
    shutil.copytree(Path(scripts().dir), tmp_path / "migrations")
    head = scripts().get_current_head()
    before = scripts().get_revision(head).down_revision
    (tmp_path / "migrations" / "versions" / "0099_aside.py").write_text(
        f'revision = "0099_aside"\ndown_revision = "{before}"\n'
    )

    assert set(scripts(tmp_path / "migrations").get_heads()) == {head, "0099_aside"}


def test_migrations_are_numbered_in_their_order_and_called_as_their_file() -> None:
    line = [each.revision for each in scripts().walk_revisions()]

    assert list(misnamed(scripts())) == []
    assert [each[:4] for each in reversed(line)] == [f"{n:04}" for n in range(1, len(line) + 1)]


def test_a_migration_with_another_name_is_seen(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "add_things.py").write_text(
        'revision = "0001_things"\ndown_revision = None\n'
    )

    assert list(misnamed(scripts(tmp_path))) == ["add_things: revision 0001_things"]


def test_the_migrated_database_is_what_the_models_say(database_owner_url: str) -> None:
    engine = create_engine(database_owner_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        difference = compare_metadata(context, metadata())
    engine.dispose()

    assert difference == []


def test_a_table_without_a_migration_is_seen(database_owner_url: str) -> None:
    engine = create_engine(database_owner_url)
    more = MetaData()
    for table in metadata().sorted_tables:
        table.to_metadata(more)
    Table("forgotten", more)
    with engine.connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), more)
    engine.dispose()

    assert [each[1].name for each in difference if each[0] == "add_table"] == ["forgotten"]


def test_every_module_with_tables_is_known_to_the_migrations() -> None:
    with_tables = {each.name for each in modules() if _has_tables(each)}

    assert with_tables == set(MODULES)


def _has_tables(module: Module) -> bool:
    return "\n    __tablename__ = " in module.text


def test_foreign_keys_point_down_or_stay_in_their_room() -> None:
    tables = metadata()
    rooms = {
        mapper.local_table.name: room_of(mapper.class_.__module__)  # type: ignore[attr-defined]
        for mapper in Base.registry.mappers
    }

    assert list(upward_keys(tables, rooms)) == []


def test_a_foreign_key_upward_or_aside_is_seen() -> None:
    tables = metadata()
    rooms = dict.fromkeys(tables.tables, "marketplace.ledger")
    rooms |= {"submissions": "marketplace.lineage", "outbox": "storage"}

    breaches = list(upward_keys(tables, rooms))

    assert "reviews.submission_id → marketplace.lineage" in breaches


def test_what_happened_stays_as_it_happened(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        found = protected(connection)
    engine.dispose()

    assert found == APPEND_ONLY


def test_a_table_that_lets_truncate_through_is_seen(database_owner_url: str) -> None:
    engine = create_engine(database_owner_url)
    with engine.connect() as connection:
        connection.execute(text("DROP TRIGGER events_no_truncate ON events"))
        found = protected(connection)
        connection.rollback()
    engine.dispose()

    assert APPEND_ONLY - found == {"events"}


@pytest.mark.parametrize("change", _CHANGES)
def test_the_application_cannot_change_what_happened(database_url: str, change: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        _add_a_report(connection)
        with pytest.raises(DatabaseError):
            connection.execute(text(change))
    engine.dispose()


@pytest.mark.parametrize("change", _CHANGES[:3])
def test_nor_can_the_owner_of_the_tables(database_owner_url: str, change: str) -> None:
    engine = create_engine(database_owner_url)
    with engine.connect() as connection:
        _add_a_report(connection)
        with pytest.raises(DatabaseError, match="append-only"):
            connection.execute(text(change))
    engine.dispose()


def _add_a_report(connection: Connection) -> None:
    connection.execute(
        text("INSERT INTO reports (digest, body, created_at) VALUES ('0', '{}', now())")
    )
    connection.commit()
