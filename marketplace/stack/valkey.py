"""The embedded Valkey: one folder, one unix socket, every write on disk within a second."""

import socket
from dataclasses import dataclass
from pathlib import Path

from marketplace.stack.identity import own_folder
from marketplace.stack.part import Command
from marketplace.stack.programs import valkey_program

SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "appendonly": "yes",
    "appendfsync": "everysec",
    "save": "",
    # A full queue refuses; it never forgets a job in silence.
    "maxmemory-policy": "noeviction",
    "daemonize": "no",
}


@dataclass(frozen=True)
class Valkey:
    """Valkey on a folder; clients reach it by the socket `socket_path`."""

    folder: Path
    socket_path: Path
    name: str = "valkey"

    def prepare(self) -> None:
        """Make the folders; a socket left by a dead server is in the way."""
        own_folder(self.folder, None)
        self.socket_path.parent.mkdir(parents=True, exist_ok=True)
        self.socket_path.unlink(missing_ok=True)

    def command(self) -> Command:
        """Return what starts it."""
        settings = {**SETTINGS, "dir": str(self.folder), "unixsocket": str(self.socket_path)}
        options = [word for key, value in settings.items() for word in (f"--{key}", value)]
        return Command((str(valkey_program()), *options), env={"PATH": "/usr/bin:/bin"})

    def ready(self) -> bool:
        """Tell whether PING is answered; while the log is being read back it is not."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(1.0)
            try:
                client.connect(str(self.socket_path))
                client.sendall(b"PING\r\n")
                return client.recv(64).startswith(b"+PONG")
            except OSError:
                return False

    @property
    def url(self) -> str:
        """The address for clients."""
        return f"unix://{self.socket_path}"
