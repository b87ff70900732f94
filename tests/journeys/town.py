"""A town: the whole stack as a process of its own, and the people in it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from marketplace.accounts.actor import Role
from marketplace.config import Settings
from marketplace.services import Services
from marketplace.stack.ports import free_ports
from storage.database import transaction
from tests.factories.accounts import PASSWORD, make_account, make_department
from tests.journeys.person import Person
from tests.marketplace.stack.processes import wait_for
from tests.wire import WIRE

ROOT = Path(__file__).parents[2]
HEADCOUNT = 4

CAST: dict[str, tuple[tuple[Role, ...], str | None]] = {
    "official": ((Role.OFFICIAL,), "교통"),
    "colleague": ((Role.OFFICIAL, Role.QUALITY), "교통"),
    "neighbour": ((Role.OFFICIAL,), "환경"),
    "researcher": ((Role.RESEARCHER,), None),
    "citizen": ((), None),
    "quality": ((Role.QUALITY,), "품질"),
    "second": ((Role.QUALITY,), "품질"),
    "privacy": ((Role.PRIVACY,), "정보"),
    "both": ((Role.QUALITY, Role.PRIVACY), "감사"),
    "administrator": ((Role.ADMINISTRATOR,), None),
}
"""Who there is: roles, and the department by its name."""

SETTINGS = {
    "DEMO": "0",
    "REQUESTS_PER_MINUTE": "1000000",
    # The least an S3 store takes as a part: four of them and more are sent in parts.
    "MULTIPART_BYTES": str(5 << 20),
    "AUDIT_SHARE": "0",
}

QUICK = {"LEASE_SECONDS": "5"}
"""For the suite: what a killed worker held comes back sooner than people need it."""


@dataclass(frozen=True)
class Town:
    """A running stack: its folder, its address, its people by name."""

    data: Path
    url: str
    log: Path
    people: dict[str, Person]
    departments: dict[str, str]

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def pids(self) -> dict[str, int]:
        """Return the process of each part."""
        found: dict[str, int] = json.loads((self.data / "pids.json").read_text())
        return found

    def is_whole(self) -> bool:
        """Tell whether the site answers and says that every part does."""
        try:
            return WIRE.get(f"{self.url}/readyz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    @contextmanager
    def services(self) -> Iterator[Services]:
        """The parts, spoken to from outside."""
        made = Services.from_settings(Settings.from_env({"DATA": str(self.data)}))
        yield made
        made.engine.dispose()
        made.queue.connection.close()


@contextmanager
def running_town(**settings: str) -> Iterator[Town]:
    """Start a stack on a folder of its own, people it, and leave nothing of it behind."""
    with tempfile.TemporaryDirectory(prefix="hw-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        log, data = folder / "run.log", folder / "data"
        (port,) = free_ports(1)
        env = {key: value for key, value in os.environ.items() if "URL" not in key}
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "marketplace", "run"],
                cwd=ROOT,
                env={**env, **SETTINGS, **settings, "DATA": str(data), "PORT": str(port)},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            ready = f"ready http://127.0.0.1:{port}"
            wait_for(lambda: ready in log.read_text() or process.poll() is not None, seconds=60)
            assert ready in log.read_text(), log.read_text()
            town = Town(data, f"http://127.0.0.1:{port}", log, {}, {})
            _people(town)
            yield town
            for person in town.people.values():
                person.http.close()
        finally:
            process.terminate()
            # Nothing in the store is kept: its orderly stop takes seconds.
            with suppress(OSError, KeyError):
                os.kill(Town(data, "", log, {}, {}).pids()["store"], signal.SIGKILL)
            process.wait(30)


def _people(town: Town) -> None:
    with town.services() as services, transaction(services.make_session) as session:
        departments = {
            name: make_department(session, name=f"{name}과", headcount=HEADCOUNT)
            for name in dict.fromkeys(place for _, place in CAST.values() if place)
        }
        town.departments.update((name, str(each.id)) for name, each in departments.items())
        emails = {
            name: make_account(
                session,
                roles=roles,
                department=departments[place] if place else None,
                email=f"{name}@town.example",
                name=name,
            ).email
            for name, (roles, place) in CAST.items()
        }
    for name, email in emails.items():
        assert email is not None
        town.people[name] = Person.signed_in(town.url, email, PASSWORD)
