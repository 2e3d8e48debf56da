"""Long work as rows. The row is the truth; the queue only says that there is something to look at."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "queued", _("I kø")
    RUNNING = "running", _("Pågår")
    DONE = "done", _("Ferdig")
    FAILED = "failed", _("Feilet")


ACTIVE = (State.QUEUED, State.RUNNING)


class Job(models.Model):
    """One piece of work.

    kind: which function does it (`jobs.work.does`). key: what it is about; one active job per kind and key.
    token, lease_until: whoever claims the job gets a new token and a lease; only the holder of the token can finish it.
    A queued job with a lease rests until then, because its last attempt went wrong.
    lane: jobs of one lane stand in line behind each other, and lanes take turns; the house's own have an empty one.
    started_at: when it was last claimed, which is also when its lane last had a turn.
    rung_at: when somebody last rang for it, so that the sweeper does not ring without end.
    lane, subject, asked_by, also_asked_by: opaque references written by the room above.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    subject = models.BigIntegerField()
    lane = models.CharField(max_length=40, blank=True, db_default="")
    asked_by = models.BigIntegerField(null=True)
    also_asked_by = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    step = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    rung_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(state__in=ACTIVE), name="one_active_job_per_kind_and_key"
            ),
            models.CheckConstraint(
                name="a_running_job_has_token_and_lease",
                condition=~Q(state=State.RUNNING) | Q(token__isnull=False, lease_until__isnull=False),
            ),
            models.CheckConstraint(
                name="an_ended_job_has_its_moment", condition=Q(state__in=ACTIVE) ^ Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(name="a_failed_job_has_a_reason", condition=~Q(state=State.FAILED) | ~Q(reason="")),
        ]
        indexes = [
            models.Index(fields=["state", "lease_until"], name="jobs_to_look_at", condition=Q(state__in=ACTIVE)),
            models.Index(fields=["lane", "started_at"], name="turns_of_a_lane"),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"

    @property
    def active(self) -> bool:
        return self.state in ACTIVE

    @property
    def askers(self) -> list[int]:
        """Everybody who has asked for it; nobody where the clock or the house itself did."""
        return [] if self.asked_by is None else [self.asked_by, *self.also_asked_by]


class Pulse(models.Model):
    """When something that must come round again and again last did."""

    SWEEP = "sweep"

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.name} {self.at}"
