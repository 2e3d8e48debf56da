from functools import partial

from django.db import transaction

from documents.actions import freeze
from programmes.actions.placing import lock
from programmes.content import FORMAT, programme_content
from programmes.models import Programme


@transaction.atomic
def freeze_programme(*, programme: Programme, day, city=None, tabled_in=(), meeting=None, key, by, at):
    """Freeze the programme as it stands, with names and numbers as of the day, and order the prints to be read at once.

    city: the one whose own edition is to be all of it; none for a joint version with every edition.
    tabled_in: the cities whose politicians get the version laid before them; meeting: the body that takes it up first
    there, and when, as documents.actions.freeze has it.
    key: names the form; sent twice it makes one version. Returns the version. The draft stays editable.
    """
    lock(programme.pk)
    version, _made = freeze(
        document=programme.document, day=day, content=partial(programme_content, programme, day), format=FORMAT,
        city=city, tabled_in=tabled_in, meeting=meeting, key=key, by=by, at=at,
    )  # fmt: skip
    return version
