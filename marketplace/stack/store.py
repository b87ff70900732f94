"""The embedded object store: SeaweedFS on the loopback, closed to whoever has no key."""

import http.client
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from marketplace.stack.identity import own_folder
from marketplace.stack.part import Command
from marketplace.stack.ports import GRPC_OFFSET, LOOPBACK
from marketplace.stack.programs import weed_program

# Each service listens on a port of its own and, for gRPC, on the one `GRPC_OFFSET` above: the
# services look for each other there, whatever else is said.
SERVICES = ("s3", "filer", "master", "volume", "admin")
FLAGS: tuple[str, ...] = (
    *("-ip=" + LOOPBACK, "-ip.bind=" + LOOPBACK),
    # The filer's HTTP door asks for no key: it stays shut.
    "-disableHttp",
    *("-s3.allowDeleteBucketNotEmpty=false", "-s3.autoCreateBucket=false"),
    *("-admin.ui=false", "-webdav=false", "-s3.port.iceberg=0", "-s3.port.lance=0"),
    *("-master.telemetry=false", "-s3.iam=false"),
)
# Go would rather grow than collect; at rest the store needs a third of this.
MEMORY_LIMIT = "192MiB"


@dataclass(frozen=True)
class Store:
    """SeaweedFS on a folder and five ports, the first of which speaks S3."""

    folder: Path
    sockets: Path
    ports: tuple[int, ...]
    access_key: str
    secret_key: str
    # Whose pages may call it from a browser.
    origins: tuple[str, ...] = ()
    name: str = "store"

    def prepare(self) -> None:
        """Write the credentials; drop the flags it remembers from the last start."""
        own_folder(self.folder, None)
        self.sockets.mkdir(parents=True, exist_ok=True)
        (self.folder / "mini.options").unlink(missing_ok=True)
        # Sockets, and a log for each start: what it says of use goes to its output as well.
        for left in (*self.sockets.glob("weed.*"), self._socket("s3"), self._socket("filer")):
            left.unlink(missing_ok=True)
        identity = {
            "name": "hwanryu",
            "credentials": [{"accessKey": self.access_key, "secretKey": self.secret_key}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        self._config.touch(mode=0o600)
        self._config.write_text(json.dumps({"identities": [identity]}))

    def command(self) -> Command:
        """Return what starts it; without the credentials file it would accept any key."""
        ports = tuple(zip(SERVICES, self.ports, strict=True))
        argv = (
            *(str(weed_program()), "mini", f"-dir={self.folder}", *FLAGS),
            *(f"-s3.config={self._config}", f"-s3.allowedOrigins={','.join(self.origins)}"),
            *(f"-{each}.localSocket={self._socket(each)}" for each in ("s3", "filer")),
            *(f"-{each}.port={port}" for each, port in ports),
            *(f"-{each}.port.grpc={port + GRPC_OFFSET}" for each, port in ports),
        )
        env = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder),
            "GOMEMLIMIT": MEMORY_LIMIT,
            "GOGC": "25",
        }
        return Command(argv, env={**env, "TMPDIR": str(self.sockets)})

    def ready(self) -> bool:
        """Tell whether it knows our key and refuses a stranger's."""
        return (
            self._answer_to(self.access_key) == "SignatureDoesNotMatch"
            and self._answer_to("stranger") == "InvalidAccessKeyId"
        )

    @property
    def endpoint(self) -> str:
        """The address for clients."""
        return f"http://{LOOPBACK}:{self.ports[0]}"

    @property
    def _config(self) -> Path:
        return self.folder / "s3.json"

    def _socket(self, service: str) -> Path:
        return self.sockets / f"{service}.sock"

    def _answer_to(self, access_key: str) -> str:
        """Return the S3 error code that a request with a false signature gets."""
        now = datetime.now(UTC)
        scope = f"{access_key}/{now:%Y%m%d}/us-east-1/s3/aws4_request"
        headers = {
            "x-amz-date": f"{now:%Y%m%dT%H%M%SZ}",
            "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
            "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, "
            f"SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={'0' * 64}",
        }
        connection = http.client.HTTPConnection(LOOPBACK, self.ports[0], timeout=2.0)
        try:
            connection.request("GET", "/", headers=headers)
            body = connection.getresponse().read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()
        return body.partition("<Code>")[2].partition("</Code>")[0]
