"""The history: append-only, without foreign keys, so it stays when the thing is gone."""

from django.db import models


class Entry(models.Model):
    """One act on one thing, or on one field of it.

    thing, thing_id: what was touched, as the room names it ("element", 12).
    scope, scope_id: the larger thing whose history also shows it ("programme", 3).
    before, after: typed values as JSON; null where the act has none.
    """

    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    act = models.CharField(max_length=40)
    thing = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    title = models.CharField(max_length=300, blank=True)
    scope = models.CharField(max_length=40, blank=True)
    scope_id = models.BigIntegerField(null=True)
    field = models.CharField(max_length=60, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["thing", "thing_id", "-at"], name="history_of_thing"),
            models.Index(fields=["scope", "scope_id", "-at"], name="history_of_scope"),
        ]

    def __str__(self):
        return f"{self.act} {self.thing} {self.thing_id} {self.field}".rstrip()
