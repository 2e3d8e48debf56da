from history.models import Entry


def record(*, act, thing, thing_id, by, at, title="", scope="", scope_id=None, field="", before=None, after=None):
    """Remember one act. Call it in the same transaction as the change itself.

    by: the person, or None for the clock. The name is kept as it was on the day.
    """
    record_all([entry(**locals())])


def entry(
    *, act, thing, thing_id, by, at, title="", scope="", scope_id=None, field="", before=None, after=None
) -> Entry:
    """An entry not yet written, for `record_all`."""
    return Entry(
        act=act, thing=thing, thing_id=thing_id, title=title[:300], scope=scope, scope_id=scope_id, field=field,
        before=before, after=after, at=at, person_id=by.pk if by else None, person_name=str(by) if by else "",
    )  # fmt: skip


def record_all(entries: list[Entry]) -> None:
    """Remember many acts in one statement."""
    Entry.objects.bulk_create(entries)
