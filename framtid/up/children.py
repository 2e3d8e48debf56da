"""The processes of the application: the one list of their commands.

`docker-compose.yml` says the same, and a test reads it.
"""

import signal
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Child:
    """stop: the signal that ends it at once; what it was doing is taken up again from its row.

    vital: when it ends, all end. The others are started again.
    """

    name: str
    command: list[str]
    stop: int
    vital: bool = False


def children(address: str, beat_folder: Path, name: str = "worker") -> list[Child]:
    """What runs beside the servers. address: host:port to listen at. name: tells two workers on a machine apart."""
    celery = ["-m", "celery", "--quiet", "-A", "framtid.worker"]
    return [
        # Threads, since browsers open connections they do not use yet, and a synchronous worker waits on those.
        # No control socket: its name is fixed, and a second gunicorn of the same user stumbles over it.
        Child("web", [
            "-m", "gunicorn", "framtid.wsgi:application", "--bind", address, "--no-control-socket",
            "--worker-class", "gthread", "--workers", "2", "--threads", "4",
            "--max-requests", "5000", "--max-requests-jitter", "500", "--log-level", "warning",
        ], signal.SIGTERM, vital=True),
        Child("worker", [
            *celery, "worker", "--hostname", f"{name}@%h", "--concurrency", "2", "--loglevel", "WARNING",
            "--without-gossip", "--without-mingle",
        ], signal.SIGQUIT),
        Child("beat", [
            *celery, "beat", "--schedule", str(beat_folder / "beat"), "--pidfile", "", "--loglevel", "WARNING",
        ], signal.SIGTERM),
    ]  # fmt: skip
