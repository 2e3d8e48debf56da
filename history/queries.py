from django.db.models import QuerySet

from history.models import Entry


def history_of(thing: str, thing_id: int) -> QuerySet[Entry]:
    """All that was done to one thing, newest first. Ask only through a thing already opened by the door."""
    return Entry.objects.filter(thing=thing, thing_id=thing_id)


def history_in(scope: str, scope_id: int) -> QuerySet[Entry]:
    """All that was done within a larger thing, newest first. Ask only through a thing already opened by the door."""
    return Entry.objects.filter(scope=scope, scope_id=scope_id)


def history_in_all(scope: str, scope_ids) -> QuerySet[Entry]:
    """The same of several larger things."""
    return Entry.objects.filter(scope=scope, scope_id__in=scope_ids)
