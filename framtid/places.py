"""Where this copy of the project keeps its embedded servers: derived from the project's own folder."""

import hashlib
import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def run_folder() -> Path:
    """A short folder for sockets; a socket's path ends at about 104 characters."""
    name = hashlib.sha256(str(PROJECT).encode()).hexdigest()[:10]
    return Path(f"/tmp/framtid-{os.getuid()}-{name}")


def database_url() -> str:
    return f"postgres://framtid@/framtid?host={run_folder()}"


def redis_url() -> str:
    return f"redis+socket://{run_folder()}/valkey.sock?virtual_host=0"
