"""Settings: read once, typed; the only place that looks at the environment.

Every field of `Settings` is the environment variable of the same name in capitals. What is not
set there is taken from the stack that runs on the folder `DATA`, if one does, so that
`python -m marketplace …` speaks to the parts that `make run` started. `docs/settings.md` explains
each one; a test holds the two together.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, Self, get_type_hints

MEBIBYTE = 1024 * 1024
DEFAULT_DATA = "var"
RUNNING_FILE = "running.json"
"""In DATA: how to reach the parts that the supervisor started there."""


class SettingsError(Exception):
    """Base of what is wrong with the settings; the start stops."""


class SettingsMissing(SettingsError):
    """Settings without a default are not set, and no stack runs on the folder."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"not set: {', '.join(names)}; set them, or name the folder of a running stack in DATA"
        )
        self.names = tuple(names)


class SettingUnreadable(SettingsError):
    """A setting has not the form its kind asks for. The value is not repeated: it may be a key."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(f"{name} cannot be read as {kind}")
        self.name = name
        self.kind = kind


@dataclass(frozen=True)
class Settings:
    """What the house must know of the world it runs in."""

    # Parts.
    database_url: str
    s3_endpoint: str
    s3_access_key: str
    s3_secret_key: str
    redis_url: str
    secret_key: str
    database_owner_url: str = ""
    s3_public_endpoint: str = ""
    s3_region: str = "us-east-1"
    s3_bucket_prefix: str = "hwanryu-"
    public_url: str = ""
    data: Path = Path(DEFAULT_DATA)
    trusted_proxies: int = 0

    # E-mail. Without a host nothing is sent.
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_from: str = ""
    smtp_starttls: bool = True

    # Limits, enforced before the work.
    max_file_bytes: int = 1024 * MEBIBYTE
    max_files: int = 20
    max_rows: int = 20_000_000
    max_columns: int = 2_000
    max_cells: int = 400_000_000
    max_archive_members: int = 5_000
    max_archive_ratio: int = 300
    max_request_bytes: int = 2 * MEBIBYTE
    max_verify_seconds: int = 1_800
    max_recipe_seconds: int = 60
    max_recipe_bytes: int = 1024 * MEBIBYTE
    rows_cache_bytes: int = 1024 * MEBIBYTE
    multipart_bytes: int = 16 * MEBIBYTE

    # Times.
    upload_seconds: int = 3_600
    download_seconds: int = 300
    rows_seconds: int = 10
    session_hours: int = 12
    lease_seconds: int = 12
    purge_days: int = 30
    stale_upload_hours: int = 24

    # Rules.
    audit_share: float = 0.05
    rediagnose_days: int = 90
    rediagnose_per_day: int = 500
    watch_stale_cycles: float = 2.0
    watch_overdue_days: int = 14
    watch_fall_points: float = 5.0
    retire_cycles: float = 4.0
    retire_unused_days: int = 365
    login_attempts: int = 10
    login_window_seconds: int = 300
    requests_per_minute: int = 6_000

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Return the settings; raise `SettingsMissing` or `SettingUnreadable`, naming them."""
        given = os.environ if env is None else env
        known = {**_running(Path(given.get("DATA") or DEFAULT_DATA)), **_filled(given)}
        kinds = get_type_hints(cls)
        missing = [
            each.name.upper()
            for each in fields(cls)
            if each.default is MISSING and each.name.upper() not in known
        ]
        if missing:
            raise SettingsMissing(missing)
        values = {
            each.name: _parsed(each.name.upper(), known[each.name.upper()], kinds[each.name])
            for each in fields(cls)
            if each.name.upper() in known
        }
        return cls(**values)

    def __post_init__(self) -> None:
        """Fill what follows from another setting."""
        self._default("database_owner_url", self.database_url)
        self._default("s3_public_endpoint", self.s3_endpoint)
        if self.smtp_host and not self.smtp_from:
            raise SettingsMissing(["SMTP_FROM"])

    def _default(self, name: str, value: str) -> None:
        if not getattr(self, name):
            object.__setattr__(self, name, value)


@dataclass(frozen=True)
class ClientSettings:
    """What a command that speaks to a server of ours is told by its environment."""

    server: str = ""
    token: str = field(default="", repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Return the settings; nothing has to be set."""
        given = os.environ if env is None else env
        return cls(server=given.get("HWANRYU_SERVER", ""), token=given.get("HWANRYU_TOKEN", ""))


def run_environment() -> dict[str, str]:
    """Return the whole environment, for the supervisor to hand on to its children."""
    return dict(os.environ)


def _filled(env: Mapping[str, str]) -> dict[str, str]:
    # `PORT= make run` and compose files leave empty values behind: empty is not set.
    return {name: value for name, value in env.items() if value}


def _running(folder: Path) -> dict[str, str]:
    try:
        content = json.loads((folder / RUNNING_FILE).read_text())
    except (FileNotFoundError, PermissionError, NotADirectoryError):
        return {}
    return {str(name): str(value) for name, value in content.items()}


def _truth(text: str) -> bool:
    if text not in {"0", "1"}:
        raise ValueError
    return text == "1"


_PARSERS: Mapping[type, Callable[[str], Any]] = {
    str: str,
    int: int,
    float: float,
    bool: _truth,
    Path: Path,
}


def _parsed(name: str, text: str, kind: type) -> Any:
    try:
        return _PARSERS[kind](text)
    except ValueError:
        raise SettingUnreadable(name, kind.__name__) from None
