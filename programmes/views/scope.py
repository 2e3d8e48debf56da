"""Whose an element is: split what is shared, share what is one's own. The result is shown before anything is done."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import can, door
from cities.acts import Act
from common.forms import posted
from common.pages import address_of
from common.refusals import Refused
from programmes.actions import (
    agree_to_merger,
    decline_merger,
    propose_merger,
    share_element,
    split_element,
    withdraw_merger,
)
from programmes.actions.merging import cities_planned_by
from programmes.actions.sharing import demand_sharable
from programmes.actions.splitting import demand_splittable
from programmes.forms_scope import DeclineForm, MergerForm, ScopeForm
from programmes.lineage import codes_said
from programmes.mergers import choices_of, matches_by_city, matches_of, open_mergers, proposal_of
from programmes.models import Element, Merger
from programmes.scopes import element_mark, mark_of_all, rows_by_city, share_preview, split_preview
from programmes.views.structure import whole

UNDO = lazy("Du kan angre den første timen, med «Angre siste» i menyen.")


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
    said = _("«%(title)s» er delt i %(heirs)s. %(undo)s")
    messages.success(request, said % {"title": element, "heirs": codes_said(heirs), "undo": UNDO})
    return redirect(
        "element_page", next((heir for heir in heirs if can(request.user, Act.EDIT_PROGRAMME, heir)), heirs[0]).pk
    )


# -- Gjør felles


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Element)
def element_share(request, element):
    """Two ways to make one's own shared: together with the twin's, or as it is; posted, the latter is done."""
    form, context = ScopeForm(posted(request), mark=""), {"element": element}
    if form.is_bound and form.is_valid():
        try:
            share_element(element=element, **form.given, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("«%(title)s» er nå felles. %(undo)s") % {"title": element, "undo": UNDO})
            return redirect("element_page", element.pk)
    try:
        demand_sharable(element)
    except Refused as refused:
        context["why_not"] = refused.message
    else:
        context |= {
            "preview": share_preview(element),
            "matches": matches_by_city(element),
            "mergers": open_mergers([element]),
            "fresh": ScopeForm(mark=element_mark(element)),
        }
    return render(request, "programmes/share.html", context | {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Element)
def element_join(request, element):
    """The element and those of other cities (?med=) side by side, field by field; posted, joining them is proposed."""
    elements = [element, *chosen(request, element)]
    if len(elements) < 2:
        return redirect("element_share", element.pk)
    form = MergerForm(posted(request), elements=elements, choices=choices_of(elements), mark=mark_of_all(elements))
    if form.is_bound and form.is_valid():
        try:
            merger = propose_merger(
                keeps=form.keeps, others=form.others, values=form.values, mark=form.cleaned_data["mark"],
                link=address_of(request, "merger_page"), key=form.cleaned_data["key"], by=request.user, at=now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
            form.renew(mark_of_all(elements))
        else:
            return answered(request, merger)
    context = {"element": element, "elements": elements, "form": form, "rows": rows_by_city(elements)}
    return render(request, "programmes/join.html", context, status=form.status)


def chosen(request, element) -> list[Element]:
    """Those in the address that it can be joined with. Errors: Http404 for any other."""
    asked = {whole(pk) for pk in request.GET.getlist("med") if pk}
    found = list(matches_of(element).filter(pk__in=asked - {None})) if element.city_id else []
    if len(found) < len(asked):
        raise Http404
    return found


def answered(request, merger):
    """On after a proposal was made or answered: to the joined one, or to the proposal."""
    if merger.ending == Merger.Ending.JOINED:
        messages.success(request, _("«%(title)s» er nå felles. %(undo)s") % {"title": merger.keeps, "undo": UNDO})
        return redirect("element_page", merger.keeps_id)
    return redirect("merger_page", merger.pk)


@require_safe
@door(Act.READ_PROGRAMME, Merger)
def merger_page(request, merger):
    return proposal_page(request, merger)


def proposal_page(request, merger, form=None):
    """A proposal, what would come of it, and what the person may answer."""
    proposal, mine = proposal_of(merger), cities_planned_by(request.user)
    waiting = {city.pk for city in proposal.waiting}
    behind = {part.city_id for part in proposal.parts if part.agreed_at} if not merger.ending else set()
    context = {
        "merger": merger,
        "proposal": proposal,
        "may_answer": bool(waiting & mine),
        "may_withdraw": bool(behind & mine),
        "form": form or DeclineForm(),
    }
    return render(request, "programmes/merger.html", context, status=form.status if form else 200)


@require_POST
@door(Act.EDIT_PROGRAMME, Merger)
def merger_agree(request, merger):
    try:
        merger = agree_to_merger(merger=merger, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("merger_page", merger.pk)
    return answered(request, merger)


@require_POST
@door(Act.EDIT_PROGRAMME, Merger)
def merger_decline(request, merger):
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            decline_merger(merger=merger, words=form.cleaned_data["words"], by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("merger_page", merger.pk)
    return proposal_page(request, merger, form)


@require_POST
@door(Act.EDIT_PROGRAMME, Merger)
def merger_withdraw(request, merger):
    try:
        withdraw_merger(merger=merger, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("merger_page", merger.pk)
