"""The embedded PostgreSQL: one folder, one unix socket, two roles."""

import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from marketplace.stack.errors import PartFailed
from marketplace.stack.identity import open_to_others, own_folder, part_user
from marketplace.stack.part import Child, Command
from marketplace.stack.programs import postgres_program

SUPERUSER = "postgres"
OWNER = "hwanryu_owner"
APP = "hwanryu"
DATABASE = "hwanryu"
ROLES_SQL = Path(__file__).with_name("roles.sql")

# Builtin C.UTF-8 is the same on every machine, and pg_trgm indexes no Hangul under plain C.
INITDB = (
    *("-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
)
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "48MB",
    "max_connections": "60",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # Values of rows stand in the errors of statements: those go to the client, never to a log.
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# Only where losing everything on a power cut is no loss: tests.
RECKLESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Postgres:
    """PostgreSQL on a folder; clients reach it by the socket in `sockets`."""

    folder: Path
    sockets: Path
    durable: bool = True
    name: str = "postgres"

    def prepare(self) -> None:
        """Make the cluster if the folder has none."""
        user = part_user()
        own_folder(self.sockets, user)
        if (self.folder / "PG_VERSION").exists():
            return
        own_folder(self.folder, user)
        initdb = Command(
            (str(postgres_program("initdb")), "-D", str(self.folder), "-U", SUPERUSER, *INITDB),
            env=ENVIRONMENT,
            user=user,
            traverse=self._traverse(),
        )
        child = Child("initdb", initdb, subprocess.PIPE)
        output, _ = child.popen.communicate()
        if child.ended() != 0:
            raise PartFailed(self.name, output.decode(errors="replace").strip())

    def command(self) -> Command:
        """Return what starts it; on the supervisor's death it stops in good order, at once."""
        settings = {**SETTINGS, **({} if self.durable else RECKLESS)}
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        program = str(postgres_program("postgres"))
        return Command(
            (program, "-D", str(self.folder), "-k", str(self.sockets), *options),
            env=ENVIRONMENT,
            user=part_user(),
            traverse=self._traverse(),
            stop_signal=signal.SIGINT,
            death_signal=signal.SIGINT,
        )

    def ready(self) -> bool:
        """Tell whether a query is answered."""
        return (self.sockets / ".s.PGSQL.5432").exists() and self._psql("SELECT 1").returncode == 0

    def run_sql(self, sql: str, *, database: str = "postgres", user: str = SUPERUSER) -> str:
        """Run SQL and return its unadorned output; raise `PartFailed` with the server's words."""
        done = self._psql(sql, database=database, user=user)
        if done.returncode != 0:
            raise PartFailed(self.name, done.stderr.strip())
        return done.stdout.strip()

    def ensure_database(self, database: str = DATABASE) -> None:
        """Make the two roles and the database, unless they are there."""
        self.run_sql(ROLES_SQL.read_text())
        found = self.run_sql(f"SELECT 1 FROM pg_database WHERE datname = '{database}'")
        if not found:
            self.run_sql(f'CREATE DATABASE "{database}" OWNER {OWNER}')
            self.run_sql(GRANTS_SQL.read_text(), database=database)

    def url(self, user: str = APP, database: str = DATABASE) -> str:
        """Return the SQLAlchemy URL for a role and a database of this server."""
        host = quote(str(self.sockets), safe="")
        return f"postgresql+psycopg://{user}@/{database}?host={host}"

    def run_program(self, name: str, *arguments: str, database: str = DATABASE) -> None:
        """Run a client program of PostgreSQL's as superuser; raise `PartFailed` with its words."""
        done = subprocess.run(
            [str(postgres_program(name)), *self._address(SUPERUSER, database), *arguments],
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise PartFailed(name, done.stderr.strip())

    def _address(self, user: str, database: str) -> tuple[str, ...]:
        return ("-h", str(self.sockets), "-U", user, "-d", database)

    def _traverse(self) -> bool:
        paths = (self.folder, self.sockets, postgres_program("postgres"))
        return part_user() is not None and not all(map(open_to_others, paths))

    def _psql(
        self, sql: str, *, database: str = "postgres", user: str = SUPERUSER
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [
                *(str(postgres_program("psql")), "-XqAt", "-v", "ON_ERROR_STOP=1"),
                *(*self._address(user, database), "-f", "-"),
            ],
            input=sql,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )


# Nothing of the caller's PG* variables may steer the embedded server or its clients.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
GRANTS_SQL = Path(__file__).with_name("grants.sql")
