"""The folder a stack keeps everything in, and what stands where in it.

folder.json       the number of this layout
secrets.json      keys made once, readable by the owner alone
running.json      how to reach the parts, while they run (settings, by name)
pids.json         the process of each part, while they run
ports.json        the store's ports, kept so that links outlive a restart
postgres/ store/ valkey/   what the parts keep
logs/ run/        what they say, and their sockets
"""

import fcntl
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

from marketplace.config import RUNNING_FILE
from marketplace.stack.errors import FolderInUse, FolderTooNew
from marketplace.stack.ports import free_ports, is_free
from marketplace.stack.store import SERVICES

LAYOUT = 1
LARGEST_LOG = 5_000_000
# A unix socket's address holds 108 bytes; the longest name of ours takes 30 of them.
LONGEST_RUN_FOLDER = 76


@dataclass
class Folder:
    """An opened folder: ours alone until it is closed."""

    path: Path
    new: bool
    _lock: IO[str]
    _passing_run: Path | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """Make the folder if need be and lock it.

        Raises `FolderInUse`, and `FolderTooNew` when a later release wrote it.
        """
        path = path.absolute()
        path.mkdir(parents=True, exist_ok=True)
        # Root's database runs as another user, who must get through; its own folder is closed.
        path.chmod(0o711 if os.geteuid() == 0 else 0o700)
        lock = (path / "lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise FolderInUse(path) from None
        opened = cls(path, new=not (path / "folder.json").exists(), _lock=lock)
        opened._check_layout()
        return opened

    def close(self) -> None:
        """Leave no trace of running, and give up the lock."""
        for name in (RUNNING_FILE, "pids.json"):
            (self.path / name).unlink(missing_ok=True)
        if self._passing_run is not None:
            shutil.rmtree(self._passing_run, ignore_errors=True)
        self._lock.close()

    def secrets(self) -> dict[str, str]:
        """Return the keys, made the first time."""
        path = self.path / "secrets.json"
        if not path.exists():
            made = {
                "SECRET_KEY": secrets.token_hex(32),
                "S3_ACCESS_KEY": "hwanryu" + secrets.token_hex(6),
                "S3_SECRET_KEY": secrets.token_hex(24),
            }
            self.write_private("secrets.json", made)
        return {str(name): str(value) for name, value in json.loads(path.read_text()).items()}

    def store_ports(self) -> tuple[int, ...]:
        """Return the store's ports: those of the last time, unless another program took one."""
        path = self.path / "ports.json"
        ports = tuple(json.loads(path.read_text())) if path.exists() else ()
        if len(ports) != len(SERVICES) or not all(map(is_free, ports)):
            ports = free_ports(len(SERVICES))
            self.write_private("ports.json", list(ports))
        return ports

    def run_folder(self) -> Path:
        """Return a folder for sockets whose path is short enough for them."""
        if self._passing_run is not None:
            return self._passing_run
        run = self.path / "run"
        if len(str(run).encode()) > LONGEST_RUN_FOLDER:
            run = self._passing_run = Path(tempfile.mkdtemp(prefix="hwanryu-", dir="/tmp"))
        run.mkdir(exist_ok=True)
        run.chmod(0o711 if os.geteuid() == 0 else 0o700)
        return run

    def log(self, part: str) -> Path:
        """Return the file that a part's output goes to."""
        logs = self.path / "logs"
        logs.mkdir(exist_ok=True, mode=0o700)
        log = logs / f"{part}.log"
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.old"))
        return log

    def write_private(self, name: str, content: Mapping[str, Any] | list[int]) -> None:
        """Write a JSON file that the owner alone can read, whole or not at all."""
        passing = self.path / f"{name}.new"
        passing.touch(mode=0o600)
        passing.write_text(json.dumps(content, indent=1))
        passing.replace(self.path / name)

    def _check_layout(self) -> None:
        if self.new:
            self.write_private("folder.json", {"layout": LAYOUT})
            return
        found = json.loads((self.path / "folder.json").read_text())["layout"]
        if found > LAYOUT:
            self._lock.close()
            raise FolderTooNew(self.path, f"layout {found}, this release knows {LAYOUT}")
