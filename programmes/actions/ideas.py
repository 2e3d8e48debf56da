"""A draft measure out of something that another room has: an idea from a workshop."""

from django.db import transaction
from django.utils.translation import gettext as _

from cities.models import City
from common.keys import scoped
from common.refusals import Refused
from programmes.actions.basis import save_basis
from programmes.actions.fields import save_field
from programmes.actions.placing import lock
from programmes.actions.structure import add_element
from programmes.fields import THEME
from programmes.models import Basis, Element, Kind, Programme, Theme
from programmes.queries import ALL_ABOVE_LIVE, root_of


@transaction.atomic
def measure_from(*, programme: Programme, city: City | None, title: str, theme: Theme | None, source: dict, uuid=None,
                 by, at) -> Element:  # fmt: skip
    """Add a measure that builds on an idea: last in the programme's chapter about the theme, or else last of all.

    city: whose own it is; none for shared. source: title, place and reference of the basis, from the room it comes
    from. uuid: names the form; the same form again gives back the same measure.
    Errors: Refused where it may not hang, and where the programme has taken the idea up already.
    """
    lock(programme.pk)
    if made := Element.objects.filter(uuid=scoped(uuid, "element", programme.pk)).first():
        return made
    if taken := Element.objects.filter(programme=programme, bases__reference=source["reference"], **LIVING).first():
        raise Refused(_("Programmet har alt tatt opp idéen, i «%(title)s».") % {"title": taken})
    parent = chapter_about(programme, theme) or root_of(programme)
    element = add_element(parent=parent, kind=Kind.MEASURE, title=title, city=city, uuid=uuid, by=by, at=at)
    if theme:
        save_field(element=element, field=THEME, value=theme, base=0, by=by, at=at)
    save_basis(element=element, values={"kind": Basis.Kind.IDEA, **source}, uuid=uuid, by=by, at=at)
    return element


LIVING = {"binned_at": None, **ALL_ABOVE_LIVE}


def chapter_about(programme: Programme, theme: Theme | None) -> Element | None:
    """The first shared chapter about the theme."""
    if theme is None:
        return None
    chapters = Element.objects.filter(programme=programme, kind=Kind.CHAPTER, chapter__theme=theme, city=None, **LIVING)
    return chapters.order_by("parent__position", "position").first()
