"""The cards of the secretariat's page, each at an address of its own, so that none waits for another: a part of a page
for htmx, a page for a plain link.
"""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cities.access import holder
from cities.acts import Act
from dashboard.cards import agreements_card, gatherings_card


@require_safe
@holder(Act.KEEP_NETWORK)
def agreements_underway(request):
    context = agreements_card(request.user, request.day)
    return card(request, _("Avtaler på vei"), "dashboard/_agreements_card.html", context)


@require_safe
@holder(Act.KEEP_NETWORK)
def gatherings_underway(request):
    context = gatherings_card(request.user, request.day)
    return card(request, _("Samlinger framover"), "dashboard/_gatherings_card.html", context)


def card(request, title: str, template: str, context: dict):
    if request.htmx:
        return render(request, template, context)
    return render(request, "dashboard/card.html", context | {"title": title, "template": template})
