"""Who else is here, and what have they done? Asked every ten seconds by an open editor (static/js/presence.js)."""

from django import forms
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cities.access import can, door
from cities.acts import Act
from programmes.models import Programme
from programmes.news import news_of
from programmes.presence import called, meet, present
from programmes.views.outline import nodes_for, outline_context

GREATEST = 2**62


class PingForm(forms.Form):
    """Where somebody is. What cannot be read is as if it had not been said."""

    element = forms.IntegerField(required=False, min_value=1, max_value=GREATEST)
    field = forms.SlugField(required=False, max_length=60)
    since = forms.IntegerField(required=False, min_value=0, max_value=GREATEST)

    @property
    def said(self) -> dict:
        self.full_clean()
        return {name: self.cleaned_data.get(name) for name in self.fields}


@require_POST
@door(Act.READ_PROGRAMME, Programme)
def programme_presence(request, programme):
    """Say where one is; hear who else is in the programme and what others have done since last time."""
    said, at = PingForm(request.POST).said, now()
    me = present(request.user, programme, element=said["element"], field=said["field"] or "", at=at)
    people = [shown(other, me) for other in meet(programme.pk, me)]
    news = news_of(programme, person=request.user, element=said["element"], since=said["since"], at=at)
    changed = news.changed_by.items()
    return JsonResponse({
        "people": people, "since": news.newest, "outline": news.outline, "revisions": news.revisions,
        "tables": news.tables,
        "changed": {name: _("%(who)s har endret dette feltet nå.") % {"who": who} for name, who in changed},
        "notice": news.notice and news.notice | {"url": way_on(news.notice)},
    })  # fmt: skip


def shown(other, me) -> dict:
    """A person as the page draws them."""
    place = f", {other.cities[0]}" if other.cities else ""
    return {
        "name": other.name + place, "initials": other.initials, "color": other.color, "element": other.element,
        "field": other.field, "writes": _("%(who)s skriver") % {"who": called(other.name, other.cities, me.cities)},
    }  # fmt: skip


def way_on(notice) -> str:
    """Where one can go from a notice: to the element in its new place, or to fetch it back."""
    return reverse("element_restore" if notice["kind"] == "binned" else "element_page", args=[notice["element"]])


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_outline(request, programme):
    """The outline alone, as it is now. ?element= names the open one."""
    nodes = nodes_for(request, programme)
    opened = PingForm(request.GET).said["element"]
    context = outline_context(request, programme, nodes) | {
        "element": next((node.element for node in nodes if node.element.pk == opened), None),
        "editable": can(request.user, Act.EDIT_PROGRAMME, programme),
    }
    return render(request, "programmes/_outline.html", context)
