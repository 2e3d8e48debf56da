"""Paper for a gathering: name tags, door signs and minutes, as PDF."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cities.access import door
from cities.acts import Act
from common.refusals import Refused
from documents.handouts import handout
from files.serving import made
from workshops.handouts import minutes_of, signs_of, tags_of
from workshops.models import Gathering


@require_safe
@door(Act.KEEP_GATHERING, Gathering)
def name_tags(request, gathering):
    """Name and city of those who have a place, and nothing else that they told."""
    tags = tags_of(gathering)
    if not tags:
        return without(request, _("Ingen har fått plass ennå."), "enrol_list", gathering)
    html = render_to_string("workshops/paper/tags.html", {"gathering": gathering, "rows": tags})
    return printed(request, gathering, html, _("Navneskilt"), "enrol_list", style="tags")


@require_safe
@door(Act.KEEP_GATHERING, Gathering)
def door_signs(request, gathering):
    """What is in which room, day by day, in large letters."""
    signs = signs_of(gathering)
    if not signs:
        return without(request, _("Ingenting på programmet har et rom ennå."), "gathering_programme", gathering)
    html = render_to_string("workshops/paper/signs.html", {"gathering": gathering, "signs": signs})
    return printed(request, gathering, html, _("Dørskilt"), "gathering_programme", style="signs")


@require_safe
@door(Act.READ_GATHERING, Gathering)
def minutes(request, gathering):
    """What the gathering came to, with who follows it up by when, for those with a role in the network."""
    html = render_to_string("workshops/paper/minutes.html", {"gathering": gathering, **minutes_of(gathering)})
    return printed(request, gathering, html, _("Referat"), "gathering_page", style="minutes", banded=True)


def printed(request, gathering, html: str, name: str, back: str, **set_as) -> HttpResponse:
    """The file, for the one who asked only; or back with the reason why there is none."""
    try:
        pdf = handout(html, **set_as)
    except Refused as refused:
        return without(request, refused.message, back, gathering)
    return made(pdf, f"{name} – {gathering}.pdf")


def without(request, why: str, back: str, gathering) -> HttpResponse:
    messages.error(request, why)
    return redirect(reverse(back, args=[gathering.pk]))
