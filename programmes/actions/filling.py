from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from programmes.actions.fields import save_field
from programmes.actions.structure import add_element
from programmes.coverage import themes_of
from programmes.fields import field_of
from programmes.models import Element, Kind


@transaction.atomic
def fill_hole(*, parent: Element, title: str, theme, target: str, city=None, uuid=None, by, at) -> Element:
    """Put a new measure under a parent, of a theme and aimed at a group, in one act.

    city, uuid: as for add_element. Errors: Refused where it may not hang, or for a theme the programme cannot use.
    """
    if theme not in themes_of(parent.programme):
        raise Refused(_("Programmet kan ikke bruke dette temaet."))
    made = add_element(parent=parent, kind=Kind.MEASURE, title=title, city=city, uuid=uuid, by=by, at=at)
    for name, value in (("theme", theme), ("targets", [target])):
        field = field_of(Kind.MEASURE, name)
        made = save_field(element=made, field=field, value=value, base=made.revision(name), by=by, at=at)
    return made
