"""Where this copy of the project keeps its embedded servers: derived from the project's own folder.

FRAMTID_INSTANCE names a second set beside the usual one, with data of its own; the tests use "test".
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VAR = PROJECT / "var"


@dataclass(frozen=True)
class Place:
    """One set of servers. state: data, logs and locks. run: the sockets."""

    instance: str
    state: Path
    run: Path

    @property
    def postgres_data(self) -> Path:
        return self.state / "postgres"

    @property
    def valkey_data(self) -> Path:
        return self.state / "valkey"

    @property
    def valkey_socket(self) -> Path:
        return self.run / "valkey.sock"

    @property
    def log(self) -> Path:
        return self.state / "servers.log"

    @property
    def lasting(self) -> bool:
        """Must the data outlive a power cut? Only what tests write need not."""
        return not self.instance.startswith("test")

    @property
    def database_url(self) -> str:
        return f"postgres://framtid@/framtid?host={self.run}"

    @property
    def redis_url(self) -> str:
        return f"redis+socket://{self.valkey_socket}?virtual_host=0"


def here(instance: str | None = None) -> Place:
    """The place of an instance; without a name, the one the environment names.

    PostgreSQL refuses to run as root, and the account it runs as instead can seldom read root's folders: then the
    state lies under /var/lib. The sockets lie in /tmp since a socket's path ends at about 104 characters.
    """
    if instance is None:
        instance = os.environ.get("FRAMTID_INSTANCE", "")
    name = hashlib.sha256(f"{PROJECT}:{instance}".encode()).hexdigest()[:10]
    state = Path("/var/lib/framtid") / name if os.getuid() == 0 else VAR / "servers" / (instance or "main")
    return Place(instance, state, Path(f"/tmp/framtid-{os.getuid()}-{name}"))


def database_url() -> str:
    return here().database_url


def redis_url() -> str:
    return here().redis_url
