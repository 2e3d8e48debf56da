"""Whose an element is: split what is shared, share what is one's own. The result is shown before anything is done."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cities.access import can, door
from cities.acts import Act
from common.forms import posted
from common.refusals import Refused
from programmes.actions import split_element
from programmes.actions.splitting import demand_splittable
from programmes.forms_scope import ScopeForm
from programmes.lineage import codes_said
from programmes.models import Element
from programmes.scopes import split_preview


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Element)
def element_split(request, element):
    """What becomes of a shared element that is split among its cities; posted, it is done."""
    form, context = ScopeForm(posted(request), mark=""), {"element": element}
    if form.is_bound and form.is_valid():
        try:
            heirs = split_element(element=element, **form.given, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return split_done(request, element, heirs)
    try:
        demand_splittable(element)
    except Refused as refused:
        context["why_not"] = refused.message
    else:
        context["preview"] = preview = split_preview(element)
        context["fresh"] = ScopeForm(mark=preview.mark)
    return render(request, "programmes/split.html", context | {"form": form}, status=form.status)


def split_done(request, element, heirs):
    """On with the heir of a city the person plans in."""
    said = _("«%(title)s» er delt i %(heirs)s. Du kan angre den første timen, med «Angre siste» i menyen.")
    messages.success(request, said % {"title": element, "heirs": codes_said(heirs)})
    return redirect(
        "element_page", next((heir for heir in heirs if can(request.user, Act.EDIT_PROGRAMME, heir)), heirs[0]).pk
    )
