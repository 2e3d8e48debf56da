from documents.models import Opening, Version


def open_version(*, version: Version, by, at) -> None:
    """Remember that the person has opened the version. It is no act on it: the history knows nothing of who reads."""
    if by.is_authenticated:
        Opening.objects.bulk_create(
            [Opening(person=by, version=version, opened_at=at)], update_conflicts=True,
            unique_fields=["person", "version"], update_fields=["opened_at"],
        )  # fmt: skip
