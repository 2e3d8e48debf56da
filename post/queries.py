"""How far letters have come, and what was laid as files where there is no mail server."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default as modern
from pathlib import Path

from jobs.models import Job

RULE = b"\n" + b"-" * 79 + b"\n"
"""What Django's backend ends a letter with. Each of our letters has a file of its own."""


def jobs_of(letters: Iterable[int]) -> dict[int, Job]:
    """By letter, the work of taking it to the mail server. One statement."""
    return {job.subject: job for job in Job.objects.filter(kind="letter", subject__in=letters).order_by("pk")}


@dataclass(frozen=True)
class Laid:
    to: str
    subject: str
    at: datetime | None
    body: str


def laid(folder: str | Path, most: int) -> Iterator[Laid]:
    """So many letters of the folder, the latest first."""
    files = sorted(Path(folder).glob("*.log"), reverse=True)  # their names begin with the moment
    return (read(path.read_bytes()) for path in files[:most])


def read(raw: bytes) -> Laid:
    letter = message_from_bytes(raw.removesuffix(RULE), policy=modern)
    day = letter["Date"] and letter["Date"].datetime
    return Laid(
        str(letter["To"] or ""), str(letter["Subject"] or ""), day and day.replace(tzinfo=day.tzinfo or UTC),
        letter.get_content().strip(),
    )  # fmt: skip
