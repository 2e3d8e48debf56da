from django.db import transaction

from common.keys import scoped
from files.actions import store
from files.intake import name_of, taken_in
from programmes.actions.fields import claim
from programmes.actions.memory import remember
from programmes.actions.rows import demand_own_city, demand_picture, made_from, told
from programmes.models import Attachment, Element
from programmes.tables import ATTACHMENTS


@transaction.atomic
def attach(*, element: Element, upload, values: dict, city=None, uuid=None, by, at) -> Attachment:
    """Keep a file with an element, as an annex or a picture in its text.

    upload: a file as Django hands it over. values: one per field of the table. uuid: names the form it came from.
    Errors: Refused for a file that may not come in, or a picture that is none.
    """
    data, media_type = taken_in(upload)
    demand_picture(values["sort"], media_type)
    element = claim(element)
    if row := made_from(element, ATTACHMENTS, uuid):
        return row
    demand_own_city(element, city, by)
    file = store(data, media_type=media_type, at=at)
    row = Attachment(element=element, city=city, file=file, name=name_of(upload, media_type), revision=1)
    for field in ATTACHMENTS.fields:
        field.put(row, values[field.name])
    if uuid:
        row.uuid = scoped(uuid, ATTACHMENTS.name, element.pk)
    row.save()
    after = told(ATTACHMENTS, row) | {"name": row.name, "sha256": row.file.sha256}
    remember(element, act="edit", field=ATTACHMENTS.name, after=after, by=by, at=at)
    return row
