"""The house's own processes as parts: the web tier and the two workers."""

import http.client
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marketplace.stack.part import Command
from marketplace.stack.ports import LOOPBACK

ROOT = Path(__file__).parents[2]
GUNICORN_SETTINGS = ROOT / "deploy" / "gunicorn.conf.py"

FRUGAL = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "1048576"}
"""Threads share two arenas and freed memory goes back: a third less at rest, measured."""


def our_command(env: Mapping[str, str], *arguments: str, grace: float = 5.0) -> Command:
    """Return the command that runs one of our modules with this interpreter."""
    return Command((sys.executable, "-m", *arguments), env={**FRUGAL, **env}, cwd=ROOT, grace=grace)


@dataclass(frozen=True)
class Web:
    """gunicorn with the application, on the loopback."""

    port: int
    env: Mapping[str, str]
    name: str = "web"

    def prepare(self) -> None:
        """Nothing to prepare."""

    def command(self) -> Command:
        """Return what starts it."""
        bind = f"--bind={LOOPBACK}:{self.port}"
        return our_command(
            self.env, "gunicorn", "-c", str(GUNICORN_SETTINGS), bind, "wsgi:application"
        )

    def ready(self) -> bool:
        """Tell whether it answers that it and the parts behind it work."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=5.0)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


@dataclass(frozen=True)
class Worker:
    """One worker on one queue; it says that it is ready by writing a file."""

    queue: str
    env: Mapping[str, str]
    mark: Path

    @property
    def name(self) -> str:
        return f"worker-{self.queue}"

    def prepare(self) -> None:
        """Forget that an earlier one was ready."""
        self.mark.unlink(missing_ok=True)

    def command(self) -> Command:
        """Return what starts it."""
        return our_command(self.env, "marketplace", "worker", self.queue, f"--mark={self.mark}")

    def ready(self) -> bool:
        """Tell whether it listens to its queue."""
        return self.mark.exists()
